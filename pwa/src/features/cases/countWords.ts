import type { CaseCard } from '@/shared/api/types'

type Say = (key: 'usefulCount' | 'adoptedCount', params: { n: number }) => string

/** What others made of a case; a nought is nobody's news. */
export function countWords(
  { useful_count: useful, adopted_count: adopted }: Pick<CaseCard, 'useful_count' | 'adopted_count'>,
  t: Say,
): string {
  return [
    useful > 0 ? t('usefulCount', { n: useful }) : '',
    adopted > 0 ? t('adoptedCount', { n: adopted }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
