import { isoDay } from '@/shared/i18n/dates'
import { language } from '@/shared/i18n/language'

const DAY = 24 * 60 * 60 * 1000

function locale(): string {
  return language.value === 'en' ? 'en-GB' : 'zh-CN'
}

function format(options: Intl.DateTimeFormatOptions, instant: string): string {
  return new Intl.DateTimeFormat(locale(), options).format(new Date(instant))
}

/** "09:30" */
export function clock(instant: string): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, instant)
}

/** "09:30" as a form's field for times takes it, whatever the language. */
export function timeOfDay(instant: string): string {
  const moment = new Date(instant)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** "今天", "明天", else "11月28日周六"; the year is said when it is another one. */
export function dayInWords(instant: string, now: number = Date.now()): string {
  const moment = new Date(instant)
  const days = daysBetween(new Date(now), moment)
  if (days >= -1 && days <= 1) {
    const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day')
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
  const isOtherYear = moment.getFullYear() !== new Date(now).getFullYear()
  return format(
    { month: 'long', day: 'numeric', weekday: 'short', ...(isOtherYear ? { year: 'numeric' } : {}) },
    instant,
  )
}

function daysBetween(from: Date, to: Date): number {
  const midnight = (day: Date): number => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
  return Math.round((midnight(to) - midnight(from)) / DAY)
}

/** "明天 09:30–11:00"; over midnight the second day is said, too. */
export function span(from: string, until: string, now: number = Date.now()): string {
  const isOneDay = isoDay(new Date(from)) === isoDay(new Date(until))
  const end = isOneDay ? clock(until) : `${dayInWords(until, now)} ${clock(until)}`
  return `${dayInWords(from, now)} ${clock(from)}–${end}`
}

/** "2 小时 5 分钟" / "2 h 5 min" */
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

/** The instant that day and time of a form mean here; null if they mean none. */
export function instantOf(day: string, time: string): string | null {
  const moment = new Date(`${day}T${time}:00`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

/** Whole minutes from one instant to a later one, as the server counts them; null if there is none. */
export function minutesBetween(from: string | null, until: string | null): number | null {
  if (from === null || until === null) return null
  const minutes = Math.floor((Date.parse(until) - Date.parse(from)) / 60_000)
  return minutes > 0 ? minutes : null
}
