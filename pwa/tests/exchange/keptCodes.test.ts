import { beforeEach, expect, test } from 'vitest'
import { forgetAnswersToSomebodyElse } from '@/app/personChange'
import { forgetKept, keepCode, keptCode, keptCodes } from '@/shared/kept/keptStore'
import { eventually } from '../eventually'
import { aRedemption, handedOver } from './phone'

beforeEach(async () => {
  await forgetKept()
})

test('a code that can be fetched is kept for its owner', async () => {
  await keepCode('alice', aRedemption())
  expect((await keptCode('alice', 'x1'))?.code).toBe('882904922160')
  expect((await keptCodes('alice')).map(({ id }) => id)).toEqual(['x1'])
})

test('nobody else who holds the phone is shown it', async () => {
  await keepCode('alice', aRedemption())
  expect(await keptCode('bob', 'x1')).toBeNull()
  expect(await keptCodes('bob')).toEqual([])
})

test('handed over, it is gone from the phone', async () => {
  await keepCode('alice', aRedemption())
  await keepCode('alice', handedOver())
  expect(await keptCode('alice', 'x1')).toBeNull()
})

test('signing out erases every code', async () => {
  await keepCode('alice', aRedemption())
  await forgetAnswersToSomebodyElse()
  await eventually(async () => expect(await keptCode('alice', 'x1')).toBeNull())
})

test('what can’t be fetched any more is not offered', async () => {
  await keepCode('alice', aRedemption({ expires_at: '2026-01-01T00:00:00Z' }))
  expect(await keptCodes('alice')).toEqual([])
})
