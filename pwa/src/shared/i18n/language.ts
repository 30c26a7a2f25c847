import { ref, watchEffect } from 'vue'
import { speakLanguage } from '@/shared/api/client'
import type { LanguageCode } from '@/shared/api/types'

const KEPT_AS = 'linli.language'

function firstLanguage(): LanguageCode {
  const chosen = localStorage.getItem(KEPT_AS)
  if (chosen === 'zh-hans' || chosen === 'en') return chosen
  // Chinese unless the phone clearly speaks something else.
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) ||
    navigator.languages.length === 0
    ? 'zh-hans'
    : 'en'
}

/** The reader's language; everything on screen follows it at once. */
export const language = ref<LanguageCode>(firstLanguage())

speakLanguage(() => language.value)

watchEffect(() => {
  document.documentElement.lang = language.value === 'en' ? 'en' : 'zh-Hans'
})

/** Chosen by the person: kept on this phone (and at the server by whoever is signed in). */
export function chooseLanguage(chosen: LanguageCode): void {
  language.value = chosen
  localStorage.setItem(KEPT_AS, chosen)
}
