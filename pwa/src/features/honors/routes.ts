import type { RouteRecordRaw } from 'vue-router'

export const honorRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/honors', name: 'honors', component: () => import('./HonorsPage.vue'), props: true },
  { path: '/c/:slug/honors/:id', name: 'honor', component: () => import('./HonorPage.vue'), props: true },
  { path: '/me/honors', name: 'my-honors', component: () => import('./MyHonorsPage.vue') },
]
