import type { Area, Id } from '@/shared/api/types'

/** A place with what lies in it, down to the ladder's lowest rung. */
export interface Place {
  id: Id
  name: string
  /** Everything below, however deep. */
  inside: number
  parts: Place[]
}

const PARTS_DRAWN = 24

/**
 * The places right below the community with what people know of them: the estates in a zone (`knownLevel`), not the
 * grids between. Where a place has none, its own parts. Parents come before children.
 */
export function sketchOf(areas: readonly Area[], knownLevel: string): Place[] {
  const root = areas[0]
  if (!root) return []
  const places = new Map<Id, Place>()
  for (const area of areas) places.set(area.id, { id: area.id, name: area.name, inside: 0, parts: [] })
  for (const area of [...areas].reverse()) {
    const place = places.get(area.id)
    const above = area.parent ? places.get(area.parent) : undefined
    if (!place || !above) continue
    above.parts.unshift(place)
    above.inside += place.inside + 1
  }
  const levels = new Map(areas.map(({ id, level }) => [id, level]))
  const known = (place: Place): Place[] =>
    place.parts.flatMap((part) => (levels.get(part.id) === knownLevel ? [part] : known(part)))
  return (places.get(root.id)?.parts ?? []).map((place) => {
    const estates = known(place)
    return estates.length > 0 ? { ...place, parts: estates } : place
  })
}

/** What is drawn of a place, and how many more there are. */
export function drawnParts(place: Place): { parts: Place[]; more: number } {
  return { parts: place.parts.slice(0, PARTS_DRAWN), more: Math.max(place.parts.length - PARTS_DRAWN, 0) }
}
