import { beforeEach, expect, test } from 'vitest'
import { readMe } from '@/shared/outbox/identity'
import { discardAll, replayAll, send } from '@/shared/outbox/outbox'
import { replay } from '@/shared/outbox/replay'
import { outboxStore } from '@/shared/outbox/store'
import { keptPhotoId } from '@/shared/outbox/entry'
import { queryClient } from '@/shared/queries/client'
import { keys } from '@/shared/queries/keys'
import { emptyOutbox, json, problem, stubServer, waitingFor } from './server'

let server: ReturnType<typeof stubServer>

async function keepOffline(subject: string, what: string, body: unknown = {}): Promise<void> {
  server.answerWith(() => 'no network')
  await send({ subject, path: `/${subject}`, what, body })
  server.asked.length = 0
}

beforeEach(async () => {
  queryClient.clear()
  await emptyOutbox()
  server = stubServer()
  server.signIn('alice')
  await readMe()
})

test('what was kept goes out with its first key when the network returns', async () => {
  server.answerWith(() => 'no network')
  await send({ subject: 'wish:1', path: '/wish:1', what: 'one' })
  server.answerWith(() => json(201, {}))
  await replayAll()
  expect(server.asked).toHaveLength(2)
  expect(server.asked[1]?.key).toBe(server.asked[0]?.key)
  expect(await waitingFor('alice')).toEqual([])
})

test('writes about one subject go out in the order written', async () => {
  await keepOffline('wish:1', 'first')
  await keepOffline('wish:1', 'second')
  server.answerWith(() => json(200, {}))
  await replayAll()
  const keys = server.asked.map(({ key }) => key)
  expect(keys).toEqual([...keys].sort())
  expect(keys).toHaveLength(2)
})

test('a stuck subject does not hold up another one', async () => {
  await keepOffline('wish:1', 'stuck')
  await keepOffline('wish:1', 'behind the stuck one')
  await keepOffline('wish:2', 'free')
  server.answerWith(({ path }) => (path === '/wish:1' ? problem(503, 'away') : json(200, {})))
  await replayAll()
  expect(server.asked.map(({ path }) => path)).toEqual(['/wish:1', '/wish:2'])
  expect(await waitingFor('alice')).toEqual(['stuck', 'behind the stuck one'])
})

test('when told to slow down, nothing more is sent', async () => {
  await keepOffline('wish:1', 'one')
  await keepOffline('wish:2', 'two')
  server.answerWith(() => problem(429, 'too_many'))
  await replayAll()
  expect(server.asked).toHaveLength(1)
  expect(await waitingFor('alice')).toEqual(['one', 'two'])
})

test('a refusal nobody was looking at stays to be read, and is not sent again', async () => {
  await keepOffline('wish:1', 'too late')
  server.answerWith(() => problem(409, 'wrong_state', 'somebody was faster'))
  await replayAll()
  await replayAll()
  expect(server.asked).toHaveLength(1)
  const [entry] = await (await outboxStore()).entriesOf('alice')
  expect(entry?.refusal).toMatchObject({ code: 'wrong_state', detail: 'somebody was faster' })
})

test('another person on the same phone never sends what Alice wrote', async () => {
  await keepOffline('wish:1', 'from alice')
  server.signIn('bob')
  server.answerWith(() => json(200, {}))
  await replayAll()
  expect(server.asked).toEqual([])
  expect(await waitingFor('alice')).toEqual(['from alice'])
})

test('a page that still believes in Alice asks again when the session became another one', async () => {
  await keepOffline('wish:1', 'from alice')
  const before = server.questionsAboutMe
  server.signIn('bob')
  await replay('wish:1')
  expect(server.questionsAboutMe).toBe(before + 1)
  expect(server.asked).toEqual([])
})

test('a page that still shows Alice writes for Alice, not for Bob of the other tab', async () => {
  queryClient.setQueryData(keys.me, { id: 'alice' })
  server.signIn('bob')
  await readMe()
  server.answerWith(() => json(201, {}))
  const outcome = await send({ subject: 'wish:1', path: '/wish:1', what: 'from alice' })
  expect(outcome.kind).toBe('kept')
  expect(server.asked).toEqual([])
  expect(await waitingFor('alice')).toEqual(['from alice'])
  expect(await waitingFor('bob')).toEqual([])
})

test('signed out, everything waits; signed in again, it goes out', async () => {
  await keepOffline('wish:1', 'from alice')
  server.signIn(null)
  server.answerWith(() => json(200, {}))
  await replayAll()
  expect(server.asked).toEqual([])
  server.signIn('alice')
  await replayAll()
  expect(server.asked).toHaveLength(1)
  expect(await waitingFor('alice')).toEqual([])
})

test('what is given up at sign-out is gone', async () => {
  await keepOffline('wish:1', 'from alice')
  await discardAll('alice')
  server.answerWith(() => json(200, {}))
  await replayAll()
  expect(server.asked).toEqual([])
})

test('a photo picked offline is uploaded first, and its id goes into the write', async () => {
  const store = await outboxStore()
  await store.putPhoto({ key: 'k1', owner: 'alice', file: new Blob(['x']), name: 'lamp.jpg' })
  await keepOffline('new-wish', 'a lamp', { title: 'lamp', photos: [keptPhotoId('k1'), 'p-7'] })
  server.answerWith(({ path }) => json(201, path === '/photos' ? { id: 'p-8' } : {}))
  await replayAll()
  expect(server.asked.map(({ path }) => path)).toEqual(['/photos', '/new-wish'])
  expect(server.asked[0]?.key).toBe('k1')
  expect(server.asked[1]?.body).toEqual({ title: 'lamp', photos: ['p-8', 'p-7'] })
  expect(await store.photo('k1')).toBeUndefined()
})
