import type { RouteRecordRaw } from 'vue-router'
import { homeSlug } from '@/shared/session/home'

export const homeRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'communities',
    component: () => import('./CommunitiesPage.vue'),
    // Somebody who has a community lands in it; `?choose=1` shows the others.
    beforeEnter: (to) =>
      homeSlug.value !== '' && to.query['choose'] === undefined ? `/c/${homeSlug.value}` : true,
  },
  { path: '/c/:slug', name: 'home', component: () => import('./HomePage.vue'), props: true },
]
