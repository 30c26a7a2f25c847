import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { QueryParams } from '@/shared/api/client'
import type { Area, Id, Membership, WishState } from '@/shared/api/types'
import { pathTo } from '@/shared/queries/community'

export const segments = ['open', 'ongoing', 'done', 'all'] as const
export type Segment = (typeof segments)[number]
export type Mine = 'posted' | 'claimed'

/** What the board shows; it lives in the address, so that it can be shared and survives going back. */
export interface BoardFilter {
  segment: Segment
  category: Id
  /** The estate to sort from; '' is newest first. */
  near: Id
  words: string
  mine: Mine | ''
}

const STATES: Readonly<Record<Segment, readonly WishState[]>> = {
  open: ['open'],
  ongoing: ['claimed', 'fulfilled'],
  done: ['confirmed'],
  all: ['open', 'claimed', 'fulfilled', 'confirmed', 'expired'],
}

export function filterFromQuery(query: LocationQuery): BoardFilter {
  const mine = one(query['mine'])
  const segment = one(query['state'])
  const isMine = mine === 'posted' || mine === 'claimed'
  return {
    segment: isSegment(segment) ? segment : usualSegment(isMine),
    category: one(query['category']),
    near: one(query['near']),
    words: one(query['q']),
    mine: isMine ? mine : '',
  }
}

/** Only what differs from the usual view: the plain board has a plain address. */
export function queryFromFilter(filter: BoardFilter): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filter.segment !== usualSegment(filter.mine !== '')) query['state'] = filter.segment
  if (filter.category) query['category'] = filter.category
  if (filter.near) query['near'] = filter.near
  if (filter.words) query['q'] = filter.words
  if (filter.mine) query['mine'] = filter.mine
  return query
}

export function paramsFromFilter(filter: BoardFilter): QueryParams {
  return {
    // Of one's own wishes "all" is more than what everybody may see: without a word it means every state.
    state: filter.mine && filter.segment === 'all' ? [] : STATES[filter.segment],
    category: filter.category,
    mine: filter.mine,
    q: filter.words,
    ...(filter.near ? { sort: 'near', from: filter.near } : {}),
  }
}

/** Looking for help is what the board is for; of one's own things one wants to see all. */
function usualSegment(isMine: boolean): Segment {
  return isMine ? 'all' : 'open'
}

function isSegment(text: string): text is Segment {
  return (segments as readonly string[]).includes(text)
}

function one(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** The places that may be named in public, e.g. the estates. */
export function estatesOf(areas: readonly Area[], publicLevel: string): Area[] {
  return areas.filter(({ level }) => level === publicLevel)
}

/** The estate of whoever lives here; '' when that is not known. */
export function estateOfResident(
  memberships: readonly Membership[],
  slug: string,
  areas: readonly Area[],
  publicLevel: string,
): Id {
  const home = memberships.find(
    ({ role, state, community }) =>
      role === 'resident' && state === 'active' && community?.slug === slug,
  )
  if (!home) return ''
  return pathTo(areas, home.area.id).find(({ level }) => level === publicLevel)?.id ?? ''
}
