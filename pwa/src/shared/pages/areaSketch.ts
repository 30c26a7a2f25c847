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

/** The places right below the community, each with its own parts; parents come before children. */
export function sketchOf(areas: readonly Area[]): Place[] {
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
  return places.get(root.id)?.parts ?? []
}

/** What is drawn of a place, and how many more there are. */
export function drawnParts(place: Place): { parts: Place[]; more: number } {
  return { parts: place.parts.slice(0, PARTS_DRAWN), more: Math.max(place.parts.length - PARTS_DRAWN, 0) }
}
