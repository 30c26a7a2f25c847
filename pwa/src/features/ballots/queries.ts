import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Ballot, BallotCard, BallotResult, Candidate, MyVote, Page } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

type Text = MaybeRefOrGetter<string>
type Flag = MaybeRefOrGetter<boolean>

/** A community has a ballot a month at most: the last fifty are four years. */
export function useBallots(slug: Text) {
  return useQuery({
    queryKey: computed(() => keys.ballots(toValue(slug))),
    queryFn: ({ signal }) => read<Page<BallotCard>>(`/communities/${toValue(slug)}/ballots`, { limit: 50 }, signal),
  })
}

export function useBallot(slug: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.ballot(toValue(slug), toValue(id))),
    queryFn: ({ signal }) => read<Ballot>(`/communities/${toValue(slug)}/ballots/${toValue(id)}`, {}, signal),
  })
}

export function useCandidate(slug: Text, ballot: Text, id: Text) {
  return useQuery({
    queryKey: computed(() => keys.candidate(toValue(slug), toValue(ballot), toValue(id))),
    queryFn: ({ signal }) =>
      read<Candidate>(
        `/communities/${toValue(slug)}/ballots/${toValue(ballot)}/candidates/${toValue(id)}`,
        {},
        signal,
      ),
  })
}

/** One's own vote. It lives in memory only, and for as long as somebody looks at it. */
export function useMyVote(slug: Text, ballot: Text, isWanted: Flag) {
  return useQuery({
    queryKey: computed(() => keys.myVote(toValue(slug), toValue(ballot))),
    queryFn: ({ signal }) => read<MyVote>(`/communities/${toValue(slug)}/ballots/${toValue(ballot)}/vote`, {}, signal),
    enabled: () => toValue(isWanted),
    gcTime: 0,
  })
}

export function useResult(slug: Text, ballot: Text, isWanted: Flag) {
  return useQuery({
    queryKey: computed(() => keys.ballotResult(toValue(slug), toValue(ballot))),
    queryFn: ({ signal }) =>
      read<BallotResult>(`/communities/${toValue(slug)}/ballots/${toValue(ballot)}/result`, {}, signal),
    enabled: () => toValue(isWanted),
  })
}
