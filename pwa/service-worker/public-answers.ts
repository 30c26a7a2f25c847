import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'
import { isConsidered, isPublic } from './cacheable'

const DAY_SECONDS = 86_400
/** After this a slow network may be answered for from memory. */
const PATIENCE_SECONDS = 4

/** Network first, and the last public answer where there is no network. */
export function keepPublicAnswers(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && isConsidered(url.pathname),
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
