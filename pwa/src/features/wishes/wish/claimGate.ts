import type { Me, Wish } from '@/shared/api/types'
import { type HelperGate, gateBeforeHelping } from '@/shared/session/helperGate'

/** What keeps somebody from taking on a wish that still wants helpers; null when nothing has to be said. */
export function claimGate(
  wish: Pick<Wish, 'state' | 'allowed_actions' | 'mine' | 'claimed_by_me' | 'community'>,
  me: Me | null,
): HelperGate {
  if (wish.state !== 'open' || wish.mine || wish.claimed_by_me) return null
  return wish.allowed_actions.length > 0 ? null : gateBeforeHelping(me, wish.community)
}
