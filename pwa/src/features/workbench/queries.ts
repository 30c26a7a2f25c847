import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Id, Queue } from '@/shared/api/types'
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
