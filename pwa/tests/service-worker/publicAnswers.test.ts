import { expect, test } from 'vitest'
import { isConsidered, isPublic } from '../../service-worker/cacheable'

function answer(rules: string | null, status = 200): Response {
  return new Response('{}', { status, headers: rules === null ? {} : { 'Cache-Control': rules } })
}

test('an answer is kept only when the server calls it public', () => {
  expect(isPublic(answer('public, max-age=0'))).toBe(true)
  expect(isPublic(answer('private, no-store'))).toBe(false)
  expect(isPublic(answer('no-cache'))).toBe(false)
  expect(isPublic(answer(null))).toBe(false)
  expect(isPublic(answer('public, max-age=0', 404))).toBe(false)
})

test.each([
  ['/api/v1/communities', true],
  ['/api/v1/communities/taoyuan/wishes', true],
  ['/api/v1/me', false],
  ['/api/v1/me/notices', false],
  ['/api/v1/photos/1/thumb', false],
  ['/api/v1/demo/messages', false],
  ['/api/v1/communities/taoyuan/queue', false],
  ['/api/v1/communities/taoyuan/honors', false],
  ['/api/v1/communities/taoyuan/honors/1/editions/2026-10-01', false],
  ['/api/v1/communities/taoyuan/awards/1/poster.png', false],
  ['/api/v1/communities/taoyuan/pages/honors', true],
  ['/_allauth/browser/v1/auth/session', false],
  ['/admin/', false],
])('%s: may be considered: %s', (path, considered) => {
  expect(isConsidered(path)).toBe(considered)
})
