import type { Notice } from '@/shared/api/types'

const ROOMS = {
  wish: 'wishes',
  post: 'posts',
  record: 'service/records',
  activity: 'service/activities',
  redemption: 'exchange/redemptions',
  ballot: 'ballots',
  honor: 'honors',
} as const

/** Where a notice leads: the wish or post it is about; an appointment is read on one's own page. */
export function placeOf({ link, community }: Pick<Notice, 'link' | 'community'>): string | null {
  if (link === null) return null
  if (link.type === 'appointment') return '/me'
  if (link.type === 'case_agreement') return `/me/cases/${link.id}`
  if (link.type === 'case') return `/cases/${link.id}`
  if (community === null) return null
  return `/c/${community.slug}/${ROOMS[link.type]}/${link.id}`
}
