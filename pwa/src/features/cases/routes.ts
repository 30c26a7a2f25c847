import type { RouteRecordRaw } from 'vue-router'

export const caseRoutes: RouteRecordRaw[] = [
  { path: '/cases', name: 'cases', component: () => import('./CasesPage.vue') },
  { path: '/cases/:id', name: 'case', component: () => import('./CasePage.vue'), props: true },
  { path: '/me/cases', name: 'asked-cases', component: () => import('./AskedCasesPage.vue') },
  { path: '/me/cases/:id', name: 'asked-case', component: () => import('./AskedCasePage.vue'), props: true },
]
