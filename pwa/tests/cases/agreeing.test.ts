import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import AskedCasePage from '@/features/cases/AskedCasePage.vue'
import { aPhone, anAskedCase, json, open, problem } from './phone'

enableAutoUnmount(afterEach)

let phone: Awaited<ReturnType<typeof aPhone>>

beforeEach(async () => {
  phone = await aPhone()
  await phone.signIn('alice')
})

function bodies(end: string): unknown[] {
  return phone.server.asked.filter(({ path }) => path.endsWith(end)).map(({ body }) => body)
}

test('she reads exactly what would be published, and says yes to these words', async () => {
  let known = anAskedCase()
  phone.answerWith(({ path }) => {
    if (path.endsWith('/answer')) known = anAskedCase({ state: 'agreed', agreed: true })
    return path.includes('/me/cases/g1') ? json(200, known) : undefined
  })
  const { says, tap } = await open(AskedCasePage, { id: 'g1' })
  await says('没有姓名、电话和门牌')
  await says('先问社区医院')
  await tap('同意这样讲')
  await says('您同意了')
  expect(bodies('/answer')).toEqual([{ seen: 'print-1', agree: true, photos: { f1: false }, note: '' }])
})

test('words that changed meanwhile are read again, and nothing counts as said', async () => {
  let reads = 0
  phone.answerWith(({ path }) => {
    if (path.endsWith('/answer')) return problem(409, 'case_text_changed', '文字刚刚改过了，请再看一遍再回答。')
    if (!path.endsWith('/me/cases/g1')) return undefined
    reads += 1
    return json(200, anAskedCase(reads > 1 ? { seen: 'print-2', title: '改过的标题' } : {}))
  })
  const { says, tap } = await open(AskedCasePage, { id: 'g1' })
  await says('一台轮椅，轮着用')
  await tap('同意这样讲')
  await says('改过的标题')
  await says('等您回答')
})

test('taking it back is asked once more, then done at once', async () => {
  let known = anAskedCase({ state: 'agreed', agreed: true, on_show: true })
  phone.answerWith(({ path }) => {
    if (path.endsWith('/withdraw')) known = anAskedCase({ state: 'withdrawn' })
    return path.includes('/me/cases/g1') ? json(200, known) : undefined
  })
  const { says, tap } = await open(AskedCasePage, { id: 'g1' })
  await says('现在正在展示')
  await tap('收回同意')
  expect(bodies('/withdraw')).toEqual([])
  await tap('收回，马上下架')
  await says('您收回了同意')
  expect(bodies('/withdraw')).toEqual([{}])
})
