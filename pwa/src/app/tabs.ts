import type { Me } from '@/shared/api/types'
import { reviews } from '@/shared/queries/me'
import type { IconName } from '@/shared/ui/icons'

export interface Tab {
  name: 'home' | 'wishes' | 'service' | 'exchange' | 'workbench' | 'me'
  icon: IconName
  to: string
  /** Paths below this one light the tab up. */
  root: string
  /** Other paths that belong to it. */
  also?: string
}

/** The tabs of this person in this community; without a community there is only choosing one. */
export function tabsFor(slug: string, me: Me | null): Tab[] {
  const mine: Tab = { name: 'me', icon: 'me', to: '/me', root: '/me' }
  if (slug === '') return [{ name: 'home', icon: 'home', to: '/', root: '/' }, mine]
  const base = `/c/${slug}`
  const tabs: Tab[] = [
    // Cases are read from everywhere, and found from the home page.
    { name: 'home', icon: 'home', to: base, root: base, also: '/cases' },
    { name: 'wishes', icon: 'wish', to: `${base}/wishes`, root: `${base}/wishes` },
    // Posts are where one serves: they are found from there.
    { name: 'service', icon: 'service', to: `${base}/service`, root: `${base}/service`, also: `${base}/posts` },
    { name: 'exchange', icon: 'exchange', to: `${base}/exchange`, root: `${base}/exchange` },
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

function isBelow(path: string, place: string): boolean {
  return path === place || (place !== '/' && path.startsWith(`${place}/`))
}

/** The tab with the longest root that the path lies below. */
export function litTab(tabs: readonly Tab[], path: string): Tab | undefined {
  return tabs
    .filter(({ root, also }) => [root, also].some((place) => place !== undefined && isBelow(path, place)))
    .sort((a, b) => b.root.length - a.root.length)[0]
}
