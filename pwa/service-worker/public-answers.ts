import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'
import { isConsidered, isPublic } from './cacheable'

const DAY_SECONDS = 86_400

/**
 * Network first, and the last public answer where there is none. A slow network is waited for: the
 * answer from memory is a visitor's and older, and would hide what the reader has just done.
 */
export function keepPublicAnswers(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && isConsidered(url.pathname),
    new NetworkFirst({
      cacheName: 'public-answers',
      plugins: [
        { cacheWillUpdate: async ({ response }) => (isPublic(response) ? response : null) },
        new ExpirationPlugin({ maxEntries: 60, maxAgeSeconds: 7 * DAY_SECONDS }),
      ],
    }),
    'GET',
  )
}
