import type { RouteRecordRaw } from 'vue-router'

export const postRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/posts', name: 'posts', component: () => import('./PostsPage.vue'), props: true },
  { path: '/c/:slug/posts/:id', name: 'post', component: () => import('./PostPage.vue'), props: true },
]
