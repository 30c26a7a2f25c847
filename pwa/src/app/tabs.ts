import type { Me } from '@/shared/api/types'
import { reviews } from '@/shared/queries/me'
import type { IconName } from '@/shared/ui/icons'

export interface Tab {
  name: 'home' | 'wishes' | 'posts' | 'workbench' | 'me'
  icon: IconName
  to: string
  /** Paths below this one light the tab up. */
  root: string
}

/** The tabs of this person in this community; without a community there is only choosing one. */
export function tabsFor(slug: string, me: Me | null): Tab[] {
  const mine: Tab = { name: 'me', icon: 'me', to: '/me', root: '/me' }
  if (slug === '') return [{ name: 'home', icon: 'home', to: '/', root: '/' }, mine]
  const base = `/c/${slug}`
  const tabs: Tab[] = [
    { name: 'home', icon: 'home', to: base, root: base },
    { name: 'wishes', icon: 'wish', to: `${base}/wishes`, root: `${base}/wishes` },
    { name: 'posts', icon: 'post', to: `${base}/posts`, root: `${base}/posts` },
  ]
  if (reviews(me, slug)) {
    tabs.push({
      name: 'workbench',
      icon: 'workbench',
      to: `${base}/workbench`,
      root: `${base}/workbench`,
    })
  }
  return [...tabs, mine]
}

/** The tab with the longest root that the path lies below. */
export function litTab(tabs: readonly Tab[], path: string): Tab | undefined {
  return tabs
    .filter(({ root }) => path === root || (root !== '/' && path.startsWith(`${root}/`)))
    .sort((a, b) => b.root.length - a.root.length)[0]
}
