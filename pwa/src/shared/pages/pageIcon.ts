import type { IconName } from '@/shared/ui/icons'

const ICONS: Readonly<Record<string, IconName>> = {
  home: 'home',
  section: 'list',
  article: 'book',
  notice: 'megaphone',
  case: 'check',
  honor_roll: 'medal',
  event: 'calendar',
  contact_list: 'phone',
  service_list: 'box',
  question: 'chat',
}

/** The picture of a kind of page; a kind this version does not know is a page all the same. */
export function pageIcon(type: string): IconName {
  return ICONS[type] ?? 'book'
}
