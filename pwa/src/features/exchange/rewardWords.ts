import type { Redemption, Reward } from '@/shared/api/types'
import { dayAndMonth, daysUntil } from '@/shared/i18n/dates'

type Say = (
  key: 'gone' | 'opens' | 'over' | 'limitReached' | 'missing',
  params?: Record<string, string | number>,
) => string

/** Why it cannot be exchanged for just now, in words; empty when it can. What no effort changes comes first. */
export function whyNot(reward: Reward, t: Say): string {
  if (reward.allowed_actions.includes('redeem')) return ''
  if (reward.stock_left === 0) return t('gone')
  if (reward.closes_on && daysUntil(reward.closes_on) < 0) return t('over')
  if (reward.left_for_me === 0) return t('limitReached', { n: reward.limit_per_person })
  if (reward.opens_on && daysUntil(reward.opens_on) > 0) return t('opens', { day: dayAndMonth(reward.opens_on) })
  return reward.missing_points > 0 ? t('missing', { n: reward.missing_points }) : ''
}

type SayPlace = (key: 'desk' | 'shopAt', params?: Record<string, string | number>) => string

/** Where it is fetched: the shop with its place, or what the community wrote, or its desk. */
export function placeWords({ merchant, pick_up }: Pick<Reward | Redemption, 'merchant' | 'pick_up'>, t: SayPlace): string {
  const shop = merchant?.place ? t('shopAt', { name: merchant.name, place: merchant.place }) : merchant?.name
  return [shop, pick_up].filter(Boolean).join(' · ') || t('desk')
}
