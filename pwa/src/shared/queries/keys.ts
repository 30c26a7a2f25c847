import type { QueryParams } from '@/shared/api/client'

/**
 * Every server state of the app has its key here, outermost word first, so that a write can say
 * "everything about this community's wishes" with a prefix.
 */
export const keys = {
  meta: ['meta'] as const,
  me: ['me'] as const,
  notices: ['me', 'notices'] as const,
  communities: ['communities'] as const,
  community: (slug: string) => ['community', slug] as const,
  wishes: (slug: string) => ['community', slug, 'wishes'] as const,
  wishBoard: (slug: string, filter: QueryParams) =>
    ['community', slug, 'wishes', 'board', filter] as const,
  wish: (slug: string, id: string) => ['community', slug, 'wishes', id] as const,
  posts: (slug: string) => ['community', slug, 'posts'] as const,
  post: (slug: string, id: string) => ['community', slug, 'posts', id] as const,
  queue: (slug: string) => ['community', slug, 'queue'] as const,
}
