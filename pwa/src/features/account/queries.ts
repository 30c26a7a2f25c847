import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { DemoMessage, Notice, Page } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

export function useNotices() {
  return useInfiniteQuery({
    queryKey: keys.notices,
    queryFn: ({ pageParam, signal }) =>
      read<Page<Notice>>('/me/notices', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

/** In the demo there is no SMS: the page looks for the code that was "sent" (see GET /demo/messages). */
export function useDemoMessages(phone: MaybeRefOrGetter<string>, isWanted: () => boolean) {
  return useQuery({
    queryKey: computed(() => [...keys.meta, 'messages', toValue(phone)]),
    queryFn: ({ signal }) =>
      read<{ items: DemoMessage[] }>('/demo/messages', { phone: toValue(phone) }, signal),
    enabled: isWanted,
    refetchInterval: 2_000,
    staleTime: 0,
    retry: false,
  })
}
