import { expect, test } from 'vitest'
import { isLostChunk } from '@/app/lostChunks'

test.each([
  'Failed to fetch dynamically imported module: /static/pwa/assets/x.js',
  'error loading dynamically imported module: x.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /static/pwa/assets/x.css',
])('%s: the script of a page is lost', (message) => {
  expect(isLostChunk(new TypeError(message))).toBe(true)
})

test('any other error of a page is not cured by loading it anew', () => {
  expect(isLostChunk(new TypeError('x is not a function'))).toBe(false)
})
