import { describe, expect, test } from 'vitest'
import type { Area } from '@/shared/api/types'
import { findAreas, knownPath, startingAreas } from '@/shared/queries/areaChoice'

const areas: Area[] = [
  { id: 'root', parent: null, level: 'community', name: '荔影社区' },
  { id: 'zone', parent: 'root', level: 'zone', name: '东片区' },
  { id: 'grid', parent: 'zone', level: 'grid', name: '第一网格' },
  { id: 'garden', parent: 'grid', level: 'estate', name: '荔影花园' },
  { id: 'garden3', parent: 'garden', level: 'building', name: '3栋' },
  { id: 'court', parent: 'grid', level: 'estate', name: '邮电大院' },
  { id: 'court3', parent: 'court', level: 'building', name: '3栋' },
  { id: 'lane', parent: 'grid', level: 'lane', name: '鱼行弄' },
]

function names(found: readonly Area[]): string[] {
  return found.map(({ name }) => name)
}

describe('choosing a building', () => {
  test('begins at the estates, and at what lies outside of them', () => {
    expect(names(startingAreas(areas, 'estate'))).toEqual(['荔影花园', '邮电大院', '鱼行弄'])
  })

  test('begins at the top where the level does not occur', () => {
    expect(names(startingAreas(areas, 'courtyard'))).toEqual(['东片区'])
    expect(names(startingAreas(areas, ''))).toEqual(['东片区'])
  })

  test('says the estate and the building, not zone and grid', () => {
    expect(names(knownPath(areas, 'garden3', 'estate'))).toEqual(['荔影花园', '3栋'])
    expect(names(knownPath(areas, 'lane', 'estate'))).toEqual(['东片区', '第一网格', '鱼行弄'])
  })
})

describe('searching for a building', () => {
  test.each([
    ['花园 3', ['garden3']],
    ['荔影花园3栋', ['garden3']],
    ['3栋', ['garden3', 'court3']],
    ['鱼', ['lane']],
    ['月球', []],
    ['  ', []],
  ])('for “%s” finds %j', (words, ids) => {
    expect(findAreas(areas, words, 'estate').map(({ id }) => id)).toEqual(ids)
  })
})
