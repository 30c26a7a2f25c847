import { ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const THEME = 'linli.theme'
const ELDER = 'linli.elder'

function keptTheme(): Theme {
  const kept = localStorage.getItem(THEME)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export const theme = ref<Theme>(keptTheme())
/** Elder mode: text from 18 px up and targets from 60 px up (domain.md, 适老化). */
export const elderMode = ref(localStorage.getItem(ELDER) === 'on')

const systemIsDark = ref(false)

export const isDark = ref(false)

/** Writes the choice onto <html>, where the tokens read it. */
export function startAppearance(): void {
  const preference = window.matchMedia('(prefers-color-scheme: dark)')
  systemIsDark.value = preference.matches
  preference.addEventListener('change', (event) => {
    systemIsDark.value = event.matches
  })
  watchEffect(() => {
    isDark.value = theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value)
    document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light'
  })
  watchEffect(() => {
    document.documentElement.dataset['elder'] = elderMode.value ? 'on' : 'off'
  })
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  localStorage.setItem(THEME, chosen)
}

export function chooseElderMode(on: boolean): void {
  elderMode.value = on
  localStorage.setItem(ELDER, on ? 'on' : 'off')
}
