const KEPT_AS = 'linli.near.'

/** The estate somebody sorts by is remembered on this phone only. */
export function rememberedEstate(slug: string): string {
  return localStorage.getItem(KEPT_AS + slug) ?? ''
}

export function rememberEstate(slug: string, area: string): void {
  localStorage.setItem(KEPT_AS + slug, area)
}
