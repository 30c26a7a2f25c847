import type { ServiceRecord } from '@/shared/api/types'

export interface Replacement {
  started_at: string
  ended_at: string
  minutes: number
}

const DAY_MINUTES = 1440

/**
 * What is right instead of a wrong record: it began when it began and took that many minutes. Null for
 * nothing at all; 'wrong' if no duration was meant.
 */
export function replacementOf(
  { started_at }: Pick<ServiceRecord, 'started_at'>,
  typed: string | number,
): Replacement | null | 'wrong' {
  if (String(typed).trim() === '') return null
  const minutes = Number(typed)
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > DAY_MINUTES || started_at === null) return 'wrong'
  const ended = new Date(Date.parse(started_at) + minutes * 60_000)
  return { started_at, ended_at: ended.toISOString(), minutes }
}
