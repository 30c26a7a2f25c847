import { ref } from 'vue'

/** A new version is installed and waits; the person decides when to change over. */
export const waitingWorker = ref<ServiceWorker | null>(null)

const HOUR = 3_600_000

/** Ours from the bundle, not django-pwa's inline script, which the security policy forbids. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  window.addEventListener('load', () => {
    void navigator.serviceWorker
      .register('/serviceworker.js', { scope: '/', updateViaCache: 'none' })
      .then(watchForUpdate, () => undefined)
  })
}

/** Changes over to the waiting version; the page reloads once it is in charge. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  })
  waitingWorker.value?.postMessage({ type: 'take-over' })
}

function watchForUpdate(registration: ServiceWorkerRegistration): void {
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') offer(worker)
    })
  })
  setInterval(() => void registration.update().catch(() => undefined), HOUR)
}

function offer(worker: ServiceWorker | null): void {
  // Without a controller it is the first installation, which takes over by itself.
  if (worker && navigator.serviceWorker.controller) waitingWorker.value = worker
}
