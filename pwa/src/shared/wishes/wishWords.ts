import type { WishState } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { dayAndMonth, daysUntil } from '@/shared/i18n/dates'
import type { Tone } from '@/shared/ui/StatusChip.vue'
import { wishCopy } from './copy'

export const stateTones: Readonly<Record<WishState, Tone>> = {
  pending: 'amber',
  open: 'warm',
  claimed: 'teal',
  fulfilled: 'amber',
  confirmed: 'green',
  rejected: 'danger',
  withdrawn: 'neutral',
  expired: 'neutral',
}

/** While one of these holds, the last day still means something. */
const LIVE = new Set<WishState>(['pending', 'open', 'claimed', 'fulfilled'])
const SOON_DAYS = 14

/** The parts of a wish that are said the same way on every face of it. */
export function useWishWords() {
  const t = useCopy(wishCopy)

  /** "还剩 3 天"; '' when the wish is over. */
  function daysLeftWords(wish: { state: WishState; deadline: string }): string {
    if (!LIVE.has(wish.state)) return ''
    const days = daysUntil(wish.deadline)
    if (days < 0) return t('overdue')
    return days === 0 ? t('lastDay') : t('daysLeft', { n: days })
  }

  /** The same, but the date when it is far away. */
  function deadlineWords(wish: { state: WishState; deadline: string }): string {
    const isFar = LIVE.has(wish.state) && daysUntil(wish.deadline) > SOON_DAYS
    return isFar ? t('until', { day: dayAndMonth(wish.deadline) }) : daysLeftWords(wish)
  }

  function helperWords(wish: { helpers_wanted: number; helpers_active: number }): string {
    return wish.helpers_active === 0
      ? t('helpersWanted', { n: wish.helpers_wanted })
      : t('helpers', { n: wish.helpers_active, max: wish.helpers_wanted })
  }

  return { t, deadlineWords, daysLeftWords, helperWords }
}
