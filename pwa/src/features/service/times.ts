import { language } from '@/shared/i18n/language'

function locale(): string {
  return language.value === 'en' ? 'en-GB' : 'zh-CN'
}

function format(options: Intl.DateTimeFormatOptions, instant: string): string {
  return new Intl.DateTimeFormat(locale(), options).format(new Date(instant))
}

/** "09:30" */
export function clock(instant: string): string {
  return format({ hour: '2-digit', minute: '2-digit', hour12: false }, instant)
}

/** "11月28日 周六" */
export function dayWithWeekday(instant: string): string {
  return format({ month: 'long', day: 'numeric', weekday: 'short' }, instant)
}

/** "11月28日 周六 09:30–11:00" */
export function span(from: string, until: string): string {
  return `${dayWithWeekday(from)} ${clock(from)}–${clock(until)}`
}

/** "2 小时 5 分" / "2 h 5 min" */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const [hour, minute] = language.value === 'en' ? ['h', 'min'] : ['小时', '分钟']
  const parts = [hours > 0 ? `${hours} ${hour}` : '', rest > 0 || hours === 0 ? `${rest} ${minute}` : '']
  return parts.filter(Boolean).join(' ')
}

/** "2026-11" → "11月" / "Nov" */
export function monthInWords(month: string): string {
  return format({ month: 'short' }, `${month}-15T12:00:00`)
}

/** What a `datetime-local` field holds, on this phone's clock. */
export function localInput(moment: Date): string {
  const at = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return at.toISOString().slice(0, 16)
}

/** The instant that day and time of a form mean here; null if they mean none. */
export function instantOf(day: string, time: string): string | null {
  const moment = new Date(`${day}T${time}:00`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}
