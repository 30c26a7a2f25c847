import type { Me } from '@/shared/api/types'

/** What comes first for somebody who cannot help here yet; null when nothing has to be said. */
export type HelperGate = 'sign-in' | 'volunteer' | 'volunteer-pending' | null

/** For who holds no helper's role here. Says what is missing, never who may: that is the server's word. */
export function gateBeforeHelping(me: Me | null, slug: string): Exclude<HelperGate, null> {
  if (me === null) return 'sign-in'
  const asked = me.memberships.some(
    ({ role, state, community }) => role === 'volunteer' && state === 'pending' && community?.slug === slug,
  )
  return asked ? 'volunteer-pending' : 'volunteer'
}
