import { watchEffect } from 'vue'
import type { Theme } from '@/shared/api/types'
import { useCommunity } from '@/shared/queries/community'
import { isDark } from './appearance'
import { homeSlug } from './home'

const TOKENS = {
  primary: '--primary',
  primary_pressed: '--primary-pressed',
  on_primary: '--on-primary',
  primary_soft: '--primary-soft',
  on_primary_soft: '--on-primary-soft',
} as const

/** The colours of the community one is in stand over the app's own; the server has checked their contrast. */
export function useCommunityLook(): void {
  const { data: community } = useCommunity(homeSlug)
  watchEffect(() => {
    paint(community.value?.theme ?? null, isDark.value)
  })
}

export function paint(look: Pick<Theme, 'light' | 'dark'> | null, dark: boolean): void {
  const { style } = document.documentElement
  const palette = dark ? look?.dark : look?.light
  for (const name of Object.keys(TOKENS) as (keyof typeof TOKENS)[]) {
    const color = palette?.[name]
    if (color) style.setProperty(TOKENS[name], color)
    else style.removeProperty(TOKENS[name])
  }
}
