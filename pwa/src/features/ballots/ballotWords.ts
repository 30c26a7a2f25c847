import type { BallotState, CandidateState } from '@/shared/api/types'
import { language } from '@/shared/i18n/language'
import type { Tone } from '@/shared/ui/StatusChip.vue'

export const BALLOT_TONE: Record<BallotState, Tone> = {
  draft: 'neutral',
  nominating: 'amber',
  checking: 'amber',
  voting: 'warm',
  closed: 'neutral',
  settled: 'green',
  called_off: 'danger',
}

export const CANDIDATE_TONE: Record<CandidateState, Tone> = {
  proposed: 'amber',
  agreed: 'amber',
  standing: 'green',
  refused: 'danger',
  declined: 'neutral',
  withdrawn: 'neutral',
}

/** "11月30日 18:00": a vote ends at an hour, not only on a day. */
export function dayAndHour(instant: string): string {
  return new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'zh-CN', {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(instant))
}

/** The chosen ones after a tap: with one vote the choice moves, with several it is added while there is room. */
export function chosenAfterTap(chosen: readonly string[], id: string, most: number): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id)
  if (most === 1) return [id]
  return chosen.length < most ? [...chosen, id] : [...chosen]
}

export function isSameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}
