import type { FormAnswer, FormField } from '@/shared/api/types'

export type FieldComplaint = 'missing' | 'numberOdd' | 'dateOdd' | 'phoneOdd' | 'tooLong'

/** What is on screen: every field has a value of its kind, also before it is answered. */
export type Drafted = Record<string, string | string[]>

/** As the server counts (content_models/common/own_forms.py). */
export const TEXT_MAX = 100
export const LONG_TEXT_MAX = 1000
const NUMBER_LIMIT = 10 ** 12

export function blankAnswers(form: readonly FormField[]): Drafted {
  return Object.fromEntries(form.map(({ key, type }) => [key, type === 'choices' ? [] : '']))
}

/** What is wrong, by key; the same rules as the server's, which has the last word. */
export function complaintsAbout(
  form: readonly FormField[],
  answers: Drafted,
): Record<string, FieldComplaint> {
  const found: Record<string, FieldComplaint> = {}
  for (const field of form) {
    const complaint = complaintAbout(field, answers[field.key] ?? '')
    if (complaint) found[field.key] = complaint
  }
  return found
}

function complaintAbout(field: FormField, answer: string | string[]): FieldComplaint | null {
  if (Array.isArray(answer)) return field.required && answer.length === 0 ? 'missing' : null
  const text = answer.trim()
  if (text === '') return field.required ? 'missing' : null
  switch (field.type) {
    case 'text':
      return [...text].length > TEXT_MAX ? 'tooLong' : null
    case 'long_text':
      return [...text].length > LONG_TEXT_MAX ? 'tooLong' : null
    case 'number':
      return Number.isFinite(Number(text)) && Math.abs(Number(text)) < NUMBER_LIMIT ? null : 'numberOdd'
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? null : 'dateOdd'
    case 'phone':
      return /^\+?\d[\d\s-]{5,18}$/.test(text) ? null : 'phoneOdd'
    default:
      return null
  }
}

/** The answers as the API takes them: unanswered ones are left out, yes and no are booleans. */
export function answersToSend(
  form: readonly FormField[],
  answers: Drafted,
): Record<string, FormAnswer> {
  const sent: Record<string, FormAnswer> = {}
  for (const { key, type } of form) {
    const answer = answers[key] ?? ''
    const value = Array.isArray(answer) ? answer : answer.trim()
    if (value.length === 0) continue
    sent[key] = type === 'yes_no' ? value === 'yes' : value
  }
  return sent
}
