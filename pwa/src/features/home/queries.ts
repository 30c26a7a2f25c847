import { useQueries, useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Page, Wish, WishCard } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

const LATEST = 3

/** The newest wishes that wait for a helper. */
export function useLatestWishes(slug: MaybeRefOrGetter<string>) {
  return useSomeWishes(slug, 'open')
}

/**
 * The latest wishes that came true, with what was said about them: the thanks stand in the wish's
 * story, which a list does not carry. Three small reads, which also open those pages at once.
 */
export function useRecentThanks(slug: MaybeRefOrGetter<string>) {
  const { data } = useSomeWishes(slug, 'confirmed')
  const wishes = useQueries({
    queries: computed(() =>
      (data.value?.items ?? []).map(({ id }) => ({
        queryKey: keys.wish(toValue(slug), id),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          read<Wish>(`/communities/${toValue(slug)}/wishes/${id}`, {}, signal),
      })),
    ),
  })
  return computed(() =>
    wishes.value.flatMap(({ data: wish }) => {
      const said = wish?.timeline.filter(({ kind }) => kind === 'confirmed').pop()
      return wish && said?.text ? [{ wish, text: said.text, who: said.who, at: said.at }] : []
    }),
  )
}

function useSomeWishes(slug: MaybeRefOrGetter<string>, state: 'open' | 'confirmed') {
  const params = { state, limit: LATEST }
  return useQuery({
    queryKey: computed(() => keys.wishBoard(toValue(slug), params)),
    queryFn: ({ signal }) =>
      read<Page<WishCard>>(`/communities/${toValue(slug)}/wishes`, params, signal),
  })
}
