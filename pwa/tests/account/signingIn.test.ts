import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  confirmCode,
  dialled,
  looksLikePhone,
  requestCode,
  signInWithPassword,
} from '@/features/account/allauth'
import { safeNext } from '@/features/account/session'
import { isProblem } from '@/shared/api/problem'

function answerWith(status: number, body: unknown) {
  const fetching = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  )
  vi.stubGlobal('fetch', fetching)
  return fetching
}

beforeEach(() => {
  document.cookie = 'csrftoken=abc'
})

afterEach(() => {
  vi.unstubAllGlobals()
})

test('asking for a code succeeds with 401: nobody is signed in yet, a code is on its way', async () => {
  const flows = [{ id: 'login_by_code', is_pending: true }]
  const fetching = answerWith(401, { status: 401, data: { flows }, meta: { is_authenticated: false } })
  await requestCode('138 1234 5678')
  const [url, init] = fetching.mock.calls[0] ?? []
  expect(url).toBe('/_allauth/browser/v1/auth/code/request')
  expect(init?.body).toBe('{"phone":"13812345678"}')
})

test("a wrong code is told in the server's words", async () => {
  const errors = [{ message: '验证码不对', code: 'incorrect_code', param: 'code' }]
  answerWith(400, { status: 400, errors })
  const error: unknown = await confirmCode('1').catch((reason: unknown) => reason)
  expect(isProblem(error) && error).toMatchObject({ status: 400, code: 'incorrect_code', detail: '验证码不对' })
})

test('a right code signs in', async () => {
  answerWith(200, { status: 200, meta: { is_authenticated: true } })
  await expect(confirmCode(' 246810 ')).resolves.toBeUndefined()
})

test('a wrong password does not pass for signed in', async () => {
  answerWith(401, { status: 401, meta: { is_authenticated: false } })
  await expect(signInWithPassword('13812345678', 'x')).rejects.toSatisfy(isProblem)
})

test('what people type between the digits is ignored', () => {
  expect(dialled('138-1234 5678')).toBe('13812345678')
  expect(looksLikePhone('+86 138 1234 5678')).toBe(true)
  expect(looksLikePhone('1381234567')).toBe(false)
})

test.each([
  ['/c/taoyuan/wishes/new?x=1', '/c/taoyuan/wishes/new?x=1'],
  ['//evil.example', '/me'],
  ['/\\evil.example', '/me'],
  ['https://evil.example', '/me'],
  [undefined, '/me'],
])('after signing in, %s leads to %s', (next, place) => {
  expect(safeNext(next)).toBe(place)
})
