import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import HandOverPage from '@/features/exchange/HandOverPage.vue'
import { waitingFor } from '../outbox/server'
import { aPhone, aRedemption, handedOver, json, open, problem } from './phone'

enableAutoUnmount(afterEach)

const forStaff = { code: null, qr: null, person: '电工老周', proxy: '小周妈妈', allowed_actions: [] as never[] }
let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'merchant', community: 'liying' }])
  await phone.signIn('alice')
})

async function atTheCounter() {
  const page = await open(HandOverPage, { slug: 'liying' })
  async function look(code = '882904922160'): Promise<void> {
    await page.type('或者输入 12 位领取码', code)
    await page.tap('查一下')
  }
  return { ...page, look }
}

function serverAnswers(handOver: () => Response | 'no network'): void {
  phone.answerWith(({ path }) =>
    path.endsWith('/look-up') ? json(200, aRedemption(forStaff)) : path.endsWith('/hand-over') ? handOver() : undefined,
  )
}

function keysOfHandOvers(): (string | null)[] {
  return phone.server.asked.filter(({ path }) => path.endsWith('/hand-over')).map(({ key }) => key)
}

test('what is typed is put in fours while it grows', async () => {
  const { type } = await atTheCounter()
  const field = await type('或者输入 12 位领取码', '8829049221')
  expect(field.value).toBe('8829 0492 21')
})

test('first it says what it is, for whom, and who of the family fetches it', async () => {
  serverAnswers(() => json(200, handedOver()))
  const { look, says } = await atTheCounter()
  await look()
  await says('五常大米 5斤')
  await says('给 电工老周')
  await says('小周妈妈 代领')
  expect(keysOfHandOvers()).toEqual([])
})

test('handed over, it says so, and the next one can come', async () => {
  serverAnswers(() => json(200, { ...handedOver(), person: '电工老周' }))
  const { look, tap, says } = await atTheCounter()
  await look()
  await tap('确认发放')
  await says('发放好了')
  await tap('下一位')
  await says('扫对方手机上的码')
})

test.each([
  [422, 'unknown_code', '这里不认识这个码，请核对数字或再扫一次。'],
  [409, 'code_used', '这个已经领走了。'],
  [409, 'code_expired', '过了领取时间，积分已经退回。'],
  [403, 'other_merchant', '这个不在这里领，请去：阿May理发。'],
])('a code refused with %i %s is refused in the server’s words', async (status, code, words) => {
  phone.answerWith(() => problem(status, code, words))
  const { look, says, isSilentAbout } = await atTheCounter()
  await look()
  await says(words)
  expect(isSilentAbout('确认发放')).toBe(true)
})

test('a colleague was faster: it says so and offers another code, not the same again', async () => {
  serverAnswers(() => problem(409, 'code_used', '这个已经领走了。'))
  const { look, tap, says, isSilentAbout } = await atTheCounter()
  await look()
  await tap('确认发放')
  await says('这个已经领走了。')
  expect(isSilentAbout('确认发放')).toBe(true)
  await tap('换一个码')
  await says('扫对方手机上的码')
})

test('without an answer nothing is given and nothing waits to be sent later', async () => {
  serverAnswers(() => 'no network')
  const { look, tap, says } = await atTheCounter()
  await look()
  await tap('确认发放')
  await says('东西先别给')
  expect(await waitingFor('alice')).toEqual([])
})

test('asked again after silence it is the same hand-over, so that it can’t come back as “used”', async () => {
  let answers = 0
  serverAnswers(() => (++answers === 1 ? 'no network' : json(200, handedOver())))
  const { look, tap, says } = await atTheCounter()
  await look()
  await tap('确认发放')
  await says('东西先别给')
  await tap('确认发放')
  await says('发放好了')
  const [first, second] = keysOfHandOvers()
  expect(first).toBe(second)
})

test('the next code is another hand-over', async () => {
  serverAnswers(() => json(200, handedOver()))
  const { look, tap, says } = await atTheCounter()
  for (const code of ['882904922160', '390967793430']) {
    await look(code)
    await tap('确认发放')
    await says('发放好了')
    await tap('下一位')
  }
  const [first, second] = keysOfHandOvers()
  expect(first).not.toBe(second)
})

test('who has nothing to hand over is told so, and led back', async () => {
  phone = await aPhone([{ role: 'merchant', community: 'shiqiao' }])
  await phone.signIn('bob')
  const { says, linkTo } = await open(HandOverPage, { slug: 'liying' })
  await says('商家店员和社区工作者')
  expect(linkTo('/c/liying/exchange')).not.toBeNull()
})
