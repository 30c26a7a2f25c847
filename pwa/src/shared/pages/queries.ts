import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { ContentPage, Figures, Page, PageLine, RewardPage, WishCard } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

type Text = MaybeRefOrGetter<string>

const FIVE_MINUTES = 300_000

/** One page of a community; `home` is its home page. */
export function usePage(slug: Text, path: Text, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => keys.page(toValue(slug), toValue(path))),
    queryFn: ({ signal }) =>
      read<ContentPage>(`/communities/${toValue(slug)}/pages/${asAddress(toValue(path))}`, {}, signal),
    enabled: () => toValue(enabled),
  })
}

/** The first pages of the tree, for a menu. */
export function usePageTree(slug: Text, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => keys.pageTree(toValue(slug))),
    queryFn: ({ signal }) => read<Page<PageLine>>(`/communities/${toValue(slug)}/pages`, { limit: 50 }, signal),
    enabled: () => toValue(enabled),
    staleTime: FIVE_MINUTES,
  })
}

/** What pages count and draw; the server reckons it every five minutes. */
export function useFigures(slug: Text) {
  return useQuery({
    queryKey: computed(() => keys.figures(toValue(slug))),
    queryFn: ({ signal }) => read<Figures>(`/communities/${toValue(slug)}/figures`, {}, signal),
    staleTime: FIVE_MINUTES,
  })
}

/** The newest wishes of a kind, for a block. */
export function useSomeWishes(
  slug: Text,
  wanted: MaybeRefOrGetter<{ state: string; category: string | null; limit: number }>,
) {
  const params = computed(() => {
    const { state, category, limit } = toValue(wanted)
    return { state, limit, ...(category ? { category } : {}) }
  })
  return useQuery({
    queryKey: computed(() => keys.wishBoard(toValue(slug), params.value)),
    queryFn: ({ signal }) => read<Page<WishCard>>(`/communities/${toValue(slug)}/wishes`, params.value, signal),
  })
}

/** The first rewards of a kind, for a block. */
export function useSomeRewards(slug: Text, wanted: MaybeRefOrGetter<{ kind: string | null; limit: number }>) {
  const params = computed(() => {
    const { kind, limit } = toValue(wanted)
    return { limit, ...(kind ? { kind } : {}) }
  })
  return useQuery({
    queryKey: computed(() => [...keys.rewards(toValue(slug)), params.value] as const),
    queryFn: ({ signal }) => read<RewardPage>(`/communities/${toValue(slug)}/rewards`, params.value, signal),
  })
}

/** Names of pages may be Chinese: each part is written as an address, the slashes stay. */
export function asAddress(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
