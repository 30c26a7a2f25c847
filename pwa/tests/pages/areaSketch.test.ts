import { describe, expect, test } from 'vitest'
import type { Area } from '@/shared/api/types'
import { drawnParts, sketchOf } from '@/shared/pages/areaSketch'

function area(id: string, parent: string | null, level: string): Area {
  return { id, parent, level, name: id }
}

const areas = [
  area('社区', null, 'community'),
  area('东片', '社区', 'zone'),
  area('一网格', '东片', 'grid'),
  area('花园', '一网格', 'estate'),
  area('1栋', '花园', 'building'),
  area('2栋', '花园', 'building'),
  area('西巷', '社区', 'zone'),
  area('甲弄', '西巷', 'lane'),
]

describe('the map of places', () => {
  test('shows what people know of a zone, not the grids between', () => {
    expect(sketchOf(areas, 'estate').map(({ name, parts }) => [name, parts.map((part) => part.name)])).toEqual([
      ['东片', ['花园']],
      ['西巷', ['甲弄']],
    ])
  })

  test('counts everything inside, however deep', () => {
    expect(sketchOf(areas, 'estate')[0]?.inside).toBe(4)
  })

  test('has nothing to draw of nothing', () => {
    expect(sketchOf([], 'estate')).toEqual([])
  })

  test('says how many more there are', () => {
    const many = [area('a', null, 'c'), area('b', 'a', 'z'), ...Array.from({ length: 30 }, (_, n) => area(`${n}栋`, 'b', 'x'))]
    const [place] = sketchOf(many, 'estate')
    expect(place && drawnParts(place).parts).toHaveLength(24)
    expect(place && drawnParts(place).more).toBe(6)
  })
})
