import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

interface ManifestChunk {
  file: string
  css?: string[]
  assets?: string[]
}

export interface PrecacheItem {
  url: string
  revision: string | null
}

/**
 * What the worker keeps for starting offline: every script and style of the build (their names hold
 * their hash) and the page itself, which the server hands out at `/`.
 */
export function precacheList(distFolder: string, base: string): PrecacheItem[] {
  const manifest = JSON.parse(
    readFileSync(`${distFolder}/.vite/manifest.json`, 'utf8'),
  ) as Record<string, ManifestChunk>
  const files = Object.values(manifest).flatMap(({ file, css, assets }) => [
    file,
    ...(css ?? []),
    ...(assets ?? []),
  ])
  const kept = [...new Set(files)].filter((file) => /\.(js|css|svg)$/.test(file)).sort()
  const page = readFileSync(`${distFolder}/index.html`)
  return [
    { url: '/', revision: createHash('sha256').update(page).digest('hex').slice(0, 16) },
    ...kept.map((file) => ({ url: base + file, revision: null })),
  ]
}
