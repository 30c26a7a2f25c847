import type { ServiceRecord } from '@/shared/api/types'
import { minutesInWords, span } from '@/shared/hours/times'

/** "11月21日周六 09:00–11:02" */
export function recordWhen({ started_at, ended_at }: ServiceRecord): string {
  return started_at && ended_at ? span(started_at, ended_at) : ''
}

/** "2 小时 2 分钟" */
export function recordLong({ minutes }: ServiceRecord): string {
  return minutesInWords(minutes ?? 0)
}

/** How it is proven, in the server's words; in and out are said once when they are the same. */
export function recordProof({ grade_name, proof_in_name, proof_out_name }: ServiceRecord): string {
  return [...new Set([grade_name, proof_in_name, proof_out_name])].filter(Boolean).join(' · ')
}
