import { worker } from './scope'

/**
 * A new version waits until its reader taps "有新版本，点此更新", so that no page changes under a
 * hand; the very first one takes charge of the open page at once.
 */
export function offerUpdates(): void {
  worker.addEventListener('message', (event) => {
    const { type } = (event.data ?? {}) as { type?: string }
    if (type === 'take-over') event.waitUntil(worker.skipWaiting())
  })
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
}
