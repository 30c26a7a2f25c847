/** "2026-11" */
function named(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

export interface Month {
  month: string
  minutes: number
}

/** The last months up to this one, also those without service: a chart with gaps would lie. */
export function lastMonths(known: readonly Month[], count: number, now: Date = new Date()): Month[] {
  const minutes = new Map(known.map((one) => [one.month, one.minutes]))
  return Array.from({ length: count }, (_, at) => {
    const month = named(new Date(now.getFullYear(), now.getMonth() - (count - 1 - at), 1))
    return { month, minutes: minutes.get(month) ?? 0 }
  })
}
