import type { ServiceRecord } from '@/shared/api/types'
import { language } from '@/shared/i18n/language'
import { dayAndMonth } from '@/shared/i18n/dates'

function clock(instant: string): string {
  return new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'zh-CN', {
    hour: '2-digit', minute: '2-digit', hour12: false,
  }).format(new Date(instant))
}

/** "11月21日 09:00–11:02，122" */
export function recordWhen({ started_at, ended_at, minutes }: ServiceRecord): string {
  if (!started_at || !ended_at) return ''
  const unit = language.value === 'en' ? 'min' : '分钟'
  return `${dayAndMonth(started_at)} ${clock(started_at)}–${clock(ended_at)} · ${minutes ?? 0} ${unit}`
}

export function recordProof(record: ServiceRecord): string {
  return [record.grade_name, record.proof_in_name, record.proof_out_name].filter(Boolean).join(' · ')
}
