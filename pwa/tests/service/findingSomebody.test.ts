import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import HelperSearch from '@/features/service/activities/HelperSearch.vue'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { waitingFor } from '../outbox/server'
import { aPhone, json, open, problem } from '../phone'
import { aRecord, anAttendee, serving } from './service'

enableAutoUnmount(afterEach)

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'worker', community: 'liying' }])
  await phone.signIn('alice')
})

function serverFinds(answer: () => Response | 'no network'): void {
  phone.answerWith(({ path }) => (path.endsWith('/look-up') ? answer() : json(200, aRecord(serving))))
}

async function lookFor(text: string) {
  const page = await open(HelperSearch, { slug: 'liying', activity: 'a1' })
  await page.type('没带手机的人', text)
  await page.tap('找一找')
  return page
}

function sent(): unknown[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])
}

test('somebody without a phone is found by name and checked in by hand', async () => {
  serverFinds(() => json(200, { items: [anAttendee({ has_seat: false })], more: false }))
  const { tap, says } = await lookFor(' 赵工 ')
  await says('没有报名')
  await tap('帮签到')
  await eventually(() => expect(toast.value).toBe('帮赵工签到了'))
  expect(sent()).toEqual([
    ['/communities/liying/activities/a1/helpers/look-up', { text: '赵工' }],
    ['/communities/liying/activities/a1/people/bob/check-in', {}],
  ])
})

test('nobody found is said where it was asked', async () => {
  serverFinds(() => json(200, { items: [], more: false }))
  const { says } = await lookFor('没有这个人')
  await says('没找到这样的志愿者')
})

test('when more fit than are shown it asks for more of the name', async () => {
  serverFinds(() => json(200, { items: [anAttendee()], more: true }))
  const { says } = await lookFor('赵')
  await says('还有别人也对得上')
})

test.each([
  [422, 'too_few_digits', '请填称呼，或至少手机号后四位。'],
  [429, 'too_many', '试得太多了，过一会儿再来。'],
])('refused with %i %s it says why in the server’s words', async (status, code, words) => {
  serverFinds(() => problem(status, code, words))
  const { says } = await lookFor('12')
  await says(words)
})

test('without a network nothing of it waits to be sent', async () => {
  serverFinds(() => 'no network')
  const { says } = await lookFor('赵工')
  await says('网')
  expect(await waitingFor('alice')).toEqual([])
})
