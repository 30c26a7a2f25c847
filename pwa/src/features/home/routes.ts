import type { RouteRecordRaw } from 'vue-router'

export const homeRoutes: RouteRecordRaw[] = [
  { path: '/', name: 'communities', component: () => import('./HomePage.vue') },
  { path: '/c/:slug', name: 'home', component: () => import('./HomePage.vue') },
]
