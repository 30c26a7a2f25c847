import { QueryObserver } from '@tanstack/vue-query'
import { beforeEach, expect, test } from 'vitest'
import { forgetAnswersToSomebodyElse } from '@/app/personChange'
import { queryClient } from '@/shared/queries/client'
import { keys } from '@/shared/queries/keys'
import { eventually } from '../eventually'

const forAlice = { contact: { door: '3 单元 502' } }

beforeEach(() => {
  queryClient.clear()
})

test('what was told to Alice is not in memory when Bob holds the phone', async () => {
  queryClient.setQueryData(keys.wish('taoyuan', 'w1'), forAlice)
  queryClient.setQueryData(keys.notices, { pages: [], pageParams: [] })
  await forgetAnswersToSomebodyElse()
  expect(queryClient.getQueryData(keys.wish('taoyuan', 'w1'))).toBeUndefined()
  expect(queryClient.getQueryData(keys.notices)).toBeUndefined()
})

test('what is on screen is emptied first, then asked for again', async () => {
  const answers = [forAlice, { contact: null }]
  const seen: unknown[] = []
  const observer = new QueryObserver(queryClient, {
    queryKey: keys.wish('taoyuan', 'w1'),
    queryFn: () => Promise.resolve(answers.shift()),
  })
  const stop = observer.subscribe(({ data }) => seen.push(data))
  await eventually(() => expect(seen.at(-1)).toEqual(forAlice))
  await forgetAnswersToSomebodyElse()
  expect(seen.slice(seen.indexOf(forAlice) + 1)).toContain(undefined)
  expect(observer.getCurrentResult().data).toEqual({ contact: null })
  stop()
})

test('who is signed in stays known', async () => {
  queryClient.setQueryData(keys.me, { id: 'bob' })
  await forgetAnswersToSomebodyElse()
  expect(queryClient.getQueryData(keys.me)).toEqual({ id: 'bob' })
})
