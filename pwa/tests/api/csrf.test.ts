import { afterEach, expect, test, vi } from 'vitest'
import { readCsrfToken } from '@/shared/api/csrf'

afterEach(() => {
  document.cookie = 'csrftoken=; max-age=0'
  vi.unstubAllGlobals()
})

test('the token comes from its cookie, without asking anybody', async () => {
  document.cookie = 'csrftoken=abc'
  const fetching = vi.fn()
  vi.stubGlobal('fetch', fetching)
  expect(await readCsrfToken()).toBe('abc')
  expect(fetching).not.toHaveBeenCalled()
})

test('a page started from memory whose cookie has expired asks the server for another one', async () => {
  vi.stubGlobal('fetch', () => {
    document.cookie = 'csrftoken=fresh'
    return Promise.resolve(new Response())
  })
  expect(await readCsrfToken()).toBe('fresh')
})

test('without a network there is no token, and no error', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await readCsrfToken()).toBe('')
})
