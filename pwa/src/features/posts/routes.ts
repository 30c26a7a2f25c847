import type { RouteRecordRaw } from 'vue-router'

export const postRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/posts', name: 'posts', component: () => import('./PostsPage.vue') },
  { path: '/c/:slug/posts/:id', name: 'post', component: () => import('./PostsPage.vue') },
]
