import { expect, test } from 'vitest'
import { uuid7 } from '@/shared/outbox/uuid7'

test('ids sort in the order they were made, also within one millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => uuid7(1_800_000_000_000))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a clock that was set back does not put a new write before an old one', () => {
  const before = uuid7(1_900_000_000_000)
  expect(uuid7(1_850_000_000_000) > before).toBe(true)
})

test('an id says version 7 and the RFC variant', () => {
  expect(uuid7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
