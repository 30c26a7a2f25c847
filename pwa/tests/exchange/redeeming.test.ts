import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import ExchangePage from '@/features/exchange/ExchangePage.vue'
import RewardPage from '@/features/exchange/RewardPage.vue'
import { exchangeCopy } from '@/features/exchange/copy'
import { whyNot } from '@/features/exchange/rewardWords'
import type { Reward } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { keptCode } from '@/shared/kept/keptStore'
import { queryClient } from '@/shared/queries/client'
import { eventually } from '../eventually'
import { aPhone, aRedemption, aReward, json, open, problem } from './phone'

enableAutoUnmount(afterEach)

const place = { slug: 'liying', id: 'r1' }
let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone()
  await phone.signIn('alice')
})

function shelf(reward: Reward, redeem: () => Response | 'no network' = () => problem(500, 'x')): void {
  phone.answerWith(({ method }) => (method === 'GET' ? json(200, reward) : redeem()))
}

function sent(): string[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path }) => path)
}

test('it is asked once before points go, and closing the question changes nothing', async () => {
  shelf(aReward())
  const { tap, says } = await open(RewardPage, place)
  await tap('用 60 分换一份')
  await says('用 60 分换“五常大米 5斤”？')
  expect(sent()).toEqual([])
})

test('exchanged, it leads to the code, which is on the phone already', async () => {
  shelf(aReward(), () => json(201, aRedemption()))
  const { tap, router } = await open(RewardPage, place)
  await tap('用 60 分换一份')
  await tap('就换这个')
  await eventually(() => expect(router.currentRoute.value.path).toBe('/c/liying/exchange/redemptions/x1'))
  expect(sent()).toEqual(['/communities/liying/rewards/r1/redeem'])
  expect((await keptCode('alice', 'x1'))?.code).toBe('882904922160')
})

test('the last one went to somebody else: the server’s words stand in the question', async () => {
  shelf(aReward(), () => problem(409, 'out_of_stock', '刚刚换完了。'))
  const { tap, says } = await open(RewardPage, place)
  await tap('用 60 分换一份')
  await tap('就换这个')
  await says('刚刚换完了。')
  expect(await keptCode('alice', 'x1')).toBeNull()
})

test('with too few points it says how many are missing, and how to earn them', async () => {
  shelf(aReward({ missing_points: 6, allowed_actions: [] }))
  const { says, linkTo, isSilentAbout } = await open(RewardPage, place)
  await says('还差 6 分')
  expect(linkTo('/c/liying/service')).not.toBeNull()
  expect(isSilentAbout('换一份')).toBe(true)
})

test('when it is gone it leads to the others', async () => {
  shelf(aReward({ stock_left: 0, missing_points: 6, allowed_actions: [] }))
  const { says, linkTo } = await open(RewardPage, place)
  await says('换完了')
  expect(linkTo('/c/liying/exchange')).not.toBeNull()
})

test('a visitor is asked to sign in, and comes back here', async () => {
  shelf(aReward({ allowed_actions: [] }))
  phone.server.signIn(null)
  queryClient.setQueryData(['me'], null)
  const { says, isSilentAbout } = await open(RewardPage, place)
  await says('登录后兑换')
  expect(isSilentAbout('还差')).toBe(true)
})

test('what waits to be fetched stands above the shelf', async () => {
  phone.answerWith(({ path }) => {
    if (path.startsWith('/me/redemptions')) return json(200, { items: [aRedemption()], next: null })
    return json(200, { balance: 54, items: [aReward({ id: 'r2', name: '绿萝一盆', price: 30 })], next: null })
  })
  const { says, linkTo } = await open(ExchangePage, { slug: 'liying' })
  await says('等您去领')
  await says('54 分')
  await says('绿萝一盆')
  expect(linkTo('/c/liying/exchange/redemptions/x1')).not.toBeNull()
})

test('an empty shelf leads to the activities', async () => {
  phone.answerWith(() => json(200, { balance: 0, items: [], next: null }))
  const { says, linkTo } = await open(ExchangePage, { slug: 'liying' })
  await says('还没有兑换品')
  expect(linkTo('/c/liying/service')).not.toBeNull()
})

test.each<[Partial<Reward>, string]>([
  [{ stock_left: 0, missing_points: 5 }, '换完了'],
  [{ closes_on: '2026-01-01' }, '已经截止'],
  [{ left_for_me: 0 }, '每人 3 份，您已经换满了'],
  [{ opens_on: '2099-01-02' }, '2099年1月2日开始换'],
  [{ missing_points: 26 }, '还差 26 分'],
])('with %o it can’t be had: %s', (changes, words) => {
  expect(whyNot(aReward({ allowed_actions: [], ...changes }), useCopy(exchangeCopy))).toBe(words)
})

test('what can be had needs no reason', () => {
  expect(whyNot(aReward(), useCopy(exchangeCopy))).toBe('')
})
