import { reactive } from 'vue'
import { beforeEach, expect, test } from 'vitest'
import { readMe } from '@/shared/outbox/identity'
import { send } from '@/shared/outbox/outbox'
import { emptyOutbox, json, problem, stubServer, waitingFor } from './server'

const claim = { subject: 'wish:1', path: '/communities/c/wishes/1/claim', what: 'claim the lamp' }

let server: ReturnType<typeof stubServer>

beforeEach(async () => {
  await emptyOutbox()
  server = stubServer()
  server.signIn('alice')
  await readMe()
})

test('an accepted write gives its answer and leaves the outbox', async () => {
  server.answerWith(() => json(201, { id: '1', state: 'claimed' }))
  const outcome = await send(claim)
  expect(outcome).toEqual({ kind: 'answered', answer: { id: '1', state: 'claimed' } })
  expect(await waitingFor('alice')).toEqual([])
})

test('a write has its key before it is sent, and the key is a UUIDv7', async () => {
  let keptMeanwhile: Promise<string[]> | undefined
  server.answerWith(() => {
    keptMeanwhile = waitingFor('alice')
    return json(201, {})
  })
  await send(claim)
  expect(await keptMeanwhile).toEqual(['claim the lamp'])
  expect(server.asked[0]?.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/)
})

test('without a network the write is kept', async () => {
  server.answerWith(() => 'no network')
  const outcome = await send(claim)
  expect(outcome.kind).toBe('kept')
  expect(await waitingFor('alice')).toEqual(['claim the lamp'])
})

test.each([
  [401, 'not_signed_in'],
  [403, 'csrf_failed'],
  [408, 'timeout'],
  [409, 'idempotency_in_flight'],
  [425, 'too_early'],
  [429, 'too_many'],
  [500, 'server_error'],
  [503, 'unavailable'],
])('an answer %i %s is not definitive: the write is kept', async (status, code) => {
  server.answerWith(() => problem(status, code))
  expect((await send(claim)).kind).toBe('kept')
  expect(await waitingFor('alice')).toEqual(['claim the lamp'])
})

test.each([
  [400, 'bad_request'],
  [403, 'consent_required'],
  [404, 'not_found'],
  [409, 'wrong_state'],
  [422, 'invalid'],
])('an answer %i %s is definitive: told to the writer, and gone', async (status, code) => {
  server.answerWith(() => problem(status, code, 'because'))
  const outcome = await send(claim)
  expect(outcome.kind).toBe('refused')
  expect(outcome.kind === 'refused' && outcome.problem.detail).toBe('because')
  expect(await waitingFor('alice')).toEqual([])
})

test('a visitor who never signed in has nothing kept', async () => {
  await emptyOutbox()
  const outcome = await send(claim)
  expect(outcome.kind === 'refused' && outcome.problem.status).toBe(401)
  expect(server.asked).toEqual([])
})

test('a later write about the same subject waits behind an earlier one', async () => {
  server.answerWith(() => 'no network')
  await send(claim)
  server.answerWith(() => problem(503, 'away'))
  const outcome = await send({ ...claim, path: '/communities/c/wishes/1/release', what: 'release it' })
  expect(outcome.kind).toBe('kept')
  expect(server.asked.map(({ path }) => path.split('/').pop())).toEqual(['claim', 'claim'])
  expect(await waitingFor('alice')).toEqual(['claim the lamp', 'release it'])
})

test("a form's reactive state can be kept as it is", async () => {
  server.answerWith(() => 'no network')
  const form = reactive({ title: 'a lamp', photos: ['p-1'] })
  expect((await send({ ...claim, body: form, touches: reactive([['me']]) })).kind).toBe('kept')
})
