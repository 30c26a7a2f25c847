import type { Me } from '@/shared/api/types'

const STAFF_ROLES = new Set(['worker', 'community_admin', 'district_admin'])

/** The place a chief is chief of; '' (the whole community) for staff and where nothing is known. */
export function ownPlace(me: Me | null, slug: string): string {
  const held = me?.roles.filter(({ community }) => community === null || community === slug) ?? []
  if (held.some(({ role }) => STAFF_ROLES.has(role))) return ''
  return held.find(({ role }) => role === 'chief')?.area.id ?? ''
}
