import type { RouteRecordRaw } from 'vue-router'

export const serviceRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/service', name: 'service', component: () => import('./start/ServicePage.vue'), props: true },
  {
    path: '/c/:slug/service/check',
    name: 'check',
    component: () => import('./check/CheckPage.vue'),
    props: (route) => ({
      slug: route.params.slug,
      way: route.query.way === 'out' ? 'out' : 'in',
      activity: route.query.activity ?? '',
    }),
  },
  {
    path: '/c/:slug/service/activities/new',
    name: 'new-activity',
    component: () => import('./activities/NewActivityPage.vue'),
    props: true,
  },
  {
    path: '/c/:slug/service/activities/:id',
    name: 'activity',
    component: () => import('./activities/ActivityPage.vue'),
    props: true,
  },
  {
    path: '/c/:slug/service/activities/:id/run',
    name: 'run-activity',
    component: () => import('./activities/RunPage.vue'),
    props: true,
  },
  { path: '/c/:slug/service/hours', name: 'hours', component: () => import('./hours/HoursPage.vue'), props: true },
  {
    path: '/c/:slug/service/records/:id',
    name: 'record',
    component: () => import('./hours/RecordPage.vue'),
    props: true,
  },
  {
    path: '/c/:slug/service/enter',
    name: 'back-entry',
    component: () => import('./hours/BackEntryPage.vue'),
    props: (route) => ({ slug: route.params.slug, whose: route.query.for === 'other' ? 'other' : 'mine' }),
  },
  {
    path: '/c/:slug/service/certificates',
    name: 'certificates',
    component: () => import('./hours/CertificatesPage.vue'),
    props: true,
  },
]
