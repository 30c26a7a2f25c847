const DAY_HOURS = 24
const HOURS_SAID = 48

export interface Age {
  key: 'ageMinutes' | 'ageHours' | 'ageDays'
  n: number
}

/** How long something has waited, in the words one would use: hours at first, then days. */
export function ageKey(hours: number): Age {
  if (hours < 1) return { key: 'ageMinutes', n: 0 }
  if (hours < HOURS_SAID) return { key: 'ageHours', n: hours }
  return { key: 'ageDays', n: Math.floor(hours / DAY_HOURS) }
}
