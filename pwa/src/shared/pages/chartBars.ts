import type { BlockOf, Figures } from '@/shared/api/types'
import type { Bar } from '@/shared/charts/bar'

type Chart = BlockOf<'chart'>['chart']
type Say = (key: 'hours' | 'wishes' | 'filledOf', params: Record<string, string | number>) => string

/** `columns`: months side by side; `bars`: names below each other. */
export interface Drawn {
  as: 'columns' | 'bars'
  bars: Bar[]
}

const BARS_MAX = 8

export function drawn(chart: Chart, figures: Figures, say: Say): Drawn {
  switch (chart) {
    case 'hours_by_month':
      return {
        as: 'columns',
        bars: figures.months.map(({ month, minutes }) => {
          const hours = Math.round(minutes / 60)
          return { label: monthNumber(month), value: minutes, words: say('hours', { n: hours }) }
        }),
      }
    case 'wishes_by_month':
      return {
        as: 'columns',
        bars: figures.months.map(({ month, wishes_confirmed: n }) => ({
          label: monthNumber(month),
          value: n,
          words: say('wishes', { n }),
        })),
      }
    case 'wishes_by_category':
      return {
        as: 'bars',
        bars: figures.categories.slice(0, BARS_MAX).map(({ name, wishes_confirmed: n }) => ({
          label: name,
          value: n,
          words: say('wishes', { n }),
        })),
      }
    case 'posts_filled':
      return {
        as: 'bars',
        bars: figures.posts.map(({ name, filled, wanted }) => ({
          label: name,
          value: wanted > 0 ? filled / wanted : 0,
          words: say('filledOf', { n: filled, max: wanted }),
        })),
      }
  }
}

/** "2026-03" → "3": under a column there is room for no more. */
function monthNumber(month: string): string {
  return String(Number(month.slice(5)))
}
