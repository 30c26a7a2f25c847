import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { QueryParams } from '@/shared/api/client'

/** What the list of cases is narrowed by; it stands in the address, so that a shared link shows the same. */
export interface CaseFilter {
  words: string
  category: string
  kind: string
  ours: boolean
}

function text(value: LocationQuery[string] | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function filterFromQuery(query: LocationQuery): CaseFilter {
  return {
    words: text(query['q']),
    category: text(query['category']),
    kind: text(query['kind']),
    ours: query['ours'] === '1',
  }
}

export function queryFromFilter({ words, category, kind, ours }: CaseFilter): LocationQueryRaw {
  return {
    ...(words ? { q: words } : {}),
    ...(category ? { category } : {}),
    ...(kind ? { kind } : {}),
    ...(ours ? { ours: '1' } : {}),
  }
}

export function paramsFromFilter({ words, category, kind }: CaseFilter): QueryParams {
  return { q: words || null, category: category || null, area_kind: kind || null }
}

export function isNarrowed({ words, category, kind, ours }: CaseFilter): boolean {
  return words !== '' || category !== '' || kind !== '' || ours
}
