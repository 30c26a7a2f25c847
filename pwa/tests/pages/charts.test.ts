import { describe, expect, test } from 'vitest'
import type { Figures } from '@/shared/api/types'
import { drawn } from '@/shared/pages/chartBars'

const figures: Figures = {
  numbers: {
    wishes_open: 1,
    wishes_claimed: 0,
    wishes_confirmed: 3,
    posts: 2,
    posts_filled: 1,
    volunteers: 4,
    service_hours: 2,
  },
  months: [
    { month: '2026-10', minutes: 90, wishes_confirmed: 1 },
    { month: '2026-11', minutes: 0, wishes_confirmed: 2 },
  ],
  categories: [{ name: '修修补补', wishes_confirmed: 3 }],
  posts: [
    { name: '互助岗', filled: 1, wanted: 4 },
    { name: '无人要', filled: 0, wanted: 0 },
  ],
}

const say = (key: string, words: Record<string, string | number>) => `${key} ${Object.values(words).join('/')}`

describe('a chart', () => {
  test('of hours stands in months, rounded in words and exact in height', () => {
    expect(drawn('hours_by_month', figures, say)).toEqual({
      as: 'columns',
      bars: [
        { label: '10', value: 90, words: 'hours 2' },
        { label: '11', value: 0, words: 'hours 0' },
      ],
    })
  })

  test('of wishes by category lies in bars', () => {
    expect(drawn('wishes_by_category', figures, say).bars).toEqual([{ label: '修修补补', value: 3, words: 'wishes 3' }])
  })

  test('of posts shows shares, and nothing where nobody is wanted', () => {
    expect(drawn('posts_filled', figures, say).bars.map(({ value }) => value)).toEqual([0.25, 0])
  })
})
