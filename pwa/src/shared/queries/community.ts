import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Area, Community, CommunityCard, Meta, Page } from '@/shared/api/types'
import { keys } from './keys'

const TEN_MINUTES = 600_000

export function useCommunities() {
  return useQuery({
    queryKey: keys.communities,
    queryFn: ({ signal }) => read<Page<CommunityCard>>('/communities', { limit: 50 }, signal),
    staleTime: TEN_MINUTES,
  })
}

/** A community with its areas, categories and settings; nearly every page needs it. */
export function useCommunity(slug: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.community(toValue(slug))),
    queryFn: ({ signal }) => read<Community>(`/communities/${toValue(slug)}`, {}, signal),
    enabled: () => toValue(slug) !== '',
  })
}

export function useMeta() {
  return useQuery({
    queryKey: keys.meta,
    queryFn: ({ signal }) => read<Meta>('/meta', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The areas from just below the community down to `id`, e.g. estate, building. */
export function pathTo(areas: readonly Area[], id: string): Area[] {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const path: Area[] = []
  for (let area = byId.get(id); area; area = area.parent ? byId.get(area.parent) : undefined) {
    path.unshift(area)
  }
  return path.slice(1)
}
