import type { RouteRecordRaw } from 'vue-router'

export const exchangeRoutes: RouteRecordRaw[] = [
  { path: '/c/:slug/exchange', name: 'exchange', component: () => import('./ExchangePage.vue'), props: true },
  { path: '/c/:slug/exchange/rewards/:id', name: 'reward', component: () => import('./RewardPage.vue'), props: true },
  {
    path: '/c/:slug/exchange/redemptions/:id',
    name: 'redemption',
    component: () => import('./RedemptionPage.vue'),
    props: true,
  },
  { path: '/c/:slug/exchange/mine', name: 'redemptions', component: () => import('./MyRedemptionsPage.vue'), props: true },
  { path: '/c/:slug/exchange/points', name: 'points', component: () => import('./PointsPage.vue'), props: true },
  { path: '/c/:slug/exchange/hand-over', name: 'hand-over', component: () => import('./HandOverPage.vue'), props: true },
  { path: '/c/:slug/exchange/shop', name: 'shop', component: () => import('./ShopPage.vue'), props: true },
]
