import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import NextStep from '@/features/service/start/NextStep.vue'
import type { ServiceRecord } from '@/shared/api/types'
import { send } from '@/shared/outbox/outbox'
import { aPhone, open } from '../phone'
import { aRecord, serving } from './service'

enableAutoUnmount(afterEach)

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone([{ role: 'volunteer', community: 'liying' }])
  await phone.signIn('alice')
})

function start(records: ServiceRecord[] = []) {
  return open(NextStep, { slug: 'liying', records })
}

async function scannedInACellar(way: 'in' | 'out'): Promise<void> {
  phone.answerWith(() => 'no network')
  const path = `/communities/liying/hours/check-${way}`
  await send({ subject: 'hours:liying', path, body: {}, what: '签到', touches: [] })
}

test('who is nowhere may check in', async () => {
  const { says, linkTo, isSilentAbout } = await start([aRecord()])
  await says('扫码签到')
  expect(linkTo('/c/liying/service/check')).not.toBeNull()
  expect(isSilentAbout('签退')).toBe(true)
})

test('who is checked in is shown where and since when, and checks out', async () => {
  const { says, linkTo, isSilentAbout } = await start([aRecord(serving)])
  await says('正在服务')
  await says('周六清洁日')
  expect(linkTo('/c/liying/service/check?way=out&activity=a1')).not.toBeNull()
  expect(isSilentAbout('扫码签到')).toBe(true)
})

test('who serves in another community checks out there', async () => {
  const { says, linkTo } = await start([aRecord({ ...serving, community: { slug: 'shiqiao', name: '石桥社区' } })])
  await says('正在服务')
  expect(linkTo('/c/shiqiao/service/check?way=out&activity=a1')).not.toBeNull()
})

test('a wish under way is nothing to check out of', async () => {
  const { says } = await start([aRecord({ ...serving, origin: 'wish', activity: null })])
  await says('扫码签到')
})

test('a check-in that lies on this phone counts as being in', async () => {
  await scannedInACellar('in')
  const { says, linkTo } = await start()
  await says('已经签到')
  await says('签到记在手机里了，有信号就送出。')
  expect(linkTo('/c/liying/service/check?way=out')).not.toBeNull()
})

test('a check-out that lies on this phone is newer than what the server knows', async () => {
  await scannedInACellar('out')
  const { says, isSilentAbout } = await start([aRecord(serving)])
  await says('扫码签到')
  await says('签退记在手机里了，有信号就送出。')
  expect(isSilentAbout('正在服务')).toBe(true)
})
