import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { precacheList } from './precache-list.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = `${root}dist`

/** Built after the app, from the app's manifest, into one classic script beside it. */
export default defineConfig({
  root,
  resolve: { alias: { '@': `${root}src` } },
  define: {
    __PRECACHE__: JSON.stringify(precacheList(dist, '/static/pwa/')),
    // Workbox asks for it; there is no such global in a worker.
    'process.env.NODE_ENV': JSON.stringify('production'),
  },
  publicDir: false,
  build: {
    target: 'es2020',
    outDir: dist,
    emptyOutDir: false,
    lib: {
      entry: `${root}service-worker/service-worker.ts`,
      formats: ['iife'],
      name: 'linliServiceWorker',
      fileName: () => 'service-worker.js',
    },
  },
})
