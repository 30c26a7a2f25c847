import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { vantWithoutIconFont } from './build/vant-without-icon-font.ts'

/** Where `npm run dev` finds the server. */
const server = process.env['LINLI_SERVER'] ?? 'http://127.0.0.1:8000'

export default defineConfig(({ command }) => ({
  // Django serves the built files as static files; the page itself is served at every path.
  base: command === 'build' ? '/static/pwa/' : '/',
  plugins: [vue(), vantWithoutIconFont()],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
  },
  build: {
    manifest: true,
    target: 'es2020',
    // Inlined files would be data: URLs, which the content security policy forbids for fonts and styles.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      // As objects: a bare address would rewrite Host, and the server's CSRF check compares it with Origin.
      '/api': { target: server },
      '/_allauth': { target: server },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
    // Vant's modules import style sheets, which only Vite understands.
    server: { deps: { inline: ['vant'] } },
  },
}))
