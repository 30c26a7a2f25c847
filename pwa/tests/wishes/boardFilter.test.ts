import { describe, expect, test } from 'vitest'
import type { Area, Membership } from '@/shared/api/types'
import {
  type BoardFilter,
  estateOfResident,
  estatesOf,
  filterFromQuery,
  paramsFromFilter,
  queryFromFilter,
} from '@/features/wishes/board/boardFilter'

const plain: BoardFilter = { segment: 'open', category: '', near: '', words: '', mine: '' }

describe('the address of the board', () => {
  test('is plain for the plain board', () => {
    expect(queryFromFilter(plain)).toEqual({})
    expect(filterFromQuery({})).toEqual(plain)
  })

  test.each<BoardFilter>([
    { ...plain, segment: 'done' },
    { ...plain, category: 'c1', words: '水管' },
    { ...plain, near: 'estate-1' },
    { ...plain, mine: 'posted', segment: 'all' },
    { ...plain, mine: 'claimed', segment: 'open' },
  ])('says everything about $segment $category $words $near $mine', (filter) => {
    const query = queryFromFilter(filter) as Record<string, string>
    expect(filterFromQuery(query)).toEqual(filter)
  })

  test('of one’s own wishes shows all of them unless it says otherwise', () => {
    expect(filterFromQuery({ mine: 'posted' }).segment).toBe('all')
    expect(filterFromQuery({ mine: 'posted', state: 'open' }).segment).toBe('open')
  })

  test('that somebody mistyped shows the plain board', () => {
    expect(filterFromQuery({ state: 'nonsense', mine: 'everything' })).toEqual(plain)
    expect(filterFromQuery({ q: ['灯', '水'] }).words).toBe('灯')
    expect(filterFromQuery({ q: null }).words).toBe('')
  })
})

describe('what the server is asked', () => {
  test('“under way” is claimed and waiting for confirmation', () => {
    expect(paramsFromFilter({ ...plain, segment: 'ongoing' })['state']).toEqual(['claimed', 'fulfilled'])
  })

  test('“all” names every public state: without one the server shows the open wishes only', () => {
    const { state } = paramsFromFilter({ ...plain, segment: 'all' })
    expect(state).toEqual(['open', 'claimed', 'fulfilled', 'confirmed', 'expired'])
  })

  test('all of one’s own wishes are asked for without a state, the rejected ones too', () => {
    expect(paramsFromFilter({ ...plain, mine: 'posted', segment: 'all' })).toMatchObject({
      state: [],
      mine: 'posted',
    })
  })

  test('nearest first says from which estate; newest first says nothing', () => {
    expect(paramsFromFilter({ ...plain, near: 'e1' })).toMatchObject({ sort: 'near', from: 'e1' })
    expect(paramsFromFilter(plain)).not.toHaveProperty('sort')
  })
})

describe('which estate is mine', () => {
  const areas: Area[] = [
    { id: 'root', parent: null, level: 'community', name: '荔影社区' },
    { id: 'zone', parent: 'root', level: 'zone', name: '东片区' },
    { id: 'estate', parent: 'zone', level: 'estate', name: '荔影花园' },
    { id: 'building', parent: 'estate', level: 'building', name: '3栋' },
  ]

  function membership(changes: Partial<Membership>): Membership {
    return {
      id: 'm',
      role: 'resident',
      role_name: '居民',
      state: 'active',
      community: { slug: 'liying', name: '荔影社区' },
      area: { id: 'building', name: '3栋' },
      ends_on: null,
      reason: '',
      created_at: '2026-11-01T00:00:00Z',
      person: null,
      allowed_actions: [],
      ...changes,
    }
  }

  test('is the one above the building I live in', () => {
    expect(estateOfResident([membership({})], 'liying', areas, 'estate')).toBe('estate')
  })

  test.each([
    ['I only help here', membership({ role: 'volunteer' })],
    ['I moved away', membership({ state: 'ended' })],
    ['I live in another community', membership({ community: { slug: 'shiqiao', name: '石桥社区' } })],
  ])('is not known when %s', (_why, held) => {
    expect(estateOfResident([held], 'liying', areas, 'estate')).toBe('')
  })

  test('can be chosen among the places of the public level', () => {
    expect(estatesOf(areas, 'estate').map(({ name }) => name)).toEqual(['荔影花园'])
  })
})
