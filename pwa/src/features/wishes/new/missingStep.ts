import type { Me } from '@/shared/api/types'
import { writesForOthers } from '@/shared/queries/me'

/** What must come before a wish can be sent; the draft waits meanwhile. */
export type MissingStep = 'sign-in' | 'consent' | 'join' | null

export function missingStep(me: Me | null, slug: string, isForOther: boolean): MissingStep {
  if (me === null) return 'sign-in'
  if (me.consent_required !== null) return 'consent'
  if (isForOther && writesForOthers(me, slug)) return null
  return livesHere(me, slug) ? null : 'join'
}

export function livesHere(me: Me, slug: string): boolean {
  return me.memberships.some(
    ({ role, state, community }) =>
      role === 'resident' && state === 'active' && community?.slug === slug,
  )
}

/** The building somebody lives in here, to begin with; '' when unknown. */
export function homeArea(me: Me | null, slug: string): string {
  return (
    me?.memberships.find(
      ({ role, state, community }) =>
        role === 'resident' && state === 'active' && community?.slug === slug,
    )?.area.id ?? ''
  )
}
