import { type RouteRecordRaw, createRouter, createWebHistory } from 'vue-router'
import { accountRoutes } from '@/features/account/routes'
import { caseRoutes } from '@/features/cases/routes'
import { homeRoutes } from '@/features/home/routes'
import { exchangeRoutes } from '@/features/exchange/routes'
import { ballotRoutes } from '@/features/ballots/routes'
import { honorRoutes } from '@/features/honors/routes'
import { pageRoutes } from '@/features/pages/routes'
import { postRoutes } from '@/features/posts/routes'
import { serviceRoutes } from '@/features/service/routes'
import { wishRoutes } from '@/features/wishes/routes'
import { workbenchRoutes } from '@/features/workbench/routes'
import { rememberCommunity } from '@/shared/session/home'
import { recoverLostChunks } from './lostChunks'

const routes: RouteRecordRaw[] = [
  ...homeRoutes,
  ...wishRoutes,
  ...serviceRoutes,
  ...postRoutes,
  ...pageRoutes,
  ...caseRoutes,
  ...exchangeRoutes,
  ...honorRoutes,
  ...ballotRoutes,
  ...workbenchRoutes,
  ...accountRoutes,
  { path: '/:missing(.*)*', name: 'missing', component: () => import('./MissingPage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

recoverLostChunks(router)

router.afterEach((to, from) => {
  const { slug } = to.params
  if (typeof slug === 'string') rememberCommunity(slug)
  // A screen reader starts reading the new page, not where the tapped link was.
  const isOtherPage = from.matched.length > 0 && to.path !== from.path
  if (isOtherPage) document.getElementById('main')?.focus({ preventScroll: true })
})
