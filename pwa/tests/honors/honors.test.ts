import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import HonorPage from '@/features/honors/HonorPage.vue'
import HonorsPage from '@/features/honors/HonorsPage.vue'
import MyHonorsPage from '@/features/honors/MyHonorsPage.vue'
import { placeOf } from '@/features/account/noticePlace'
import RollNames from '@/shared/honors/RollNames.vue'
import { aCard, aDisplay, aLine, aPhone, aRoll, anAward, anEdition, json, open, problem } from './phone'
import { eventually } from '../eventually'

enableAutoUnmount(afterEach)

const C = '/communities/liying/honors'
let phone: Awaited<ReturnType<typeof aPhone>>
let display = aDisplay()
let roll = aRoll()

beforeEach(async () => {
  phone = await aPhone()
  await phone.signIn('alice')
  display = aDisplay()
  roll = aRoll()
  phone.answerWith(({ method, path }) => {
    if (method === 'POST') return json(200, { ...display, choice: path.endsWith('withdraw') ? null : 'short' })
    if (path.split('?')[0] === C) return json(200, { items: [aCard(), aCard({ id: 'r2', title: '微心愿之星', latest: null })], next: null })
    if (path === `${C}/r1`) return json(200, roll)
    if (path === `${C}/r1/editions/2026-09-01`) {
      return json(200, anEdition({ period: '2026-09-01', label: '2026年9月', lines: [aLine({ name: { kind: 'full', text: '九月的人' } })] }))
    }
    if (path === '/me/honors') return json(200, { items: [anAward()], next: null })
    if (path === '/me/display') return json(200, display)
    return problem(404, 'not_found', '没找到。')
  })
})

function sent(): unknown[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])
}

test('rolls stand as cards with what came out last, or when the first comes out', async () => {
  const { says } = await open(HonorsPage, { slug: 'liying' })
  await says('2026年10月 安国、王大勇')
  await says('第一期 12月6日 公布')
})

test('a roll shows its last edition, its notes, and that nobody comes first', async () => {
  const note = { kind: 'corrected', at: '2026-11-10T00:00:00Z', text: '有一位邻居的时长作了更正' }
  roll = aRoll({ edition: anEdition({ notes: [note], lines: [aLine(), aLine({ name: { kind: 'withheld', text: '未公开姓名' } })] }) })
  const { says, isSilentAbout } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('王大勇')
  await says('另有 1 位邻居没有公开姓名')
  await says('时长作了更正')
  await says('不分先后')
  expect(isSilentAbout('第 1 名')).toBe(true)
})

test('another edition is chosen on the year strip', async () => {
  const { says, tap } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('王大勇')
  await tap('2026年9月')
  await says('九月的人')
})

test('with ranks every line has its place', async () => {
  const withheld = { name: { kind: 'withheld', text: '未公开姓名' } as const, place: 1 }
  const lines = [aLine(withheld), aLine({ place: 2, figure: '核实服务 1 小时 30 分钟' })]
  roll = aRoll({ edition: anEdition({ shows_ranks: true, lines }) })
  const { says, isSilentAbout } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('第 2 名')
  await says('核实服务 1 小时 30 分钟')
  expect(isSilentAbout('不分先后')).toBe(true)
})

test('who is on it and was never asked is asked here, sees what others would, and decides', async () => {
  roll = aRoll({ edition: anEdition({ lines: [aLine({ mine: true, name: { kind: 'withheld', text: '未公开姓名' } })] }) })
  const { says, tap } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('您上榜了')
  await tap('选一下')
  await says('别人看到：王师傅')
  await tap('同意，就这样显示')
  await eventually(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]).toEqual(['/me/display', { choice: 'short', address: 'shifu', version: '2026-11' }])
})

test('who has chosen is not asked again', async () => {
  display = aDisplay({ choice: 'full' })
  roll = aRoll({ edition: anEdition({ lines: [aLine({ mine: true })] }) })
  const { says, isSilentAbout } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('这是您')
  expect(isSilentAbout('您上榜了')).toBe(true)
})

test('my awards are listed, and the consent can be taken back there', async () => {
  display = aDisplay({ choice: 'full' })
  const { says, tap } = await open(MyHonorsPage, {})
  await says('核实服务 3 小时 0 分钟')
  await says('全名')
  await tap('上榜时怎么显示我')
  await tap('撤回同意')
  await eventually(() => expect(sent()).toEqual([['/me/display/withdraw', {}]]))
})

test('sharing hands over a link to this edition, or copies it', async () => {
  const share = vi.fn().mockResolvedValue(undefined)
  vi.stubGlobal('navigator', Object.assign(navigator, { share }))
  const { says, tap } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('王大勇')
  await tap('分享')
  expect(share).toHaveBeenCalledOnce()
  const { url, text } = share.mock.calls[0]?.[0] as { url: string; text: string }
  expect(url).toContain('/c/liying/honors/r1?period=2026-10-01')
  expect(text).toContain('2026年10月')
})

test('a page shows the first names of a roll, and nothing once the roll is gone', async () => {
  const shown = await open(RollNames, { slug: 'liying', roll: 'r1', limit: 1 })
  await shown.says('看这一期的全部')
  shown.wrapper?.unmount()
  const gone = await open(RollNames, { slug: 'liying', roll: 'gone' })
  await eventually(() => expect(gone.isSilentAbout('看这一期的全部')).toBe(true))
})

test('a notice of an honor leads to the roll', () => {
  const community = { slug: 'liying', name: '荔影社区' }
  expect(placeOf({ link: { type: 'honor', id: 'r1' }, community })).toBe('/c/liying/honors/r1')
})
