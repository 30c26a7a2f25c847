import { language } from './language'

export type Params = Record<string, string | number>

export interface Copy<Key extends string> {
  readonly 'zh-hans': Readonly<Record<Key, string>>
  readonly en: Readonly<Record<Key, string>>
}

/** The words of one feature, in both languages; a key that one of them lacks does not compile. */
export function defineCopy<const Key extends string>(
  chinese: Readonly<Record<Key, string>>,
  english: Readonly<Record<NoInfer<Key>, string>>,
): Copy<Key> {
  return { 'zh-hans': chinese, en: english }
}

/**
 * `t('waiting', { n: 2 })` in the reader's language. A text holds `{n}` for a value and
 * `{n|wish|wishes}` where the word depends on the number.
 */
export function useCopy<Key extends string>(copy: Copy<Key>) {
  return (key: Key, params: Params = {}): string => fill(copy[language.value][key], params)
}

const PLACE = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g

export function fill(text: string, params: Params): string {
  return text.replace(PLACE, (place, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return place
    if (one === undefined || many === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
}
