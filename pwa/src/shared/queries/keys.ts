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
  activities: (slug: string) => ['community', slug, 'activities'] as const,
  activityList: (slug: string, filter: QueryParams) =>
    ['community', slug, 'activities', 'list', filter] as const,
  activity: (slug: string, id: string) => ['community', slug, 'activities', id] as const,
  activityPeople: (slug: string, id: string) => ['community', slug, 'activities', id, 'people'] as const,
  activityCodes: (slug: string, id: string) => ['community', slug, 'activities', id, 'codes'] as const,
  hours: ['me', 'hours'] as const,
  record: (slug: string, id: string) => ['me', 'hours', slug, id] as const,
  scanKey: ['me', 'scan-key'] as const,
  certificates: ['me', 'certificates'] as const,
  points: ['me', 'points'] as const,
  transfers: ['me', 'transfers'] as const,
  rewards: (slug: string) => ['community', slug, 'rewards'] as const,
  reward: (slug: string, id: string) => ['community', slug, 'rewards', id] as const,
  redemptions: ['me', 'redemptions'] as const,
  redemption: (slug: string, id: string) => ['me', 'redemptions', slug, id] as const,
  merchants: (slug: string) => ['community', slug, 'merchants'] as const,
  allHandOvers: (slug: string) => ['community', slug, 'hand-overs'] as const,
  handOvers: (slug: string, merchant: string) => ['community', slug, 'hand-overs', merchant] as const,
  settlements: (slug: string) => ['community', slug, 'settlements'] as const,
  pages: (slug: string) => ['community', slug, 'pages'] as const,
  page: (slug: string, path: string) => ['community', slug, 'pages', 'page', path] as const,
  pageTree: (slug: string) => ['community', slug, 'pages', 'tree'] as const,
  figures: (slug: string) => ['community', slug, 'figures'] as const,
  cases: ['cases'] as const,
  caseList: (filter: QueryParams) => ['cases', 'list', filter] as const,
  caseFilters: ['cases', 'filters'] as const,
  case: (id: string) => ['cases', 'one', id] as const,
  askedCases: ['me', 'cases'] as const,
  askedCase: (id: string) => ['me', 'cases', id] as const,
  queue: (slug: string) => ['community', slug, 'queue'] as const,
}
