import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { type QueryParams, read } from '@/shared/api/client'
import type { Page, Wish, WishCard } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

/** The board page by page; `params` are the API's own (see boardFilter). One's own wishes need a session. */
export function useBoard(
  slug: MaybeRefOrGetter<string>,
  params: MaybeRefOrGetter<QueryParams>,
  isAllowed: MaybeRefOrGetter<boolean>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => keys.wishBoard(toValue(slug), toValue(params))),
    queryFn: ({ pageParam, signal }) =>
      read<Page<WishCard>>(
        `/communities/${toValue(slug)}/wishes`,
        { ...toValue(params), cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<WishCard>) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return { ...query, wishes: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

/** One wish in full. An empty id asks nothing. */
export function useWish(slug: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.wish(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<Wish>(`/communities/${toValue(slug)}/wishes/${toValue(id)}`, {}, signal),
    enabled: () => toValue(id) !== '',
  })
}

/** Shows the wish that a write answered with at once, before anything is asked again. */
export function useWishAnswer() {
  const client = useQueryClient()
  return (wish: Wish): void => {
    client.setQueryData(keys.wish(wish.community, wish.id), wish)
  }
}
