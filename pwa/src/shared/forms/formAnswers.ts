import type { FormAnswer, FormField } from '@/shared/api/types'
import { type PickedPhoto, isUploading, photoIds } from '@/shared/ui/photoPicks'
import { shownFields } from './conditions'

export type FieldComplaint =
  | 'missing'
  | 'numberOdd'
  | 'dateOdd'
  | 'phoneOdd'
  | 'tooLong'
  | 'photoUploading'
  | 'photoLost'

export type DraftedAnswer = string | string[] | PickedPhoto[]
/** What is on screen: every field has a value of its kind, also before it is answered or while it is hidden. */
export type Drafted = Record<string, DraftedAnswer>

/** As the server counts (content_models/common/own_forms). */
export const TEXT_MAX = 100
export const LONG_TEXT_MAX = 1000
export const PHOTOS_MAX = 3
const NUMBER_LIMIT = 10 ** 12

export function blankAnswers(form: readonly FormField[]): Drafted {
  return Object.fromEntries(
    form.map(({ key, type }) => [key, type === 'choices' || type === 'photo' ? [] : '']),
  )
}

export function textOf(answer: DraftedAnswer | undefined): string {
  return typeof answer === 'string' ? answer : ''
}

export function textsOf(answer: DraftedAnswer | undefined): string[] {
  return Array.isArray(answer) ? answer.filter((one) => typeof one === 'string') : []
}

export function photosOf(answer: DraftedAnswer | undefined): PickedPhoto[] {
  return Array.isArray(answer) ? answer.filter((one) => typeof one !== 'string') : []
}

/** What is wrong, by key, among the questions that are asked; the same rules as the server's, which decides. */
export function complaintsAbout(
  form: readonly FormField[],
  answers: Drafted,
): Record<string, FieldComplaint> {
  const found: Record<string, FieldComplaint> = {}
  for (const field of shownFields(form, answers)) {
    const complaint = complaintAbout(field, answers[field.key])
    if (complaint) found[field.key] = complaint
  }
  return found
}

function complaintAbout(field: FormField, answer: DraftedAnswer | undefined): FieldComplaint | null {
  if (field.type === 'photo') return photoComplaint(field, photosOf(answer))
  if (field.type === 'choices') {
    return field.required && textsOf(answer).length === 0 ? 'missing' : null
  }
  const text = textOf(answer).trim()
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

function photoComplaint(field: FormField, photos: readonly PickedPhoto[]): FieldComplaint | null {
  if (isUploading(photos)) return 'photoUploading'
  if (photos.some(({ state }) => state === 'failed')) return 'photoLost'
  return field.required && photos.length === 0 ? 'missing' : null
}

/** The answers as the API takes them: hidden and unanswered ones are left out, yes and no are booleans. */
export function answersToSend(
  form: readonly FormField[],
  answers: Drafted,
): Record<string, FormAnswer> {
  const sent: Record<string, FormAnswer> = {}
  for (const { key, type } of shownFields(form, answers)) {
    const answer = answers[key]
    const value = Array.isArray(answer)
      ? type === 'photo'
        ? photoIds(photosOf(answer))
        : textsOf(answer)
      : textOf(answer).trim()
    if (value.length === 0) continue
    sent[key] = type === 'yes_no' ? value === 'yes' : value
  }
  return sent
}

/** Without the uploads that do not outlive the page; what is uploaded or waits in the outbox does. */
export function lastingAnswers(answers: Drafted): Drafted {
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [
      key,
      photosOf(answer).length > 0
        ? photosOf(answer).filter(({ state }) => state === 'uploaded' || state === 'kept')
        : answer,
    ]),
  )
}
