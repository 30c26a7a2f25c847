import type { RouteRecordRaw } from 'vue-router'

export const pageRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/pages', name: 'pages', component: () => import('./PagesPage.vue'), props: true },
  {
    path: '/c/:slug/pages/:path(.*)+',
    name: 'page',
    component: () => import('./PagePage.vue'),
    props: ({ params }) => ({ slug: params['slug'], path: [params['path']].flat().join('/') }),
  },
  {
    path: '/c/:slug/page-preview',
    name: 'page-preview',
    component: () => import('./PreviewPage.vue'),
    props: ({ params, query }) => ({ slug: params['slug'], token: String(query['token'] ?? '') }),
  },
]
