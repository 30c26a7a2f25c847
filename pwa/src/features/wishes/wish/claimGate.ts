import type { Me, Wish } from '@/shared/api/types'

/** What keeps somebody from taking on a wish that still wants helpers; null when nothing has to be said. */
export type ClaimGate = 'sign-in' | 'volunteer' | 'volunteer-pending' | null

/** Says what is missing, never who may: that is `allowed_actions`. */
export function claimGate(
  wish: Pick<Wish, 'state' | 'allowed_actions' | 'mine' | 'claimed_by_me' | 'community'>,
  me: Me | null,
): ClaimGate {
  if (wish.state !== 'open' || wish.mine || wish.claimed_by_me) return null
  if (wish.allowed_actions.length > 0) return null
  if (me === null) return 'sign-in'
  const asked = me.memberships.some(
    ({ role, state, community }) =>
      role === 'volunteer' && state === 'pending' && community?.slug === wish.community,
  )
  return asked ? 'volunteer-pending' : 'volunteer'
}
