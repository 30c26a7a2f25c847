import { createHmac } from 'node:crypto'
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import CheckPage from '@/features/service/check/CheckPage.vue'
import { ensureKey, keptScan, readCode, signedScan } from '@/features/service/check/scanning'
import { keepKey, keptKey } from '@/shared/kept/keptStore'
import { aPhone, json, open } from '../phone'
import { waitingFor } from '../outbox/server'

enableAutoUnmount(afterEach)

const SECRET = Buffer.alloc(32, 7)
const key = { key: SECRET.toString('base64url'), valid_until: '2099-01-01' }
const ACTIVITY = '01a20d6d-0927-72fb-bff9-4da78cb45e5d'
const QR = `LINLI:A:${ACTIVITY}:59850718:E8Y6V1KZ`
const NOW = Date.parse('2026-11-21T01:00:00Z')

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'volunteer', community: 'liying' }])
  await phone.signIn('alice')
})

async function scanWithoutSignal() {
  phone.answerWith(({ path }) => (path === '/me/scan-key' ? json(200, key) : 'no network'))
  const page = await open(CheckPage, { slug: 'liying', way: 'in', activity: '' })
  await page.type('扫不了就输入 8 个字符', 'K7QM2D9T')
  await page.tap('签到')
  return page
}

test('without a signal the scan is kept, and said to count with its own time', async () => {
  await keepKey({ ...key, owner: 'alice' })
  const { says, linkTo, isSilentAbout } = await scanWithoutSignal()
  await says('先记在手机里了')
  await says('按您扫码的时间算')
  expect(await waitingFor('alice')).toEqual(['签到'])
  expect(linkTo('/c/liying/service')).not.toBeNull()
  expect(isSilentAbout('看看这条记录')).toBe(true)
})

test('a scan that could not be signed says so, instead of promising', async () => {
  phone.answerWith(() => 'no network')
  const { type, tap, says, isSilentAbout } = await open(CheckPage, { slug: 'liying', way: 'in', activity: '' })
  await type('扫不了就输入 8 个字符', 'K7QM2D9T')
  await tap('签到')
  await says('这次可能送不上去')
  expect(isSilentAbout('按您扫码的时间算')).toBe(true)
})

test('the signature is over the place, the way, the code and the moment, with this person’s key', async () => {
  await keepKey({ ...key, owner: 'alice' })
  const scan = await signedScan('alice', 'liying', 'in', QR, NOW)
  const expected = createHmac('sha256', SECRET).update(`liying|in|${ACTIVITY}|E8Y6V1KZ|${NOW}`).digest('hex')
  expect(scan).toEqual({
    code: 'E8Y6V1KZ',
    activity: ACTIVITY,
    slot: 59850718,
    seen_at: '2026-11-21T01:00:00.000Z',
    signature: expected,
  })
})

test('nobody signs with the key of who held the phone before', async () => {
  await keepKey({ ...key, owner: 'bob' })
  expect((await signedScan('alice', 'liying', 'in', QR, NOW)).signature).toBe('')
})

test('a key is fetched while there is a network, and kept until its last day', async () => {
  phone.answerWith(({ path }) => (path === '/me/scan-key' ? json(200, key) : undefined))
  await ensureKey('alice')
  await ensureKey('alice')
  expect((await keptKey('alice'))?.key).toBe(key.key)
  expect(phone.server.asked.filter(({ path }) => path === '/me/scan-key')).toHaveLength(1)
})

test('a key that has run out is fetched again', async () => {
  await keepKey({ ...key, valid_until: '2026-01-01', owner: 'alice' })
  phone.answerWith(({ path }) => (path === '/me/scan-key' ? json(200, key) : undefined))
  await ensureKey('alice')
  expect((await keptKey('alice'))?.valid_until).toBe('2099-01-01')
})

test.each([
  [QR, { code: 'E8Y6V1KZ', activity: ACTIVITY, slot: 59850718 }],
  [`LINLI:A:${ACTIVITY}:P:E8Y6V1KZ`, { code: 'E8Y6V1KZ', activity: ACTIVITY, slot: null }],
  ['oi1l-2d9t', { code: '01112D9T', activity: null, slot: null }],
])('%s is read as %o', (text, code) => {
  expect(readCode(text)).toEqual(code)
})

function waitingEntry(way: 'in' | 'out', createdAt: number, slug = 'liying') {
  return { path: `/communities/${slug}/hours/check-${way}`, refusal: null, createdAt } as never
}

test('the last scan that waits says whether one is in', () => {
  expect(keptScan([], 'liying')).toBeNull()
  expect(keptScan([waitingEntry('in', 1)], 'liying')).toEqual({ way: 'in', at: 1 })
  expect(keptScan([waitingEntry('in', 1), waitingEntry('out', 2)], 'liying')).toEqual({ way: 'out', at: 2 })
  expect(keptScan([waitingEntry('in', 1, 'shiqiao')], 'liying')).toBeNull()
})
