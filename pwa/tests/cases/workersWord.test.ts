import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import CasePage from '@/features/cases/CasePage.vue'
import { share } from '@/features/cases/share'
import { aCase, aPhone, json, open } from './phone'

enableAutoUnmount(afterEach)

let phone: Awaited<ReturnType<typeof aPhone>>
const mine = { may_rate: true, useful: null, adopt_for: [{ slug: 'oak', name: '橡树社区' }] }

beforeEach(async () => {
  phone = await aPhone([{ role: 'worker', community: 'oak' }])
  await phone.signIn('oskar')
})

function bodies(end: string): unknown[] {
  return phone.server.asked.filter(({ path }) => path.endsWith(end)).map(({ body }) => body)
}

test('a worker elsewhere says that it is of use, and takes it back by the same button', async () => {
  let useful: boolean | null = null
  phone.answerWith(({ path, body }) => {
    if (path.endsWith('/rate')) useful = (body as { useful: boolean | null }).useful
    return path.includes('/cases/k1') ? json(200, aCase({ mine: { ...mine, useful } })) : undefined
  })
  const { tap, says } = await open(CasePage, { id: 'k1' })
  await says('对您有用吗')
  await tap('有用')
  await says('3 人觉得有用')
  await vi.waitFor(() => expect(bodies('/rate')).toEqual([{ useful: true }]))
  await tap('有用')
  await vi.waitFor(() => expect(bodies('/rate')).toEqual([{ useful: true }, { useful: null }]))
})

test('who can neither rate nor adopt is not offered it', async () => {
  phone.answerWith(({ path }) => (path.includes('/cases/k1') ? json(200, aCase()) : undefined))
  const { says, isSilentAbout, linkTo } = await open(CasePage, { id: 'k1' })
  await says('您也遇到，就这样办')
  expect(isSilentAbout('对您有用吗')).toBe(true)
  expect(linkTo('/cases')).not.toBeNull()
})

test('sharing uses the phone’s own sheet, and copies the address where there is none', async () => {
  const sent = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { ...window.navigator, share: sent, clipboard: { writeText: vi.fn(() => Promise.resolve()) } })
  expect(await share('一台轮椅', '/cases/k1')).toBe('shared')
  expect(sent).toHaveBeenCalledWith({ title: '一台轮椅', url: expect.stringMatching(/\/cases\/k1$/) })
  vi.stubGlobal('navigator', { clipboard: { writeText: vi.fn(() => Promise.resolve()) } })
  expect(await share('一台轮椅', '/cases/k1')).toBe('copied')
  vi.unstubAllGlobals()
})
