import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import MyRedemptionsPage from '@/features/exchange/MyRedemptionsPage.vue'
import RedemptionPage from '@/features/exchange/RedemptionPage.vue'
import { asTyped, inFours, isWhole } from '@/features/exchange/pickUpCode'
import type { Redemption } from '@/shared/api/types'
import { keepCode, keptCode } from '@/shared/kept/keptStore'
import { queryClient } from '@/shared/queries/client'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { aPhone, aRedemption, handedOver, json, open, problem } from './phone'

enableAutoUnmount(afterEach)

const place = { slug: 'liying', id: 'x1' }
let phone: Awaited<ReturnType<typeof aPhone>>

function serverHas(redemption: Redemption): void {
  phone.answerWith(({ method }) => (method === 'GET' ? json(200, redemption) : undefined))
}

beforeEach(async () => {
  phone = await aPhone()
  await phone.signIn('alice')
})

test('the code is shown as a picture and in fours, with where and until when', async () => {
  serverHas(aRedemption({ expires_at: '2026-12-01T10:00:00Z' }))
  const { says } = await open(RedemptionPage, place)
  await says('8829 0492 2160')
  await says('在福来小超市（7栋楼下）领')
  await says('12月1日前领取')
  await eventually(() => expect(document.querySelector('svg[role=img] path')?.getAttribute('d')).toMatch(/^M/))
})

test('opened in a cellar, the kept code is there and says that it is kept', async () => {
  await keepCode('alice', aRedemption())
  phone.coldStartWithoutSignal()
  const { says } = await open(RedemptionPage, place)
  await says('8829 0492 2160')
  await says('码存在手机里，照样能领')
})

test('in a cellar the list shows what can still be fetched', async () => {
  await keepCode('alice', aRedemption())
  phone.coldStartWithoutSignal()
  const { says, linkTo } = await open(MyRedemptionsPage, { slug: 'liying' })
  await says('五常大米 5斤')
  expect(linkTo('/c/liying/exchange/redemptions/x1')).not.toBeNull()
})

test('in a cellar it is not shown to the person who signed in after its owner', async () => {
  await keepCode('alice', aRedemption())
  await phone.signIn('bob')
  phone.coldStartWithoutSignal()
  // Only an app that is looked at asks a second time before it gives up.
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  const { isSilentAbout, says } = await open(RedemptionPage, place)
  await says('连不上网')
  expect(isSilentAbout('8829')).toBe(true)
})

test('what the server says is gone is not shown from memory', async () => {
  await keepCode('alice', aRedemption())
  phone.answerWith(() => problem(404, 'not_found', '没找到，可能已经撤下了。'))
  const { says, isSilentAbout } = await open(RedemptionPage, place)
  await says('没找到')
  expect(isSilentAbout('8829')).toBe(true)
})

test('while it is held out it turns into “handed over”, and leaves the phone', async () => {
  serverHas(aRedemption())
  const { says, isSilentAbout } = await open(RedemptionPage, place)
  await says('8829 0492 2160')
  serverHas(handedOver())
  await queryClient.refetchQueries()
  await says('已领取')
  expect(isSilentAbout('8829')).toBe(true)
  expect(await keptCode('alice', 'x1')).toBeNull()
})

test('where the phone can’t share, the digits are copied for the family', async () => {
  const written = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText: written } }))
  serverHas(aRedemption())
  const { tap } = await open(RedemptionPage, place)
  await tap('把码发给家人')
  await eventually(() => expect(toast.value).toContain('已复制'))
  expect(written).toHaveBeenCalledWith('五常大米 5斤，到福来小超市（7栋楼下）报这 12 位数领取：8829 0492 2160')
})

test('who fetches it is sent by name, and then stands beside the code', async () => {
  const bodies: unknown[] = []
  phone.answerWith(({ method, path, body }) => {
    if (method === 'GET') return json(200, aRedemption({ proxy: bodies.length > 0 ? '李姐的先生' : '' }))
    if (!path.endsWith('/redemptions/x1/proxy')) return undefined
    bodies.push(body)
    return json(200, aRedemption({ proxy: '李姐的先生' }))
  })
  const { tap, type, says } = await open(RedemptionPage, place)
  await tap('请家人代领')
  await type('代领人称呼', '李姐的先生')
  await tap('就请 TA 领')
  await says('代领人：李姐的先生')
  expect(bodies).toEqual([{ name: '李姐的先生' }])
})

test('giving it back is asked about first, says what returns, and takes the code off the phone', async () => {
  const cancelled = aRedemption({ state: 'cancelled', state_name: '已取消', code: null, qr: null, allowed_actions: [] })
  phone.answerWith(({ method }) => json(200, method === 'GET' ? aRedemption() : cancelled))
  const { tap, says } = await open(RedemptionPage, place)
  await tap('不要了，退回积分')
  await says('60 分会马上退回给您')
  expect(phone.server.asked.filter(({ method }) => method === 'POST')).toEqual([])
  phone.answerWith(() => json(200, cancelled))
  await tap('退回')
  await says('60 分已经退回')
  await eventually(async () => expect(await keptCode('alice', 'x1')).toBeNull())
})

test.each([
  ['882904922160', '8829 0492 2160'],
  ['8829 0492', '8829 0492'],
  ['88290', '8829 0'],
])('%s is written as %s', (code, written) => {
  expect(inFours(code)).toBe(written)
})

test('a scanner that types the text of the QR is left alone', () => {
  expect(asTyped('LINLI:R:0190')).toBe('LINLI:R:0190')
  expect(isWhole('LINLI:R:0190')).toBe(true)
})

test('twelve digits are whole, eleven are not', () => {
  expect(isWhole('8829 0492 2160')).toBe(true)
  expect(isWhole('8829 0492 216')).toBe(false)
})
