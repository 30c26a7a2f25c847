import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Post } from '@/shared/api/types'
import { keys } from '@/shared/queries/keys'

export function usePost(slug: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.post(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<Post>(`/communities/${toValue(slug)}/posts/${toValue(id)}`, {}, signal),
  })
}
