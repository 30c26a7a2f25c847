import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import PointsPage from '@/features/exchange/PointsPage.vue'
import type { Points, Transfer } from '@/shared/api/types'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { aPhone, json, open, problem } from './phone'

enableAutoUnmount(afterEach)

const liying = { slug: 'liying', name: '荔影社区' }
const shiqiao = { slug: 'shiqiao', name: '石桥社区' }

const points = {
  balance: 54,
  by_community: [
    { community: liying, balance: 54, expiring: [{ last_day: '2028-10-11', points: 3 }], recognised: [shiqiao] },
    { community: shiqiao, balance: 0, expiring: [], recognised: [liying] },
  ],
  minutes_verified: 600,
} as unknown as Points

function line(changes: Partial<Transfer>): Transfer {
  return {
    id: Math.random().toString(),
    kind: 'earn',
    kind_name: '获得',
    amount: 20,
    subject: '周六清洁日',
    community: liying,
    reference_type: 'record',
    reference: 'h1',
    expires_on: '2028-11-15',
    created_at: '2026-11-15T04:00:00Z',
    ...changes,
  } as Transfer
}

const spent = { kind: 'redeem', kind_name: '已兑换', amount: -60, subject: '五常大米 5斤', expires_on: null }

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone()
  await phone.signIn('alice')
  serverAnswers(() => json(200, line({ amount: -10 })))
})

function serverAnswers(carry: () => Response): void {
  phone.answerWith(({ method, path }) => {
    if (method === 'POST') return carry()
    if (path === '/me/points') return json(200, points)
    const items = [line({ ...spent, reference_type: 'redemption', reference: 'x1' }), line({})]
    return json(200, { items, next: null })
  })
}

function sent(): unknown[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])
}

test('every transfer stands there in words, with what came and what went', async () => {
  const { says } = await open(PointsPage, { slug: 'liying' })
  await says('已兑换：五常大米 5斤')
  await says('−60')
  await says('获得：周六清洁日')
  await says('+20')
  await says('2028年11月15日前可用')
})

test('a line leads to the service or the exchange it comes from', async () => {
  const { says, linkTo } = await open(PointsPage, { slug: 'liying' })
  await says('+20')
  expect(linkTo('/c/liying/service/records/h1')).not.toBeNull()
  expect(linkTo('/c/liying/exchange/redemptions/x1')).not.toBeNull()
})

test('it says what expires when', async () => {
  const { says } = await open(PointsPage, { slug: 'liying' })
  await says('3 分在2028年10月11日到期')
})

test('a gift goes to the fund of its community', async () => {
  const { tap, type } = await open(PointsPage, { slug: 'liying' })
  await tap('捐给社区基金')
  await type('捐多少分', '15')
  await tap('捐出去')
  await eventually(() => expect(toast.value).toBe('捐出去了，谢谢您'))
  expect(sent()).toEqual([['/communities/liying/points/give', { amount: 15 }]])
})

test.each(['', '0', '-3', '1.5', '十分'])('a gift of “%s” is asked for again, and nothing is sent', async (amount) => {
  const { tap, type, says } = await open(PointsPage, { slug: 'liying' })
  await tap('捐给社区基金')
  await type('捐多少分', amount)
  await tap('捐出去')
  await says('请写一个整数')
  expect(sent()).toEqual([])
})

test('a gift of more than one has is refused with how many are missing', async () => {
  serverAnswers(() => problem(409, 'not_enough_points', '还差 446 分。'))
  const { tap, type, says } = await open(PointsPage, { slug: 'liying' })
  await tap('捐给社区基金')
  await type('捐多少分', '500')
  await tap('捐出去')
  await says('还差 446 分。')
})

test('points are brought along to where one wants to use them', async () => {
  const { tap, type } = await open(PointsPage, { slug: 'liying' })
  await tap('从荔影社区带过来')
  await type('带多少分', '20')
  await tap('带过来')
  await eventually(() => expect(sent()).toEqual([['/communities/shiqiao/points/bring', { origin: 'liying', amount: 20 }]]))
})

test('nothing is offered from where there are no points', async () => {
  const { says, isSilentAbout } = await open(PointsPage, { slug: 'liying' })
  await says('54 分')
  expect(isSilentAbout('从石桥社区带过来')).toBe(true)
})
