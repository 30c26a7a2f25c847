import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import RecordBatch from '@/features/workbench/RecordBatch.vue'
import type { QueueItem } from '@/shared/api/types'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { aPhone, json, open, problem } from '../phone'

enableAutoUnmount(afterEach)

const night = { code: 'night', text: '夜里的服务，请留意' }

function waiting(id: string, title: string, signs: { code: string; text: string }[] = []): QueueItem {
  const record = {
    started_at: '2026-11-21T01:00:00Z',
    ended_at: '2026-11-21T03:00:00Z',
    minutes: 120,
    grade: 'A',
    grade_name: '签到签退',
    reason: '',
    confirmations: 0,
    signs,
  }
  return { id, kind: 'record', title, subtitle: '赵工', record, waiting_hours: 3, allowed_actions: [] } as unknown as QueueItem
}

const items = [waiting('h1', '清洁日'), waiting('h2', '巡楼', [night]), waiting('h3', '送餐')]
let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'worker', community: 'liying' }])
  await phone.signIn('alice')
})

function serverSays(outcomes: { id: string; state?: string; detail?: string }[]): void {
  phone.answerWith(({ method }) => (method === 'POST' ? json(200, { items: outcomes }) : undefined))
}

function atTheBench() {
  return open(RecordBatch, { slug: 'liying', items })
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
}

function sent(): unknown[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])
}

test('nothing is chosen beforehand, and without a choice there is no verdict', async () => {
  const { says, isSilentAbout } = await atTheBench()
  await says('赵工 · 清洁日')
  expect(boxes().map(({ checked }) => checked)).toEqual([false, false, false])
  expect(isSilentAbout('这些属实')).toBe(true)
})

test('what speaks against a record stands beside it', async () => {
  const { says } = await atTheBench()
  await says('夜里的服务，请留意')
})

test('those without remarks can be chosen at one touch, the others by hand only', async () => {
  const { tap } = await atTheBench()
  await tap('选上没有提示的（2）')
  expect(boxes().map(({ checked }) => checked)).toEqual([true, false, true])
  expect(sent()).toEqual([])
})

test('only the chosen ones are verified, with the minutes that were on the screen', async () => {
  serverSays([{ id: 'h3', state: 'verified' }])
  const { tap } = await atTheBench()
  boxes()[2]?.click()
  await tap('这些属实（1）')
  await eventually(() => expect(toast.value).toBe('核实了 1 条'))
  const minutes = [{ record: 'h3', minutes: 120 }]
  expect(sent()).toEqual([['/communities/liying/hours/verify-many', { ids: ['h3'], reason: '', minutes }]])
})

test('a first word of two is not called verified', async () => {
  serverSays([
    { id: 'h1', state: 'verified' },
    { id: 'h3', state: 'submitted' },
  ])
  const { tap } = await atTheBench()
  await tap('选上没有提示的（2）')
  await tap('这些属实（2）')
  await eventually(() => expect(toast.value).toBe('核实了 1 条；1 条记下了您的确认，还要一位确认'))
})

test('only first words are told alone', async () => {
  serverSays([{ id: 'h3', state: 'submitted' }])
  const { tap } = await atTheBench()
  boxes()[2]?.click()
  await tap('这些属实（1）')
  await eventually(() => expect(toast.value).toBe('1 条记下了您的确认，还要一位确认'))
})

test('what the server did not take says why, and is chosen no longer', async () => {
  serverSays([
    { id: 'h1', state: 'verified' },
    { id: 'h2', detail: '您录入的，要别人来核实。' },
  ])
  const { tap, says } = await atTheBench()
  boxes()[0]?.click()
  boxes()[1]?.click()
  await tap('这些属实（2）')
  await says('您录入的，要别人来核实。')
  expect(toast.value).toBe('核实了 1 条')
  expect(boxes().some(({ checked }) => checked)).toBe(false)
})

test('refusing several needs a reason, which goes to all of them', async () => {
  serverSays([
    { id: 'h1', state: 'rejected' },
    { id: 'h3', state: 'rejected' },
  ])
  const { tap, type } = await atTheBench()
  await tap('选上没有提示的（2）')
  await tap('不通过（2）')
  expect(sent()).toEqual([])
  await type('原因', '当天没有活动')
  await tap('不通过，告诉对方')
  await eventually(() => expect(sent()).toHaveLength(1))
  expect(sent()).toMatchObject([['/communities/liying/hours/reject-many', { ids: ['h1', 'h3'], reason: '当天没有活动' }]])
})

test('refused as a whole, the choice stays for another try', async () => {
  phone.answerWith(() => problem(403, 'not_allowed', '您不能核实这里的时长。'))
  const { tap, says } = await atTheBench()
  boxes()[0]?.click()
  await tap('这些属实（1）')
  await says('您不能核实这里的时长。')
  expect(boxes()[0]?.checked).toBe(true)
})
