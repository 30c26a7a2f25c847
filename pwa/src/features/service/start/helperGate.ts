import type { Me } from '@/shared/api/types'

const HELPER_ROLES = new Set(['volunteer', 'chief', 'worker'])

/** What comes first for somebody who cannot serve here yet; null for who can. */
export type HelperGate = 'sign-in' | 'volunteer' | 'volunteer-pending' | null

/** Says what is missing, never who may: that is the server's word. */
export function helperGate(me: Me | null, slug: string): HelperGate {
  if (me === null) return 'sign-in'
  const helps = me.roles.some(
    ({ role, community }) => HELPER_ROLES.has(role) && (community === null || community === slug),
  )
  if (helps) return null
  const asked = me.memberships.some(
    ({ role, state, community }) =>
      role === 'volunteer' && state === 'pending' && community?.slug === slug,
  )
  return asked ? 'volunteer-pending' : 'volunteer'
}
