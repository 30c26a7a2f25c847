import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import DeskPage from '@/features/workbench/DeskPage.vue'
import { aHandOver, aPhone, aRedemption, json, open } from '../exchange/phone'
import { eventually } from '../eventually'

enableAutoUnmount(afterEach)

async function atTheDesk(role: string) {
  const phone = await aPhone([{ role, community: 'liying' }])
  await phone.signIn('alice')
  phone.answerWith(({ path }) => {
    if (path.includes('/hand-overs')) {
      return json(200, { month: '2026-11', pieces: 2, points: 90, items: [aHandOver()], next: null })
    }
    if (path.includes('/redemptions')) {
      return json(200, { items: [aRedemption({ person: '阿秀', code: null, merchant: null })], next: null })
    }
    return undefined
  })
  return { phone, ...(await open(DeskPage, { slug: 'liying' })) }
}

async function show(words: string): Promise<void> {
  const choice = await eventually(() => {
    const found = [...document.querySelectorAll('label')].find((one) => one.textContent.trim() === words)
    if (!found) throw new Error(`no choice says “${words}”`)
    return found
  })
  choice.querySelector('input')?.click()
}

test('what waits at the desk is there first, with whose it is and by when', async () => {
  const { says, phone } = await atTheDesk('worker')
  await says('阿秀')
  await says('社区服务站')
  expect(phone.server.asked.map(({ path }) => path)).toContain('/communities/liying/redemptions?state=reserved&desk=true')
})

test('the month at the desk has its sum', async () => {
  const { says, phone } = await atTheDesk('worker')
  await show('服务台已发')
  await says('2 份，90 分')
  expect(phone.server.asked.some(({ path }) => path.includes('hand-overs?merchant=desk'))).toBe(true)
})

test('all exchanges are asked for without a filter', async () => {
  const { says, phone } = await atTheDesk('community_admin')
  await show('所有兑换')
  await says('待领取')
  expect(phone.server.asked.map(({ path }) => path)).toContain('/communities/liying/redemptions')
})

test.each(['chief', 'merchant'])('a %s has no business at the desk, and nothing is asked', async (role) => {
  const { says, phone } = await atTheDesk(role)
  await says('这里是社区工作者用的')
  expect(phone.server.asked).toEqual([])
})
