import { describe, expect, test } from 'vitest'
import type { Me, WishAction, WishState } from '@/shared/api/types'
import { actionBar } from '@/features/wishes/wish/actionBar'
import { claimGate } from '@/features/wishes/wish/claimGate'

describe('the action bar', () => {
  test.each<[string, WishAction[], WishState, ReturnType<typeof actionBar>]>([
    ['a visitor has nothing to do', [], 'open', { main: null, beside: null, more: [] }],
    ['a volunteer may take it on', ['claim'], 'open', { main: 'claim', beside: null, more: [] }],
    [
      'a helper reports it done, and may keep or give it back',
      ['keep', 'release', 'fulfil'],
      'claimed',
      { main: 'fulfil', beside: null, more: ['keep', 'release'] },
    ],
    [
      'the resident answers whether it is done',
      ['confirm', 'reopen'],
      'fulfilled',
      { main: 'confirm', beside: 'reopen', more: [] },
    ],
    [
      'a reviewer answers yes or no',
      ['approve', 'reject'],
      'pending',
      { main: 'approve', beside: 'reject', more: [] },
    ],
    [
      'the resident may only withdraw, and is not urged to',
      ['withdraw'],
      'open',
      { main: null, beside: null, more: ['withdraw'] },
    ],
    [
      'an expired wish wants to be posted once more',
      ['reopen', 'withdraw'],
      'expired',
      { main: 'reopen', beside: null, more: ['withdraw'] },
    ],
    [
      'who may confirm but not send back is only asked to confirm',
      ['confirm'],
      'fulfilled',
      { main: 'confirm', beside: null, more: [] },
    ],
  ])('%s', (_sentence, allowed, state, bar) => {
    expect(actionBar(allowed, state)).toEqual(bar)
  })

  test('offers everything that is allowed, once, and nothing else', () => {
    const allowed: WishAction[] = ['approve', 'reject', 'claim', 'keep', 'release', 'fulfil', 'withdraw']
    const { main, beside, more } = actionBar(allowed, 'claimed')
    expect([main, beside, ...more].filter(Boolean).sort()).toEqual([...allowed].sort())
  })
})

describe('what keeps somebody from helping', () => {
  const wish = {
    community: 'liying',
    state: 'open' as const,
    allowed_actions: [] as WishAction[],
    mine: false,
    claimed_by_me: false,
  }

  function person(memberships: { role: string; state: string; slug: string }[]): Me {
    return {
      memberships: memberships.map(({ role, state, slug }) => ({
        role,
        state,
        community: { slug, name: slug },
      })),
    } as unknown as Me
  }

  test('a visitor signs in first', () => {
    expect(claimGate(wish, null)).toBe('sign-in')
  })

  test('a resident registers as a volunteer first', () => {
    expect(claimGate(wish, person([{ role: 'resident', state: 'active', slug: 'liying' }]))).toBe('volunteer')
  })

  test('who has asked to be a volunteer here waits for the answer', () => {
    const asked = person([{ role: 'volunteer', state: 'pending', slug: 'liying' }])
    expect(claimGate(wish, asked)).toBe('volunteer-pending')
    const elsewhere = person([{ role: 'volunteer', state: 'pending', slug: 'shiqiao' }])
    expect(claimGate(wish, elsewhere)).toBe('volunteer')
  })

  test('nothing is said to who may do something, whose wish it is, or when no helper is wanted', () => {
    expect(claimGate({ ...wish, allowed_actions: ['claim'] }, person([]))).toBeNull()
    expect(claimGate({ ...wish, mine: true }, person([]))).toBeNull()
    expect(claimGate({ ...wish, claimed_by_me: true }, person([]))).toBeNull()
    expect(claimGate({ ...wish, state: 'confirmed' }, null)).toBeNull()
  })
})
