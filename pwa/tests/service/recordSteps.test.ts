import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import RecordPage from '@/features/service/hours/RecordPage.vue'
import { nextOf, proofWords, stepOf } from '@/features/service/hours/recordWords'
import { replacementOf } from '@/features/service/hours/replacement'
import type { ServiceRecord } from '@/shared/api/types'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { aPhone, json, open } from '../phone'
import { aRecord, serving } from './service'

enableAutoUnmount(afterEach)

const zhao = { id: 'bob', nickname: '赵工' }
let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'volunteer', community: 'liying' }])
  await phone.signIn('alice')
})

function serverHas(record: ServiceRecord, next: ServiceRecord = record): void {
  let now = record
  phone.answerWith(({ method }) => {
    if (method === 'POST') now = next
    return json(200, now)
  })
}

function visit() {
  return open(RecordPage, { slug: 'liying', id: 'h1' })
}

function currentStep(): string | undefined {
  return document.querySelector('[aria-current=step]')?.textContent.trim()
}

function sent(): { path: string; body: unknown }[] {
  return phone.server.asked
    .filter(({ method }) => method === 'POST')
    .map(({ path, body }) => ({ path: path.replace('/communities/liying/hours/h1/', ''), body }))
}

test.each<[ServiceRecord['state'], 0 | 1 | 2 | null]>([
  ['draft', 0],
  ['submitted', 1],
  ['verified', 2],
  ['rejected', null],
  ['corrected', null],
  ['withdrawn', null],
])('a record that is %s has come to step %s', (state, step) => {
  expect(stepOf({ state })).toBe(step)
})

test.each<[Partial<ServiceRecord>, string]>([
  [serving, 'next_draft'],
  [{ ...serving, origin: 'wish' }, 'next_draft_wish'],
  [{ ...serving, origin: 'wish', minutes: 40 }, 'next_draft_wish_said'],
  [{}, 'next_submitted'],
  [{ proof_out: 'paper' }, 'next_submitted_paper'],
  [{ grade: 'C', origin: 'back_entry' }, 'next_submitted_c'],
  [{ state: 'verified' }, 'next_verified'],
  [{ state: 'rejected' }, 'next_rejected'],
  [{ state: 'corrected' }, 'next_corrected'],
])('%o: what happens next is %s', (changes, next) => {
  expect(nextOf(aRecord(changes), true)).toBe(next)
})

test('how it is proven is said once where both ends are the same', () => {
  expect(proofWords(aRecord())).toBe('签到签退 · 动态码')
  expect(proofWords(aRecord({ proof_out_name: '负责人代签' }))).toBe('签到签退 · 动态码 · 负责人代签')
})

test('while one serves it says since when, and leads to checking out', async () => {
  serverHas(aRecord({ ...serving, started_at: new Date().toISOString() }))
  const { says, linkTo } = await visit()
  await says('走的时候签退')
  await says('今天')
  expect(currentStep()).toBe('服务')
  expect(linkTo('/c/liying/service/check?way=out&activity=a1')).not.toBeNull()
})

test('a chief who serves in her own building checks out as well, though she reviews there', async () => {
  serverHas(aRecord({ ...serving, person: { id: 'alice', nickname: '我' } as never }))
  const { says, linkTo } = await visit()
  await says('走的时候签退')
  expect(linkTo('/c/liying/service/check?way=out&activity=a1')).not.toBeNull()
})

test('who reviews somebody’s record is not thanked for it, and goes back to the workbench', async () => {
  serverHas(aRecord({ state: 'verified', state_name: '已核实', person: zhao as never }))
  const { says, isSilentAbout, router } = await visit()
  await says('已经算数了。')
  expect(isSilentAbout('谢谢您的付出')).toBe(true)
  document.querySelector<HTMLElement>('[aria-label=返回]')?.click()
  await eventually(() => expect(router.currentRoute.value.path).toBe('/c/liying/workbench'))
})

test('the first word of two is said to be one', async () => {
  const entry = { grade: 'C', origin: 'back_entry', person: zhao } as never
  const waits = aRecord({ ...(entry as object), allowed_actions: ['verify', 'reject'] })
  serverHas(waits, aRecord({ ...(entry as object), confirmations: 1, allowed_actions: ['reject'] }))
  const { tap, says } = await visit()
  await tap('属实')
  await says('已有 1 人')
  expect(toast.value).toBe('记下了，再有一个人作证就算数')
  expect(sent()).toEqual([{ path: 'verify', body: { minutes: 125 } }])
})

test('what speaks against it stands before the verdict, in plain words', async () => {
  const sign = { code: 'night', text: '夜里 23 点到 5 点之间的服务' }
  serverHas(aRecord({ person: zhao as never, signs: [sign], allowed_actions: ['verify', 'reject'] }))
  const { says } = await visit()
  await says('夜里 23 点到 5 点之间的服务')
  const words = document.body.textContent
  expect(words.indexOf(sign.text)).toBeLessThan(words.indexOf('属实'))
})

test('refusing it needs a reason', async () => {
  const waits = aRecord({ person: zhao as never, allowed_actions: ['verify', 'reject'] })
  serverHas(waits, aRecord({ state: 'rejected', state_name: '没通过', answer: '时间对不上' }))
  const { tap, says } = await visit()
  await tap('不通过')
  await tap('不通过，告诉对方')
  expect(sent()).toEqual([])
  await tap('时间对不上')
  await tap('不通过，告诉对方')
  await says('没通过')
  expect(sent()).toEqual([{ path: 'reject', body: { reason: '时间对不上' } }])
})

test('a correction takes the right minutes from the same beginning on', async () => {
  serverHas(aRecord({ state: 'verified', person: zhao as never, allowed_actions: ['correct'] }))
  const { tap, type, says } = await visit()
  await tap('记错了，更正')
  await says('现在记的是 2 小时 5 分钟')
  await type('实际多少分钟', '30')
  await type('原因', '记多了')
  await tap('更正')
  await eventually(() => expect(sent()).toHaveLength(1))
  const replacement = { started_at: '2026-11-21T01:00:00Z', ended_at: '2026-11-21T01:30:00.000Z', minutes: 30 }
  expect(sent()).toEqual([{ path: 'correct', body: { reason: '记多了', replacement } }])
})

test.each(['0', '-5', '1441', '12.5', '半小时'])('“%s” is no number of minutes to correct to', (typed) => {
  expect(replacementOf(aRecord(), typed)).toBe('wrong')
})

test('left empty, a correction only takes the record back', () => {
  expect(replacementOf(aRecord(), ' ')).toBeNull()
})
