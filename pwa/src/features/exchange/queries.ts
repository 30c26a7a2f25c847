import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import { isProblem } from '@/shared/api/problem'
import type {
  HandOverPage,
  Merchant,
  Page,
  Points,
  Redemption,
  Reward,
  RewardPage,
  Settlement,
  Transfer,
} from '@/shared/api/types'
import { keepCode, keptCode, keptCodes } from '@/shared/kept/keptStore'
import { keys } from '@/shared/queries/keys'

type Text = MaybeRefOrGetter<string>
type Flag = MaybeRefOrGetter<boolean>

/** What points can be exchanged for: a community has a few dozen at most. */
export function useRewards(slug: Text) {
  return useQuery({
    queryKey: computed(() => keys.rewards(toValue(slug))),
    queryFn: ({ signal }) => read<RewardPage>(`/communities/${toValue(slug)}/rewards`, { limit: 50 }, signal),
  })
}

export function useReward(slug: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.reward(toValue(slug), toValue(id))),
    queryFn: ({ signal }) => read<Reward>(`/communities/${toValue(slug)}/rewards/${toValue(id)}`, {}, signal),
  })
}

/** My redemptions; what can be fetched is kept on the phone, and comes from there without a signal. */
export function useRedemptions(owner: Text) {
  const query = useInfiniteQuery({
    queryKey: keys.redemptions,
    queryFn: async ({ pageParam, signal }) => {
      const page = await read<Page<Redemption>>('/me/redemptions', { cursor: pageParam }, signal)
      await Promise.all(page.items.map((one) => keepCode(toValue(owner), one)))
      return page
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Redemption>) => page.next,
    enabled: () => toValue(owner) !== '',
    networkMode: 'always',
  })
  const kept = useQuery({
    queryKey: computed(() => [...keys.redemptions, 'kept', toValue(owner)]),
    queryFn: () => keptCodes(toValue(owner)),
    enabled: () => toValue(owner) !== '' && query.failureCount.value > 0,
    networkMode: 'always',
  })
  return {
    ...query,
    redemptions: computed(
      () => query.data.value?.pages.flatMap(({ items }) => items) ?? (kept.data.value?.length ? kept.data.value : undefined),
    ),
  }
}

/** `isKept`: it was not asked for just now but is what this phone kept. */
export type ShownRedemption = Redemption & { isKept?: boolean }

const LOOK_AGAIN_MS = 6_000

/**
 * One redemption with its code: asked for anew where there is a network, else as it was kept. While
 * the code is held out at a counter it is asked about again and again, so that it turns into "handed over".
 */
export function useRedemption(slug: Text, id: Text, owner: Text) {
  return useQuery({
    queryKey: computed(() => keys.redemption(toValue(slug), toValue(id))),
    queryFn: async ({ signal }): Promise<ShownRedemption> => {
      const mine = toValue(owner)
      try {
        const redemption = await read<Redemption>(
          `/communities/${toValue(slug)}/redemptions/${toValue(id)}`,
          {},
          signal,
        )
        await keepCode(mine, redemption)
        return redemption
      } catch (error) {
        const kept = isProblem(error) && error.isPassing ? await keptCode(mine, toValue(id)) : null
        if (kept) return { ...kept, isKept: true }
        throw error
      }
    },
    enabled: () => toValue(owner) !== '',
    refetchInterval: ({ state }) => (state.data?.state === 'reserved' ? LOOK_AGAIN_MS : false),
    networkMode: 'always',
  })
}

/** What a write answered is on the phone before the next page asks for it: the signal may be gone by then. */
export function useRemembering(slug: Text, owner: Text) {
  const client = useQueryClient()
  return async (redemption: Redemption): Promise<void> => {
    client.setQueryData(keys.redemption(toValue(slug), redemption.id), redemption)
    await keepCode(toValue(owner), redemption)
  }
}

export function usePoints(isAllowed: Flag) {
  return useQuery({
    queryKey: keys.points,
    queryFn: ({ signal }) => read<Points>('/me/points', {}, signal),
    enabled: () => toValue(isAllowed),
    networkMode: 'always',
  })
}

export function useTransfers(isAllowed: Flag) {
  const query = useInfiniteQuery({
    queryKey: keys.transfers,
    queryFn: ({ pageParam, signal }) => read<Page<Transfer>>('/me/transfers', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Transfer>) => page.next,
    enabled: () => toValue(isAllowed),
  })
  return { ...query, transfers: computed(() => query.data.value?.pages.flatMap(({ items }) => items)) }
}

export function useMerchants(slug: Text) {
  return useQuery({
    queryKey: computed(() => keys.merchants(toValue(slug))),
    queryFn: ({ signal }) => read<Page<Merchant>>(`/communities/${toValue(slug)}/merchants`, { limit: 50 }, signal),
  })
}

/** A shop's month, newest first. */
export function useHandOvers(slug: Text, merchant: Text, month: Text) {
  const query = useInfiniteQuery({
    queryKey: computed(() => [...keys.handOvers(toValue(slug), toValue(merchant)), toValue(month)]),
    queryFn: ({ pageParam, signal }) =>
      read<HandOverPage>(
        `/communities/${toValue(slug)}/hand-overs`,
        { merchant: toValue(merchant), month: toValue(month), cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: HandOverPage) => page.next,
    enabled: () => toValue(merchant) !== '',
  })
  return {
    ...query,
    month: computed(() => query.data.value?.pages[0]),
    rows: computed(() => query.data.value?.pages.flatMap(({ items }) => items)),
  }
}

export function useSettlements(slug: Text, isAllowed: Flag) {
  return useQuery({
    queryKey: computed(() => keys.settlements(toValue(slug))),
    queryFn: ({ signal }) =>
      read<Page<Settlement>>(`/communities/${toValue(slug)}/settlements`, { limit: 24 }, signal),
    enabled: () => toValue(isAllowed),
  })
}
