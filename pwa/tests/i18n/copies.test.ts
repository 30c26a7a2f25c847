import { expect, test } from 'vitest'
import { type Copy, fill } from '@/shared/i18n/copy'

const modules = import.meta.glob<Record<string, Copy<string>>>(
  ['/src/**/copy.ts', '!/src/shared/i18n/copy.ts'],
  { eager: true },
)
const copies = Object.entries(modules).flatMap(([path, module]) =>
  Object.entries(module)
    .filter(([name]) => name.endsWith('Copy'))
    .map(([name, copy]) => ({ at: `${path} ${name}`, copy })),
)

test('every room that speaks has its words here', () => {
  expect(copies.length).toBeGreaterThanOrEqual(7)
})

test.each(copies)('$at says everything in both languages', ({ copy }) => {
  expect(Object.keys(copy.en).sort()).toEqual(Object.keys(copy['zh-hans']).sort())
  for (const text of [...Object.values(copy.en), ...Object.values(copy['zh-hans'])]) {
    expect(text.trim()).not.toBe('')
  }
})

test.each(copies)('$at names the same values in both languages', ({ copy }) => {
  for (const [key, chinese] of Object.entries(copy['zh-hans'])) {
    expect({ key, names: namesIn(copy.en[key] ?? '') }).toEqual({ key, names: namesIn(chinese) })
  }
})

test.each(copies)('$at has no Chinese left in the English', ({ copy }) => {
  const untranslated = Object.values(copy.en).filter((text) => /\p{Script=Han}/u.test(text))
  expect(untranslated.filter((text) => !OWN_NAMES.has(text))).toEqual([])
})

/** What a language calls itself stays as it is. */
const OWN_NAMES = new Set(['中文'])

test('a value is filled in, and the word beside it follows the number', () => {
  expect(fill('{n} {n|wish|wishes} near {place}', { n: 1, place: 'home' })).toBe('1 wish near home')
  expect(fill('{n} {n|wish|wishes} near {place}', { n: 2, place: 'home' })).toBe('2 wishes near home')
})

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort()
}
