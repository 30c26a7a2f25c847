import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'

const DAY_SECONDS = 86_400
/** After this a slow network may be answered for from memory. */
const PATIENCE_SECONDS = 4

/** What belongs to one person, or is bytes with their own rules, is never even considered. */
const NEVER = /^\/api\/v1\/(me|photos|demo)(\/|$)|\/queue$/

/**
 * Network first, and the last public answer where there is no network. Only what the server itself
 * calls public is kept: an answer made for somebody signed in may hold a door or a phone number.
 */
export function keepPublicAnswers(): void {
  registerRoute(
    ({ url, sameOrigin }) =>
      sameOrigin && url.pathname.startsWith('/api/v1/') && !NEVER.test(url.pathname),
    new NetworkFirst({
      cacheName: 'public-answers',
      networkTimeoutSeconds: PATIENCE_SECONDS,
      plugins: [
        { cacheWillUpdate: async ({ response }) => (isPublic(response) ? response : null) },
        new ExpirationPlugin({ maxEntries: 60, maxAgeSeconds: 7 * DAY_SECONDS }),
      ],
    }),
    'GET',
  )
}

export function isPublic(response: Response): boolean {
  const rules = (response.headers.get('Cache-Control') ?? '').toLowerCase()
  return response.status === 200 && /\bpublic\b/.test(rules) && !/private|no-store/.test(rules)
}
