import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import ActivityPage from '@/features/service/activities/ActivityPage.vue'
import { mainVerb } from '@/features/service/activities/mainVerb'
import type { Activity, ActivityAction } from '@/shared/api/types'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { aPhone, json, open, problem } from '../phone'
import { aRecord, anActivity } from './service'

enableAutoUnmount(afterEach)

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'volunteer', community: 'liying' }])
  await phone.signIn('alice')
})

/** `next`: what it is after somebody has done something to it, or why that was refused. */
function serverHas(activity: Activity, next: Activity | Response = activity): void {
  let now = activity
  phone.answerWith(({ method, path }) => {
    if (method === 'POST') {
      if (next instanceof Response) return next.clone()
      now = next
    }
    return path.startsWith('/communities/liying/activities/a1') ? json(200, now) : undefined
  })
}

function visit() {
  return open(ActivityPage, { slug: 'liying', id: 'a1' })
}

function standsOut(): string[] {
  return [...document.querySelectorAll('.button.main')].map((one) => one.textContent.trim())
}

test.each<[ActivityAction[], ActivityAction | null]>([
  [['take_seat'], 'take_seat'],
  [['check_in', 'take_seat'], 'check_in'],
  [['check_in', 'take_seat', 'run', 'end', 'cancel'], 'run'],
  [['check_out', 'run', 'end'], 'check_out'],
  [['leave_seat'], null],
  [[], null],
])('of %j, %s stands out', (allowed, main) => {
  expect(mainVerb(allowed)).toBe(main)
})

test('exactly one button stands out', async () => {
  serverHas(anActivity({ allowed_actions: ['check_in', 'take_seat'] }))
  const { says } = await visit()
  await says('我要参加')
  expect(standsOut()).toEqual(['扫码签到'])
})

test('taking a seat says so, and the way out is quiet', async () => {
  const seated = anActivity({ my_seat: true, seats_taken: 3, allowed_actions: ['check_in', 'leave_seat'] })
  serverHas(anActivity({ allowed_actions: ['take_seat'] }), seated)
  const { tap, says } = await visit()
  await tap('我要参加')
  await says('去不了了')
  await says('3/5 人报名')
  expect(toast.value).toBe('报上名了，到时候见')
  expect(standsOut()).toEqual(['扫码签到'])
})

test('the last seat went to somebody else: the server’s words stand above the buttons', async () => {
  serverHas(anActivity({ allowed_actions: ['take_seat'] }), problem(409, 'full', '刚刚报满了。'))
  const { tap, says } = await visit()
  await tap('我要参加')
  await says('刚刚报满了。')
})

test('who was there is thanked, led to the record, and no longer asked whether they can’t come', async () => {
  serverHas(anActivity({ my_seat: true, my_record: aRecord(), allowed_actions: ['leave_seat'] }))
  const { says, isSilentAbout, linkTo } = await visit()
  await says('您来过了，辛苦！')
  expect(isSilentAbout('去不了了')).toBe(true)
  expect(linkTo('/c/liying/service/records/h1')).not.toBeNull()
})

test('calling it off asks for the reason first, and sends it', async () => {
  const off = anActivity({ state: 'cancelled', state_name: '已取消', reason: '天气不好，改天再来' })
  serverHas(anActivity({ allowed_actions: ['run', 'end', 'cancel'] }), off)
  const { tap, says } = await visit()
  await tap('取消活动')
  await says('报了名的人会收到消息')
  expect(phone.server.asked.filter(({ method }) => method === 'POST')).toEqual([])
  await tap('天气不好，改天再来')
  await tap('取消并通知大家')
  await says('已取消：天气不好，改天再来')
  await eventually(() => expect(toast.value).toBe('已取消，大家会收到消息'))
  expect(phone.server.asked.find(({ method }) => method === 'POST')?.body).toEqual({ reason: '天气不好，改天再来' })
})

test('when it is full it leads to the others', async () => {
  serverHas(anActivity({ seats_taken: 5 }))
  const { says, linkTo } = await visit()
  await says('已经报满了')
  expect(linkTo('/c/liying/service')).not.toBeNull()
})
