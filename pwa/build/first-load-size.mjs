/**
 * Prints what a phone downloads before the first page shows: the entry, everything it imports
 * statically, and the heaviest of the pages that may be opened first, with their styles, after gzip.
 * Exits 1 over the budget.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = { js: 120_000, css: 25_000 }
/** A visitor lands on one of these; each is counted together with the entry. */
const FIRST_PAGES = [/features\/home\//, /features\/wishes\/(?!.*New)/, /SignInPage/]

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

function reach(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue
    seen.add(key)
    reach(manifest[key].imports ?? [], seen)
  }
  return seen
}

function weigh(keys) {
  const files = new Set()
  for (const key of keys) {
    files.add(manifest[key].file)
    for (const css of manifest[key].css ?? []) files.add(css)
  }
  const sizes = { js: 0, css: 0 }
  for (const file of files) {
    const kind = file.endsWith('.css') ? 'css' : 'js'
    sizes[kind] += gzipSync(readFileSync(new URL(file, dist))).length
  }
  return sizes
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
if (!entry) throw new Error('no entry in the manifest: run `npm run build` first')
const pages = Object.keys(manifest).filter(
  (key) => manifest[key].isDynamicEntry && FIRST_PAGES.some((page) => page.test(key)),
)
if (pages.length === 0) throw new Error('none of the first pages is in the manifest')

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
let isOver = false
console.log(`${'after gzip'.padEnd(44)}${'JS'.padStart(9)}${'CSS'.padStart(9)}`)
for (const page of [null, ...pages]) {
  const sizes = weigh(reach(page === null ? [entry] : [entry, page]))
  const name = page === null ? 'entry' : `entry + ${page.replace('src/features/', '')}`
  console.log(name.padEnd(44) + kB(sizes.js) + kB(sizes.css))
  isOver ||= sizes.js > BUDGET.js || sizes.css > BUDGET.css
}
console.log('budget'.padEnd(44) + kB(BUDGET.js) + kB(BUDGET.css))
if (isOver) {
  console.error('over the first-load budget')
  process.exitCode = 1
}
