/** The worker's own global; the library of types only knows the general one. */
export const worker = globalThis as unknown as ServiceWorkerGlobalScope
