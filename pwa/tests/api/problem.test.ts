import { afterEach, expect, test, vi } from 'vitest'
import { queryString, read, write } from '@/shared/api/client'
import { ApiProblem, isProblem, problemFrom } from '@/shared/api/problem'

function answerWith(response: () => Response | Promise<Response>) {
  const fetching = vi.fn<typeof fetch>(() => Promise.resolve(response()))
  vi.stubGlobal('fetch', fetching)
  return fetching
}

afterEach(() => {
  vi.unstubAllGlobals()
})

async function thrownBy(work: Promise<unknown>): Promise<ApiProblem> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isProblem(error)) throw new Error('expected an ApiProblem')
  return error
}

test('problem+json becomes a problem with its code, words and fields', async () => {
  const body = {
    type: 'about:blank',
    title: 'Unprocessable',
    status: 422,
    code: 'invalid',
    detail: '还有没填好的地方',
    errors: [{ field: 'title', code: 'blank', message: '请写一句话' }],
  }
  answerWith(() => new Response(JSON.stringify(body), { status: 422 }))
  const problem = await thrownBy(read('/x'))
  expect(problem).toMatchObject({ status: 422, code: 'invalid', detail: '还有没填好的地方' })
  expect(problem.forField('title')).toBe('请写一句话')
  expect(problem.forField('area')).toBeUndefined()
})

test("a proxy's page of HTML still becomes a problem, with the status as its code", async () => {
  const problem = await problemFrom(new Response('<h1>Bad gateway</h1>', { status: 502 }))
  expect(problem).toMatchObject({ status: 502, code: 'http_502', detail: '', errors: [] })
  expect(problem.isPassing).toBe(true)
})

test('no answer at all is a problem of its own kind, and passing', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  const problem = await thrownBy(read('/x'))
  expect(problem).toMatchObject({ status: 0, code: 'no_answer', isPassing: true })
})

test('a read that nobody waits for any more is not reported as the network being away', async () => {
  const nobodyWaits = new AbortController()
  vi.stubGlobal('fetch', () => {
    nobodyWaits.abort()
    return Promise.reject(new DOMException('aborted', 'AbortError'))
  })
  const error: unknown = await read('/x', {}, nobodyWaits.signal).catch((reason: unknown) => reason)
  expect(isProblem(error)).toBe(false)
})

test('Retry-After is read as seconds', async () => {
  const headers = { 'Retry-After': '30' }
  expect((await problemFrom(new Response('{}', { status: 429, headers }))).retryAfter).toBe(30)
})

test('a conflict passes only while the same write is still being worked on', () => {
  expect(new ApiProblem(409, 'idempotency_in_flight', '').isPassing).toBe(true)
  expect(new ApiProblem(409, 'wrong_state', '').isPassing).toBe(false)
})

test('a write carries its key, the CSRF token and the language', async () => {
  document.cookie = 'csrftoken=abc'
  const fetching = answerWith(() => new Response('{"id":"1"}', { status: 201 }))
  await write({ method: 'POST', path: '/wishes', body: { a: 1 }, idempotencyKey: 'key-1' })
  const [url, init] = fetching.mock.calls[0] ?? []
  const headers = new Headers(init?.headers)
  expect(url).toBe('/api/v1/wishes')
  expect(headers.get('Idempotency-Key')).toBe('key-1')
  expect(headers.get('X-CSRFToken')).toBe('abc')
  expect(headers.get('Accept-Language')).toMatch(/^(zh-hans|en)/)
  expect(init?.body).toBe('{"a":1}')
})

test('a query leaves out what is empty and joins lists with commas', () => {
  expect(queryString({ state: ['open', 'claimed'], q: '', cursor: null, limit: 20 })).toBe(
    '?state=open%2Cclaimed&limit=20',
  )
  expect(queryString({})).toBe('')
})
