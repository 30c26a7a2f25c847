import type { RouteRecordRaw } from 'vue-router'

export const wishRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/wishes', name: 'wishes', component: () => import('./BoardPage.vue') },
  { path: '/c/:slug/wishes/new', name: 'wish-new', component: () => import('./BoardPage.vue') },
  { path: '/c/:slug/wishes/:id', name: 'wish', component: () => import('./BoardPage.vue') },
]
