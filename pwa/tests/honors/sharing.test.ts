import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import HonorPage from '@/features/honors/HonorPage.vue'
import MyHonorsPage from '@/features/honors/MyHonorsPage.vue'
import { canSharePictures, posterAddress, sharePicture } from '@/features/honors/posterSharing'
import type { LetterState, MyAward } from '@/shared/api/types'
import { aDisplay, aLine, aPhone, aRoll, anAward, anEdition, json, open, problem } from './phone'
import { eventually } from '../eventually'

enableAutoUnmount(afterEach)

const POSTER = '/api/v1/communities/liying/awards/a1/poster.png'
const named = { kind: 'short', text: '王师傅' } as const
const written = {
  id: 'l1',
  number: 'BY20261106-1',
  title: '最美楼栋长',
  minutes: 90,
  wishes: 0,
  written_at: '2026-11-06T00:00:00Z',
  public_path: '/letters/abc',
}
let phone: Awaited<ReturnType<typeof aPhone>>
let award: MyAward
let letter: LetterState

beforeEach(async () => {
  phone = await aPhone()
  await phone.signIn('alice')
  award = anAward({ shown: named })
  letter = { unit: '市第三中学', shows_membership: false, missing: [], agreed: false, version: '2026-11', letter: null, outdated: false }
  phone.answerWith(({ method, path }) => {
    if (path === '/me/honors/a1/letter') {
      if (method === 'POST') letter = { ...letter, agreed: true, letter: written }
      return method === 'POST' ? json(201, written) : json(200, letter)
    }
    if (path === '/me/consents/withdraw') {
      letter = { ...letter, agreed: false }
      return json(200, {})
    }
    if (path === '/me/honors') return json(200, { items: [award], next: null })
    if (path === '/me/display') return json(200, aDisplay({ choice: 'short' }))
    if (path === '/communities/liying/honors/r1') {
      return json(200, aRoll({ edition: anEdition({ lines: [aLine({ award: 'a1', mine: true, name: named }), aLine()] }) }))
    }
    return problem(404, 'not_found', '没找到。')
  })
})

function poster(): HTMLImageElement | null {
  return document.querySelector('.poster img')
}

function sent(): unknown[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])
}

test('a poster is a picture with an address of its own, to be pressed and held, in three colours', async () => {
  const { says, tap } = await open(MyHonorsPage, {})
  await says('荣誉海报')
  await tap('荣誉海报')
  await eventually(() => expect(poster()?.getAttribute('src')).toBe(`${POSTER}?style=red`))
  await says('长按图片')
  document.querySelector<HTMLInputElement>('input[value="pine"]')?.click()
  await eventually(() => expect(poster()?.getAttribute('src')).toBe(`${POSTER}?style=pine`))
  expect(document.querySelector('a.save')?.getAttribute('href')).toBe(`${POSTER}?style=pine`)
  expect(document.querySelector('canvas')).toBeNull()
})

test('a poster that does not come can be asked for again', async () => {
  const { says, tap } = await open(MyHonorsPage, {})
  await tap('荣誉海报')
  await eventually(() => expect(poster()).not.toBeNull())
  poster()?.dispatchEvent(new Event('error'))
  await says('没能打开')
  await tap('再试一次')
  await eventually(() => expect(poster()?.getAttribute('src')).toContain('again=1'))
})

test('who is not shown has no poster, and is told why', async () => {
  award = anAward()
  const { says, isSilentAbout } = await open(MyHonorsPage, {})
  await says('没有海报')
  expect(isSilentAbout('荣誉海报')).toBe(true)
})

test('on the roll itself only who is on it is offered her poster', async () => {
  const { says, tap } = await open(HonorPage, { slug: 'liying', id: 'r1' })
  await says('我的荣誉海报')
  await tap('我的荣誉海报')
  await eventually(() => expect(poster()?.getAttribute('src')).toBe(`${POSTER}?style=red`))
})

test('the picture itself goes to a friend where the phone can', async () => {
  const share = vi.fn().mockResolvedValue(undefined)
  vi.stubGlobal('navigator', Object.assign(navigator, { share, canShare: () => true }))
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response(new Blob(['picture']), { status: 200 })))
  expect(canSharePictures()).toBe(true)
  expect(await sharePicture(posterAddress('liying', 'a1', 'paper'), '最美楼栋长')).toBe(true)
  const { files, text } = share.mock.calls[0]?.[0] as { files: File[]; text: string }
  expect([files[0]?.name, files[0]?.type, text]).toEqual(['poster.png', 'image/png', '最美楼栋长'])
})

test('a picture that is gone is not shared', async () => {
  const share = vi.fn()
  vi.stubGlobal('navigator', Object.assign(navigator, { share }))
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response('', { status: 404 })))
  expect(await sharePicture('/gone', '')).toBe(false)
  expect(share).not.toHaveBeenCalled()
})

test('one yes writes the letter, then it can be opened and checked', async () => {
  const { says, tap } = await open(MyHonorsPage, {})
  await tap('给单位的表扬信')
  await says('写给：市第三中学')
  await says('不会写您是不是党员')
  await tap('同意，写这封信')
  await eventually(() => expect(sent()).toEqual([['/me/honors/a1/letter', { agrees: true }]]))
  await says('编号 BY20261106-1')
  expect(document.querySelector('a.paper')?.getAttribute('href')).toBe('/api/v1/me/honors/a1/letter.pdf')
})

test('the yes can be taken back, and then the paper is closed', async () => {
  letter = { ...letter, agreed: true, letter: written }
  const { says, tap } = await open(MyHonorsPage, {})
  await tap('给单位的表扬信')
  await says('编号 BY20261106-1')
  await tap('不再同意')
  await eventually(() => expect(sent()).toEqual([['/me/consents/withdraw', { purpose: 'letter_to_unit' }]]))
  await eventually(() => expect(document.querySelector('a.paper')).toBeNull())
})

test('a letter whose figures still hold is not written anew', async () => {
  letter = { ...letter, agreed: true, letter: written }
  const { says, tap, isSilentAbout } = await open(MyHonorsPage, {})
  await tap('给单位的表扬信')
  await says('编号 BY20261106-1')
  expect(isSilentAbout('重写一封')).toBe(true)
})

test('a letter whose figures have changed is', async () => {
  letter = { ...letter, agreed: true, letter: written, outdated: true }
  const { tap } = await open(MyHonorsPage, {})
  await tap('给单位的表扬信')
  await tap('数字有变化，重写一封')
  await eventually(() => expect(sent()).toEqual([['/me/honors/a1/letter', { agrees: true }]]))
})

test('without a unit it says what to do first', async () => {
  letter = { ...letter, unit: '', missing: ['unit', 'name'] }
  const { says, tap, isSilentAbout } = await open(MyHonorsPage, {})
  await tap('给单位的表扬信')
  await says('去双报到')
  expect(isSilentAbout('同意，写这封信')).toBe(true)
})
