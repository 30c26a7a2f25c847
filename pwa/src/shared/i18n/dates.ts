import { language } from './language'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function locale(): string {
  return language.value === 'en' ? 'en-GB' : 'zh-CN'
}

/** "3 分钟前", "昨天", then the date: how a neighbour would say when. */
export function timeAgo(instant: string, now: number = Date.now()): string {
  const passed = now - Date.parse(instant)
  const say = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
  if (passed < MINUTE) return language.value === 'en' ? 'just now' : '刚刚'
  if (passed < HOUR) return say.format(-Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return say.format(-Math.floor(passed / HOUR), 'hour')
  if (passed < 7 * DAY) return say.format(-Math.floor(passed / DAY), 'day')
  return dayAndMonth(instant, now)
}

/** "11月21日", with the year only when it is another one. Takes an instant or a YYYY-MM-DD day. */
export function dayAndMonth(when: string, now: number = Date.now()): string {
  const moment = asDate(when)
  const otherYear = moment.getFullYear() !== new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale(), {
    month: 'long',
    day: 'numeric',
    ...(otherYear ? { year: 'numeric' } : {}),
  }).format(moment)
}

/** Whole days from today to a YYYY-MM-DD day; negative when it has passed. */
export function daysUntil(day: string, now: number = Date.now()): number {
  const today = new Date(now)
  today.setHours(0, 0, 0, 0)
  return Math.round((asDate(day).getTime() - today.getTime()) / DAY)
}

/** A day of the calendar (local), as the API writes it. */
export function isoDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`
}

/** A bare day means that day here, not midnight in Greenwich. */
function asDate(when: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(when) ? new Date(`${when}T00:00:00`) : new Date(when)
}
