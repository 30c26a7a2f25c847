import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Roll } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

/** One roll with what came out last. Asked for anew when it is shown: a name that was taken back is gone. */
export function useRoll(slug: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.roll(toValue(slug), toValue(id))),
    queryFn: ({ signal }) => read<Roll>(`/communities/${toValue(slug)}/honors/${toValue(id)}`, {}, signal),
    enabled: () => toValue(id) !== '',
  })
}
