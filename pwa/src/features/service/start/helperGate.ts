import type { Me } from '@/shared/api/types'
import { type HelperGate, gateBeforeHelping } from '@/shared/session/helperGate'

const HELPER_ROLES = new Set(['volunteer', 'chief', 'worker'])

/** What comes first for somebody who cannot serve here yet; null for who can. */
export function helperGate(me: Me | null, slug: string): HelperGate {
  const helps = me?.roles.some(
    ({ role, community }) => HELPER_ROLES.has(role) && (community === null || community === slug),
  )
  return helps ? null : gateBeforeHelping(me, slug)
}
