import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The promise at the top of tokens.css, held to: text on its surface has 4.5:1, in both themes. */
const css = readFileSync('src/shared/ui/tokens.css', 'utf8')

function tokensOf(selector: string): Record<string, string> {
  const block = css.split(`${selector} {`)[1]?.split('\n}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, k, v]) => [k, v]))
}

const light = tokensOf('html')
const themes = { light, dark: { ...light, ...tokensOf("html[data-theme='dark']") } }
const elder = tokensOf("html[data-elder='on']")

const PAIRS: [string, string][] = [
  ...['bg', 'surface', 'surface-sunken'].flatMap((surface): [string, string][] => [
    ['ink', surface],
    ['ink-soft', surface],
    ['ink-faint', surface],
  ]),
  ['ink', 'surface-raised'],
  ['primary', 'bg'],
  ['primary', 'surface'],
  ['danger', 'bg'],
  ['danger', 'surface'],
  ['danger', 'surface-sunken'],
  ['teal', 'surface'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-pressed'],
  ['on-primary-soft', 'primary-soft'],
  ['primary', 'primary-soft'],
  ['on-teal-soft', 'teal-soft'],
  ['on-amber-soft', 'amber-soft'],
  ['on-green-soft', 'green-soft'],
  ['on-green-soft', 'bg'],
  ['on-danger-soft', 'danger-soft'],
]

const cases = Object.entries(themes).flatMap(([theme, tokens]) =>
  PAIRS.map(([ink, paper]) => ({ theme, ink, paper, tokens })),
)

test.each(cases)('$theme: --$ink is readable on --$paper', ({ ink, paper, tokens }) => {
  expect(contrast(tokens[ink] ?? '', tokens[paper] ?? '')).toBeGreaterThanOrEqual(4.5)
})

test('in elder mode no text is below 18 px and targets are 60 px', () => {
  for (const [name, value] of Object.entries(elder)) {
    if (name.startsWith('text-')) expect(Number.parseInt(value, 10), name).toBeGreaterThanOrEqual(18)
  }
  expect(Number.parseInt(elder['target'] ?? '', 10)).toBeGreaterThanOrEqual(60)
  expect(Number.parseInt(light['target'] ?? '', 10)).toBeGreaterThanOrEqual(44)
  expect(Number.parseFloat(light['line-height'] ?? '')).toBeGreaterThanOrEqual(1.3)
})

function contrast(first: string, second: string): number {
  const [lighter = 0, darker = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = Number.NaN, g = Number.NaN, b = Number.NaN] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
