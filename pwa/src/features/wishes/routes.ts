import type { RouteRecordRaw } from 'vue-router'

export const wishRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/wishes', name: 'wishes', component: () => import('./board/BoardPage.vue'), props: true },
  {
    path: '/c/:slug/wishes/new',
    name: 'wish-new',
    component: () => import('./new/NewWishPage.vue'),
    props: true,
  },
  { path: '/c/:slug/wishes/:id', name: 'wish', component: () => import('./wish/WishPage.vue'), props: true },
]
