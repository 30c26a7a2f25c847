import { isoDay } from '@/shared/i18n/dates'

export type Period = 'thisYear' | 'lastYear' | 'lastMonths' | 'own'

export interface Days {
  first: string
  last: string
}

const MONTHS = 12

/** The days that people mostly want a certificate for; null where they choose themselves. */
export function daysOf(period: Period, now: Date = new Date()): Days | null {
  const year = now.getFullYear()
  switch (period) {
    case 'thisYear':
      return { first: `${year}-01-01`, last: isoDay(now) }
    case 'lastYear':
      return { first: `${year - 1}-01-01`, last: `${year - 1}-12-31` }
    case 'lastMonths':
      return { first: isoDay(new Date(year, now.getMonth() - MONTHS, now.getDate() + 1)), last: isoDay(now) }
    case 'own':
      return null
  }
}
