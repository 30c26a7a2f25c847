import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { read } from '@/shared/api/client'
import type { Post, PostPage } from '@/shared/api/types'
import { keys } from './keys'

/** All posts of the community in its own order: a set has a handful, never a second page. */
export function usePosts(slug: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.posts(toValue(slug))),
    queryFn: ({ signal }) =>
      read<PostPage>(`/communities/${toValue(slug)}/posts`, { limit: 50 }, signal),
  })
}

export function usePost(slug: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.post(toValue(slug), toValue(id))),
    queryFn: ({ signal }) =>
      read<Post>(`/communities/${toValue(slug)}/posts/${toValue(id)}`, {}, signal),
  })
}
