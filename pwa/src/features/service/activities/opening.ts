import { clock, dayInWords } from '@/shared/hours/times'

/** People come early: the server takes check-ins from half an hour before the beginning. */
const OPENS_BEFORE_MS = 30 * 60_000

function opensAt(startsAt: string): number {
  return Date.parse(startsAt) - OPENS_BEFORE_MS
}

export function isBeforeOpening(startsAt: string, now: number = Date.now()): boolean {
  return now < opensAt(startsAt)
}

/** "明天 09:00" */
export function opensInWords(startsAt: string, now: number = Date.now()): string {
  const opens = new Date(opensAt(startsAt)).toISOString()
  return `${dayInWords(opens, now)} ${clock(opens)}`
}
