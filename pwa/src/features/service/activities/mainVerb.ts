import type { ActivityAction } from '@/shared/api/types'

/** Who serves wants to leave; who is in charge shows the code; everybody else comes in, or signs up. */
const ORDER = ['check_out', 'run', 'check_in', 'take_seat'] as const

/** The one that stands out; null when nothing is to be done. */
export function mainVerb(allowed: readonly ActivityAction[]): ActivityAction | null {
  return ORDER.find((verb) => allowed.includes(verb)) ?? null
}
