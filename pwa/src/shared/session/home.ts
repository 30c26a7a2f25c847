import { ref } from 'vue'

const KEPT_AS = 'linli.community'

/** The community this phone looked at last; `/` leads there. */
export const homeSlug = ref(localStorage.getItem(KEPT_AS) ?? '')

export function rememberCommunity(slug: string): void {
  if (slug === '' || slug === homeSlug.value) return
  homeSlug.value = slug
  localStorage.setItem(KEPT_AS, slug)
}

export function forgetCommunity(): void {
  homeSlug.value = ''
  localStorage.removeItem(KEPT_AS)
}
