import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import BackEntryPage from '@/features/service/hours/BackEntryPage.vue'
import type { Activity } from '@/shared/api/types'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { waitingFor } from '../outbox/server'
import { aPhone, json, open, problem } from '../phone'
import { aRecord, anActivity, anAttendee, building3, wholeCommunity } from './service'

enableAutoUnmount(afterEach)

type Roles = Parameters<typeof aPhone>[0]
const WORKER: Roles = [{ role: 'worker', community: 'liying' }]
const areas = [
  { ...wholeCommunity, parent: null },
  { ...building3, parent: 'root' },
  { id: 'b4', level: 'building', name: '4栋', parent: 'root' },
]

let phone: Awaited<ReturnType<typeof aPhone>>
let activities: Activity[] = []

beforeEach(async () => {
  activities = []
  await becomes([{ role: 'volunteer', community: 'liying' }])
})

async function becomes(roles: Roles): Promise<void> {
  phone = await aPhone(roles)
  await phone.signIn('alice')
  serverAnswers(() => json(201, aRecord({ origin: 'back_entry', grade: 'C' })))
}

function serverAnswers(entered: () => Response | 'no network'): void {
  phone.answerWith(({ method, path }) => {
    if (method === 'POST') return entered()
    if (path.includes('/activities?when=past')) return json(200, { items: activities, next: null })
    if (path.includes('/activities?when=coming')) return json(200, { items: [], next: null })
    if (path.endsWith('/people')) return json(200, { items: [anAttendee()] })
    if (path.endsWith('/posts')) return json(200, { items: [], next: null })
    return path === '/communities/liying' ? json(200, { slug: 'liying', name: '荔影社区', areas }) : undefined
  })
}

function sent(): { path: string; body: unknown }[] {
  return phone.server.asked.filter(({ method }) => method === 'POST')
}

function atTheForm(whose: 'mine' | 'other' = 'mine') {
  return open(BackEntryPage, { slug: 'liying', whose })
}

type Form = Awaited<ReturnType<typeof atTheForm>>

async function fill({ type }: Form, changes: Record<string, string> = {}): Promise<void> {
  const words = { 做了什么: '帮邻居修水管', 为什么当时没签到: '手机没电了', ...changes }
  for (const [label, text] of Object.entries(words)) await type(label, text)
}

test('what, when and why are sent, and lead to the record that two people confirm', async () => {
  const form = await atTheForm()
  await fill(form, { 哪一天: '2026-11-20', 几点开始: '09:00', 几点结束: '10:30' })
  await form.says('一共 1 小时 30 分钟')
  await form.tap('送去作证')
  await eventually(() => expect(form.router.currentRoute.value.path).toBe('/c/liying/service/records/h1'))
  expect(toast.value).toBe('送出了，等两个人作证')
  expect(sent()).toMatchObject([
    {
      path: '/communities/liying/hours',
      body: {
        subject: '帮邻居修水管',
        reason: '手机没电了',
        started_at: new Date('2026-11-20T09:00:00').toISOString(),
        ended_at: new Date('2026-11-20T10:30:00').toISOString(),
        person: null,
      },
    },
  ])
})

test('somebody on no list of the activity is found as at its door, and written down for two to confirm', async () => {
  await becomes(WORKER)
  activities = [anActivity({ starts_at: '2026-11-20T01:00:00Z', ends_at: '2026-11-20T03:00:00Z' })]
  const carol = anAttendee({ person: { id: 'carol', nickname: '卡姐' }, has_seat: false })
  phone.answerWith(({ method, path }) => {
    if (path.endsWith('/look-up')) return json(200, { items: [carol], more: false })
    if (method === 'POST') return json(201, aRecord({ origin: 'back_entry', grade: 'C' }))
    if (path.includes('when=past')) return json(200, { items: activities, next: null })
    if (path.includes('when=coming') || path.includes('/posts')) return json(200, { items: [], next: null })
    if (path.endsWith('/people')) return json(200, { items: [] })
    return json(200, { slug: 'liying', name: '荔影社区', areas })
  })
  const form = await atTheForm('other')
  await form.choose('是哪次活动', activities[0]?.title ?? '')
  await form.type('名单里没有的人', '卡')
  await form.tap('找一找')
  await form.tap('是卡姐')
  await fill(form)
  await form.tap('送去作证')
  await eventually(() => expect(sent().at(-1)).toMatchObject({ body: { person: 'carol' } }))
})

test.each([
  ['做了什么', '请写一下做了什么'],
  ['为什么当时没签到', '请写一下为什么没签到'],
])('without “%s” it says “%s”, and nothing is sent', async (label, complaint) => {
  const form = await atTheForm()
  await fill(form, { [label]: '  ' })
  await form.tap('送去作证')
  await form.says(complaint)
  expect(sent()).toEqual([])
})

test('an end before the beginning is said at once, and nothing is sent', async () => {
  const form = await atTheForm()
  await fill(form, { 几点开始: '11:00', 几点结束: '10:00' })
  await form.says('结束要比开始晚')
  await form.tap('送去作证')
  expect(sent()).toEqual([])
})

test('a day that was cleared is asked for, and nothing is sent', async () => {
  const form = await atTheForm()
  await fill(form, { 哪一天: '' })
  await form.tap('送去作证')
  await form.says('请选好日期和时间')
  expect(sent()).toEqual([])
})

test('hours that overlap are refused naming the other record, and what was typed stays', async () => {
  serverAnswers(() => problem(409, 'overlapping', '那段时间已经有一条记录：周六清洁日。'))
  const form = await atTheForm()
  await fill(form)
  await form.tap('送去作证')
  await form.says('那段时间已经有一条记录：周六清洁日。')
  expect(document.querySelector('input')?.value).toBe('帮邻居修水管')
})

test('without a network it is kept and goes out later', async () => {
  serverAnswers(() => 'no network')
  const form = await atTheForm()
  await fill(form)
  await form.tap('送去作证')
  await eventually(() => expect(form.router.currentRoute.value.path).toBe('/c/liying/service'))
  expect(await waitingFor('alice')).toEqual(['补录：帮邻居修水管'])
})

test('a volunteer is not offered to write for others', async () => {
  const form = await atTheForm('other')
  await form.says('忘了签到或签退时才用')
  expect(form.isSilentAbout('帮别人补')).toBe(true)
  expect(form.isSilentAbout('是哪次活动')).toBe(true)
})

test('who is in charge chooses somebody of the list, and the activity fills in what it knows', async () => {
  activities = [anActivity({ area: building3 })]
  await becomes(WORKER)
  const form = await atTheForm('other')
  await eventually(() => form.choose('是哪次活动', '周六清洁日'))
  await eventually(() => form.choose('是谁', '赵工'))
  await form.type('为什么当时没签到', '手机坏了')
  await form.tap('送去作证')
  await eventually(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]?.body).toMatchObject({
    person: 'bob',
    subject: '周六清洁日',
    place: '3栋大堂',
    area: 'b3',
    started_at: '2026-11-21T01:00:00.000Z',
    ended_at: '2026-11-21T03:00:00.000Z',
  })
})

test('written for nobody in particular it asks who, and nothing is sent', async () => {
  activities = [anActivity()]
  await becomes(WORKER)
  const form = await atTheForm('other')
  await fill(form)
  await form.tap('送去作证')
  await form.says('请选一下是谁')
  expect(sent()).toEqual([])
})

test('a chief is offered what was in her own place, and writes there', async () => {
  activities = [
    anActivity({ id: 'a1', title: '扫楼道', area: building3 }),
    anActivity({ id: 'a2', title: '4栋巡楼', area: { id: 'b4', name: '4栋' } }),
  ]
  await becomes([{ role: 'chief', community: 'liying', area: building3 }] as unknown as Roles)
  const form = await atTheForm('other')
  await eventually(() => form.choose('是哪次活动', '扫楼道'))
  expect(form.isSilentAbout('4栋巡楼')).toBe(true)
  await eventually(() => form.choose('是谁', '赵工'))
  await form.type('为什么当时没签到', '手机坏了')
  await form.tap('送去作证')
  await eventually(() => expect(sent()[0]?.body).toMatchObject({ person: 'bob', area: 'b3' }))
})

test('with nothing of one’s own begun yet it says what else can be done', async () => {
  await becomes(WORKER)
  const form = await atTheForm('other')
  await form.says('请对方在自己的手机上补录')
})
