import type { PageLink } from '@/shared/api/types'
import { asAddress } from './queries'

const ROOMS: Readonly<Record<string, string>> = {
  wishes: '/wishes',
  new_wish: '/wishes/new',
  posts: '/posts',
  service: '/service',
  exchange: '/exchange',
  me: '',
}

/** Where a page stands in the app. */
export function placeOfPage(slug: string, path: string): string {
  return path === 'home' ? `/c/${slug}` : `/c/${slug}/pages/${asAddress(path)}`
}

/** `to`: inside of the app; `href`: out of it, or to the phone's dialler. */
export type Destination = { to: string } | { href: string }

export function destinationOf(link: PageLink, slug: string): Destination {
  switch (link.kind) {
    case 'page':
      return { to: placeOfPage(slug, link.target) }
    case 'room':
      return { to: link.target === 'me' ? '/me' : `/c/${slug}${ROOMS[link.target] ?? ''}` }
    case 'phone':
      return { href: `tel:${dialled(link.target)}` }
    case 'url':
      return isWebAddress(link.target) ? { href: link.target } : { to: `/c/${slug}` }
  }
}

/** Digits as a dialler takes them: what stands between them for the eye goes. */
export function dialled(phone: string): string {
  return phone.replace(/[^\d+,;*#]/g, '')
}

/** The server lets nothing else through; a `javascript:` address must not depend on that alone. */
function isWebAddress(target: string): boolean {
  return /^https?:\/\//i.test(target)
}
