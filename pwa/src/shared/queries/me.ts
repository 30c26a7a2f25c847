import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { Me } from '@/shared/api/types'
import { readMe } from '@/shared/outbox/identity'
import { keys } from './keys'

const REVIEWER_ROLES = new Set(['chief', 'worker', 'community_admin', 'district_admin'])

/** The person signed in: `me` is null for a visitor and while `isKnown` is still false. */
export function useMe() {
  const query = useQuery({ queryKey: keys.me, queryFn: readMe })
  const me = computed(() => query.data.value ?? null)
  return {
    me,
    isKnown: computed(() => query.data.value !== undefined),
    isSignedIn: computed(() => me.value !== null),
    isLoading: query.isLoading,
    /** Asked in vain: no signal, or the server is away. Without a network the query only pauses. */
    isUnreachable: computed(() => query.data.value === undefined && query.failureCount.value > 0),
    error: query.error,
    refetch: query.refetch,
  }
}

/** Whether this person reviews what waits in the community (the workbench tab is theirs). */
export function reviews(me: Me | null, slug: string): boolean {
  return (
    me?.roles.some(
      (held) => REVIEWER_ROLES.has(held.role) && (held.community === null || held.community === slug),
    ) ?? false
  )
}

const HANDING_ROLES = new Set(['merchant', 'worker', 'community_admin', 'district_admin'])

/** Whether this person hands rewards over here: a merchant's staff, or the community's own people. */
export function handsOver(me: Me | null, slug: string): boolean {
  return (
    me?.roles.some(
      (held) => HANDING_ROLES.has(held.role) && (held.community === null || held.community === slug),
    ) ?? false
  )
}

const DESK_ROLES = new Set(['worker', 'community_admin', 'district_admin'])

/** Whether this person stands at the community's own counter and may see what everybody exchanged. */
export function runsTheDesk(me: Me | null, slug: string): boolean {
  return (
    me?.roles.some(
      (held) => DESK_ROLES.has(held.role) && (held.community === null || held.community === slug),
    ) ?? false
  )
}

const WRITER_ROLES = new Set(['chief', 'worker', 'community_admin'])

/** Whether this person may write a wish down for somebody else here (代提). */
export function writesForOthers(me: Me | null, slug: string): boolean {
  return me?.roles.some((held) => WRITER_ROLES.has(held.role) && held.community === slug) ?? false
}
