import type { RouteRecordRaw } from 'vue-router'

export const ballotRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/ballots', name: 'ballots', component: () => import('./BallotsPage.vue'), props: true },
  { path: '/c/:slug/ballots/:id', name: 'ballot', component: () => import('./BallotPage.vue'), props: true },
  { path: '/c/:slug/ballots/:id/nominate', name: 'nominate', component: () => import('./NominatePage.vue'), props: true },
  {
    path: '/c/:slug/ballots/:ballot/candidates/:id',
    name: 'candidate',
    component: () => import('./CandidatePage.vue'),
    props: true,
  },
]
