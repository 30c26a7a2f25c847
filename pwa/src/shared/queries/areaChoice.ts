import type { Area, Id } from '@/shared/api/types'
import { pathTo } from './community'

/**
 * Where choosing begins: at the estates people know, not at the zones and grids above them. Places that
 * lie beside that level (a lane outside of any estate) are offered too; without a level, the top ones.
 */
export function startingAreas(areas: readonly Area[], startLevel: string): Area[] {
  const root = areas[0]?.id
  if (!areas.some(({ level }) => level === startLevel)) {
    return areas.filter(({ parent }) => parent === root)
  }
  const parents = new Set(areas.map(({ parent }) => parent))
  return areas.filter(
    (area) =>
      area.level === startLevel ||
      (!parents.has(area.id) &&
        !pathTo(areas, area.id).some(({ level }) => level === startLevel)),
  )
}

/** The path people would say: from the estate down; the whole path when it does not pass that level. */
export function knownPath(areas: readonly Area[], id: Id, startLevel: string): Area[] {
  const path = pathTo(areas, id)
  const start = path.findIndex(({ level }) => level === startLevel)
  return start > 0 ? path.slice(start) : path
}

/** Places whose path holds every word: "荔影 3栋", and "荔影花园3栋" as well. */
export function findAreas(areas: readonly Area[], words: string, startLevel: string): Area[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  return areas.slice(1).filter((area) => {
    const said = knownPath(areas, area.id, startLevel)
      .map(({ name }) => name)
      .join('')
      .replace(/\s/g, '')
      .toLowerCase()
    return wanted.every((word) => said.includes(word))
  })
}
