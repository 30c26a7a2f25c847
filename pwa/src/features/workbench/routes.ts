import type { RouteRecordRaw } from 'vue-router'

export const workbenchRoutes: RouteRecordRaw[] = [
  {
    path: '/c/:slug/workbench',
    name: 'workbench',
    component: () => import('./WorkbenchPage.vue'),
    props: true,
  },
  {
    path: '/c/:slug/workbench/desk',
    name: 'workbench-desk',
    component: () => import('./DeskPage.vue'),
    props: true,
  },
]
