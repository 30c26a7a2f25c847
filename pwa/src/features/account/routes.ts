import type { RouteRecordRaw } from 'vue-router'

export const accountRoutes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue') },
  { path: '/consent', name: 'consent', component: () => import('./ConsentPage.vue') },
  { path: '/me', name: 'me', component: () => import('./MePage.vue') },
  { path: '/me/notices', name: 'notices', component: () => import('./NoticesPage.vue') },
  { path: '/me/profile', name: 'profile', component: () => import('./ProfilePage.vue') },
  {
    path: '/me/join',
    name: 'join',
    component: () => import('./MembershipPage.vue'),
    props: { role: 'resident' },
  },
  {
    path: '/me/volunteer',
    name: 'volunteer',
    component: () => import('./MembershipPage.vue'),
    props: { role: 'volunteer' },
  },
  { path: '/me/registration', name: 'registration', component: () => import('./RegistrationPage.vue') },
]
