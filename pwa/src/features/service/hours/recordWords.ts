import type { ServiceRecord } from '@/shared/api/types'
import type { Tone } from '@/shared/ui/StatusChip.vue'

export const RECORD_TONES: Readonly<Record<ServiceRecord['state'], Tone>> = {
  draft: 'teal',
  submitted: 'amber',
  verified: 'green',
  rejected: 'danger',
  corrected: 'neutral',
  withdrawn: 'neutral',
}

/** How it is proven, in the server's words; in and out are said once when they are the same. */
export function proofWords({ grade_name, proof_in_name, proof_out_name }: ServiceRecord): string {
  return [...new Set([grade_name, proof_in_name, proof_out_name])].filter(Boolean).join(' · ')
}

/** What happens next, as a key of the record's words. */
export type Next =
  | 'next_draft'
  | 'next_draft_wish'
  | 'next_draft_wish_said'
  | 'next_submitted'
  | 'next_submitted_paper'
  | 'next_submitted_c'
  | 'next_verified'
  | 'next_verified_other'
  | 'next_rejected'
  | 'next_rejected_other'
  | 'next_corrected'
  | 'next_withdrawn'

/** `isMine`: whoever reviews it is not thanked for somebody else's service. */
export function nextOf(record: ServiceRecord, isMine: boolean): Next {
  const { state, origin, grade, minutes, proof_in, proof_out } = record
  if (state === 'draft') {
    if (origin !== 'wish') return 'next_draft'
    return minutes === null ? 'next_draft_wish' : 'next_draft_wish_said'
  }
  if (state === 'submitted') {
    if (grade === 'C') return 'next_submitted_c'
    return proof_in === 'paper' || proof_out === 'paper' ? 'next_submitted_paper' : 'next_submitted'
  }
  if (!isMine && (state === 'verified' || state === 'rejected')) return `next_${state}_other`
  return `next_${state}`
}

/** How far it has come, of the three steps done, looked at, counted; null when it has left that way. */
export function stepOf({ state }: Pick<ServiceRecord, 'state'>): 0 | 1 | 2 | null {
  if (state === 'draft') return 0
  if (state === 'submitted') return 1
  return state === 'verified' ? 2 : null
}
