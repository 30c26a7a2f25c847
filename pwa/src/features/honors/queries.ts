import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Display, Edition, MyAward, Page, RollCard } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

type Text = MaybeRefOrGetter<string>
type Flag = MaybeRefOrGetter<boolean>

/** The rolls of a community: a handful, at most fifty. */
export function useRolls(slug: Text) {
  return useQuery({
    queryKey: computed(() => keys.honors(toValue(slug))),
    queryFn: ({ signal }) => read<Page<RollCard>>(`/communities/${toValue(slug)}/honors`, { limit: 50 }, signal),
  })
}

/** One edition by the first day of its period; not asked for where that is empty. */
export function useEdition(slug: Text, id: Text, period: Text) {
  return useQuery({
    queryKey: computed(() => keys.edition(toValue(slug), toValue(id), toValue(period))),
    queryFn: ({ signal }) =>
      read<Edition>(`/communities/${toValue(slug)}/honors/${toValue(id)}/editions/${toValue(period)}`, {}, signal),
    enabled: () => toValue(period) !== '',
  })
}

export function useMyHonors(isAllowed: Flag) {
  const query = useInfiniteQuery({
    queryKey: keys.myHonors,
    queryFn: ({ pageParam, signal }) => read<Page<MyAward>>('/me/honors', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<MyAward>) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return { ...query, awards: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

/** How I am shown when I am honoured. */
export function useDisplay(isAllowed: Flag) {
  return useQuery({
    queryKey: keys.display,
    queryFn: ({ signal }) => read<Display>('/me/display', {}, signal),
    enabled: () => toValue(isAllowed),
  })
}
