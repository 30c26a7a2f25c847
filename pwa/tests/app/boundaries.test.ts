import path from 'node:path'
import { expect, test } from 'vitest'
import { refusal } from '../../eslint/boundaries.js'

function importing(from: string, source: string): string | null {
  return refusal(path.resolve('src', from), source)
}

test('a feature may not import another one, by alias or by path', () => {
  expect(importing('features/wishes/A.vue', '@/features/posts/b')).toContain('may not import')
  expect(importing('features/wishes/x/A.vue', '../../posts/b')).toContain('may not import')
})

test('a feature may import its own files and shared ones', () => {
  expect(importing('features/wishes/A.vue', './b')).toBeNull()
  expect(importing('features/wishes/A.vue', '@/features/wishes/b')).toBeNull()
  expect(importing('features/wishes/A.vue', '@/shared/ui/AppIcon.vue')).toBeNull()
  expect(importing('features/wishes/A.vue', 'vue')).toBeNull()
})

test('shared imports neither features nor app', () => {
  expect(importing('shared/ui/a.ts', '@/features/posts/b')).toContain('shared may not')
  expect(importing('shared/ui/a.ts', '../../app/router')).toContain('shared may not')
})

test('only app composes: it may import features, and no feature imports it', () => {
  expect(importing('app/router.ts', '@/features/posts/routes')).toBeNull()
  expect(importing('features/posts/a.ts', '@/app/router')).toContain('may not import app')
})
