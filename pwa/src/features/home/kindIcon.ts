import type { CommunityKind } from '@/shared/api/types'
import type { IconName } from '@/shared/ui/icons'

const ICONS: Readonly<Record<CommunityKind, IconName>> = {
  standard: 'home',
  urban_village: 'people',
  old_estate: 'leaf',
  no_property_firm: 'hand',
  office_tower: 'building',
}

/** The picture of a kind of community; a kind this version does not know is a community all the same. */
export function kindIcon(kind: string): IconName {
  return ICONS[kind as CommunityKind] ?? 'home'
}
