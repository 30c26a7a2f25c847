import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type {
  Activity,
  ActivityCodes,
  Attendee,
  Certificate,
  MyHours,
  Page,
  ServiceRecord,
} from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

type Text = MaybeRefOrGetter<string>
const HALF_A_MINUTE = 30_000
const TEN_MINUTES = 600_000

/** Activities to come, the soonest first; or those that are over. */
export function useActivities(slug: Text, when: MaybeRefOrGetter<'coming' | 'past'>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => keys.activityList(toValue(slug), { when: toValue(when) })),
    queryFn: ({ pageParam, signal }) =>
      read<Page<Activity>>(
        `/communities/${toValue(slug)}/activities`,
        { when: toValue(when), cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Activity>) => page.next,
  })
  return { ...query, activities: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

export function useActivity(slug: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.activity(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<Activity>(`/communities/${toValue(slug)}/activities/${toValue(id)}`, {}, signal),
  })
}

/** Who comes and who is there; asked again while it is on screen. */
export function useAttendees(slug: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.activityPeople(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<{ items: Attendee[] }>(`/communities/${toValue(slug)}/activities/${toValue(id)}/people`, {}, signal),
    enabled: () => toValue(id) !== '',
    refetchInterval: HALF_A_MINUTE,
  })
}

/** An hour of codes at a time, so that a lost signal does not stop the queue at the door. */
export function useCodes(slug: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.activityCodes(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<ActivityCodes>(`/communities/${toValue(slug)}/activities/${toValue(id)}/codes`, {}, signal),
    refetchInterval: TEN_MINUTES,
    gcTime: 0,
  })
}

/** My records page by page; the first page carries what they come to. */
export function useMyHours(isAllowed: MaybeRefOrGetter<boolean>) {
  const query = useInfiniteQuery({
    queryKey: keys.hours,
    queryFn: ({ pageParam, signal }) => read<MyHours>('/me/hours', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: MyHours) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return {
    ...query,
    summary: computed(() => query.data.value?.pages[0]),
    records: computed(() => query.data.value?.pages.flatMap(({ items }) => items)),
  }
}

export function useRecord(slug: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.record(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<ServiceRecord>(`/communities/${toValue(slug)}/hours/${toValue(id)}`, {}, signal),
  })
}

export function useCertificates(isAllowed: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: keys.certificates,
    queryFn: ({ signal }) => read<Page<Certificate>>('/me/certificates', { limit: 50 }, signal),
    enabled: () => toValue(isAllowed),
  })
}

/** Shows what a write answered with at once. */
export function useActivityAnswer(slug: () => string) {
  const client = useQueryClient()
  return (activity: Activity): void => {
    client.setQueryData(keys.activity(slug(), activity.id), activity)
  }
}
