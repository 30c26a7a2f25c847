import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import CheckPage from '@/features/service/check/CheckPage.vue'
import { queryClient } from '@/shared/queries/client'
import { waitingFor } from '../outbox/server'
import { aPhone, json, open, problem } from '../phone'
import { aRecord, serving } from './service'

enableAutoUnmount(afterEach)

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'volunteer', community: 'liying' }])
  await phone.signIn('alice')
})

function serverAnswers(check: () => Response | 'no network'): void {
  phone.answerWith(({ method }) => (method === 'POST' ? check() : undefined))
}

function atTheDoor(way: 'in' | 'out' = 'in', activity = '') {
  return open(CheckPage, { slug: 'liying', way, activity })
}

function sent(): { path: string; body: unknown }[] {
  return phone.server.asked.filter(({ method }) => method === 'POST')
}

test('eight characters check in, small letters and the space forgiven', async () => {
  serverAnswers(() => json(200, aRecord({ ...serving, started_at: '2026-11-21T01:00:00Z' })))
  const { type, tap, says, linkTo } = await atTheDoor()
  await type('扫不了就输入 8 个字符', 'k7qm 2d9t')
  await tap('签到')
  await says('签到成功')
  await says('周六清洁日')
  expect(sent()[0]?.path).toBe('/communities/liying/hours/check-in')
  expect(sent()[0]?.body).toMatchObject({ code: 'K7QM2D9T', activity: null, slot: null })
  expect(linkTo('/c/liying/service')).not.toBeNull()
  expect(linkTo('/c/liying/service/records/h1')).not.toBeNull()
})

test('checking out says how long it was, and that the community verifies it', async () => {
  serverAnswers(() => json(200, aRecord()))
  const { type, tap, says } = await atTheDoor('out', 'a1')
  await type('扫不了就输入 8 个字符', 'K7QM2D9T')
  await tap('签退')
  await says('签退成功')
  await says('周六清洁日，一共 2 小时 5 分钟')
  await says('等社区核实后就算数')
  expect(sent()[0]?.path).toBe('/communities/liying/hours/check-out')
})

test('a refused code is refused in the server’s words, and the field is empty for the next', async () => {
  serverAnswers(() => problem(422, 'code_wrong', '这个码不对，请再看一眼，或者扫一扫。'))
  const { type, tap, says } = await atTheDoor()
  const field = await type('扫不了就输入 8 个字符', 'ABCD1234')
  await tap('签到')
  await says('这个码不对')
  expect(field.value).toBe('')
  expect(await waitingFor('alice')).toEqual([])
})

test('seven characters can’t be sent', async () => {
  const { type } = await atTheDoor()
  await type('扫不了就输入 8 个字符', 'K7QM2D9')
  const send = [...document.querySelectorAll('button[type=submit]')].at(-1)
  expect(send?.hasAttribute('disabled') || send?.getAttribute('aria-disabled') === 'true').toBe(true)
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  expect(sent()).toEqual([])
})

test('who came to leave and chose wrongly changes it here', async () => {
  serverAnswers(() => json(200, aRecord()))
  const { type, says } = await atTheDoor('in')
  document.querySelector<HTMLInputElement>('input[type=radio][value=out]')?.click()
  await type('扫不了就输入 8 个字符', 'K7QM2D9T')
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  await says('签退成功')
  expect(sent()[0]?.path).toBe('/communities/liying/hours/check-out')
})

test('a visitor is asked to sign in first and comes back here', async () => {
  phone.server.signIn(null)
  queryClient.setQueryData(['me'], null)
  const { says, isSilentAbout, linkTo } = await atTheDoor()
  await says('先登录再签到')
  expect(linkTo('/sign-in?next=/c/liying/somewhere')).not.toBeNull()
  expect(isSilentAbout('打开相机扫一扫')).toBe(true)
})
