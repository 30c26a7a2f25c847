import type { ActivityCodes } from '@/shared/api/types'

export type ShownCode = ActivityCodes['codes'][number]

/** What the screen in charge shows at a moment of the server's clock. */
export interface Shown {
  /** Null when the codes that were sent ahead have run out. */
  code: ShownCode | null
  /** Whole seconds until the next one, never 0. */
  left: number
}

export function shownAt(codes: Pick<ActivityCodes, 'slot_seconds' | 'codes'>, serverMs: number): Shown {
  const seconds = serverMs / 1000
  const slot = Math.floor(seconds / codes.slot_seconds)
  return {
    code: codes.codes.find((code) => code.slot === slot) ?? null,
    left: Math.max(1, Math.ceil((slot + 1) * codes.slot_seconds - seconds)),
  }
}

/** "K7QM 2D9T": two halves are read out and typed more easily than eight in a row. */
export function spelled(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}
