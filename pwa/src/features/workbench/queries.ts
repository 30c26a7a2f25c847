import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { HandOverPage, Id, Page, Queue, Redemption, RedemptionState } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

const PAGE = 50
const MINUTE = 60_000

/** What waits for this reviewer, oldest first; asked again now and then while it is on screen. */
export function useQueue(slug: MaybeRefOrGetter<string>, isAllowed: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => keys.queue(toValue(slug))),
    queryFn: ({ signal }) =>
      read<Queue>(`/communities/${toValue(slug)}/queue`, { limit: PAGE }, signal),
    enabled: () => toValue(isAllowed),
    refetchInterval: MINUTE,
  })
}

/** Takes what was just decided out of the queue at once, so that the next one opens. */
export function useTakeOut(slug: () => string) {
  const client = useQueryClient()
  return (id: Id): void => {
    client.setQueryData<Queue>(keys.queue(slug()), (queue) => queue && without(queue, id))
  }
}

export function without(queue: Queue, id: Id): Queue {
  const gone = queue.items.find((item) => item.id === id)
  if (!gone) return queue
  return {
    ...queue,
    items: queue.items.filter((item) => item !== gone),
    counts: { ...queue.counts, [gone.kind]: Math.max(0, queue.counts[gone.kind] - 1) },
  }
}

export interface ExchangeFilter {
  state?: RedemptionState
  /** Those fetched at the community's own desk. */
  desk?: boolean
}

/** What people have exchanged here, newest first. */
export function useExchanges(
  slug: MaybeRefOrGetter<string>,
  filter: MaybeRefOrGetter<ExchangeFilter>,
  isAllowed: MaybeRefOrGetter<boolean>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => keys.exchanges(toValue(slug), { ...toValue(filter) })),
    queryFn: ({ pageParam, signal }) =>
      read<Page<Redemption>>(
        `/communities/${toValue(slug)}/redemptions`,
        { ...toValue(filter), cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Redemption>) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

/** What was handed over at the desk in a month, like 2026-11. */
export function useDeskHandOvers(
  slug: MaybeRefOrGetter<string>,
  month: MaybeRefOrGetter<string>,
  isAllowed: MaybeRefOrGetter<boolean>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => [...keys.handOvers(toValue(slug), 'desk'), toValue(month)]),
    queryFn: ({ pageParam, signal }) =>
      read<HandOverPage>(
        `/communities/${toValue(slug)}/hand-overs`,
        { merchant: 'desk', month: toValue(month), cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: HandOverPage) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return {
    ...query,
    month: computed(() => query.data.value?.pages[0]),
    rows: computed(() => query.data.value?.pages.flatMap(({ items }) => items)),
  }
}
