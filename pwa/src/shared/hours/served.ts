import { instantOf } from './times'

/** What somebody says about a piece of service: how long, and when if it was not just now. */
export interface ServedDraft {
  minutes: string
  when: 'now' | 'earlier'
  day: string
  from: string
}

/** As the API takes it. */
export interface Served {
  minutes: number
  started_at: string | null
}

const DAY_MINUTES = 1440

export type ServedComplaint = 'wrong' | 'timeOdd'

export function isSaid({ minutes }: ServedDraft): boolean {
  return String(minutes).trim() !== ''
}

/** What is wrong with it; null if nothing is. */
export function complaintAbout(draft: ServedDraft): ServedComplaint | null {
  const minutes = Number(draft.minutes)
  if (!isSaid(draft) || !Number.isInteger(minutes) || minutes < 1 || minutes > DAY_MINUTES) return 'wrong'
  return draft.when === 'earlier' && instantOf(draft.day, draft.from) === null ? 'timeOdd' : null
}

/** Null while something is wrong with it. */
export function servedOf(draft: ServedDraft): Served | null {
  if (complaintAbout(draft) !== null) return null
  return {
    minutes: Number(draft.minutes),
    started_at: draft.when === 'earlier' ? instantOf(draft.day, draft.from) : null,
  }
}
