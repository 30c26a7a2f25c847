import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { type QueryParams, read } from '@/shared/api/client'
import type { AskedCard, AskedCase, CaseCard, CaseDetail, CaseFilterOptions, Page } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

/** Cases page by page; with `own` those of that community alone. */
export function useCases(filter: MaybeRefOrGetter<QueryParams>, own: MaybeRefOrGetter<string>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => keys.caseList({ ...toValue(filter), own: toValue(own) })),
    queryFn: ({ pageParam, signal }) =>
      read<Page<CaseCard>>(
        toValue(own) === '' ? '/cases' : `/communities/${toValue(own)}/cases`,
        { ...toValue(filter), cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<CaseCard>) => page.next,
  })
  return { ...query, cases: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

export function useCaseFilters() {
  return useQuery({
    queryKey: keys.caseFilters,
    queryFn: ({ signal }) => read<CaseFilterOptions>('/cases/filters', {}, signal),
  })
}

export function useCase(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.case(toValue(id))),
    queryFn: ({ signal }) => read<CaseDetail>(`/cases/${toValue(id)}`, {}, signal),
  })
}

/** Shows the case that a write answered with at once. */
export function useCaseAnswer() {
  const client = useQueryClient()
  return (one: CaseDetail): void => {
    client.setQueryData(keys.case(one.id), one)
  }
}

/** The own community's cases, to name one of them where another one is adopted. */
export function useOwnCases(slug: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.caseList({ own: toValue(slug), all: true })),
    queryFn: ({ signal }) => read<Page<CaseCard>>(`/communities/${toValue(slug)}/cases`, { limit: 50 }, signal),
    enabled: () => toValue(slug) !== '',
  })
}

export function useAskedCases(isAllowed: MaybeRefOrGetter<boolean>) {
  const query = useInfiniteQuery({
    queryKey: keys.askedCases,
    queryFn: ({ pageParam, signal }) => read<Page<AskedCard>>('/me/cases', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<AskedCard>) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return { ...query, asked: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

export function useAskedCase(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.askedCase(toValue(id))),
    queryFn: ({ signal }) => read<AskedCase>(`/me/cases/${toValue(id)}`, {}, signal),
  })
}

export function useAskedAnswer() {
  const client = useQueryClient()
  return (one: AskedCase): void => {
    client.setQueryData(keys.askedCase(one.id), one)
  }
}
