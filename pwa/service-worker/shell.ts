import {
  type PrecacheEntry,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** Filled in at build time from Vite's manifest (precache-list.ts). */
declare const __PRECACHE__: PrecacheEntry[]

/**
 * Paths of the app. Everything else under the root (admin, API, documents, health) belongs to the
 * server, and a list of what is ours cannot swallow a page that is added there.
 */
const APP_PATHS = [/^\/$/, /^\/c\//, /^\/cases(\/|$)/, /^\/me(\/|$)/, /^\/sign-in$/, /^\/consent$/]

/** Keeps the page and its scripts, so that the app starts without a network and with one version. */
export function keepShell(): void {
  cleanupOutdatedCaches()
  precacheAndRoute(__PRECACHE__)
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/'), { allowlist: APP_PATHS }))
}
