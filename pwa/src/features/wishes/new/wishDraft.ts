import type { CommunitySettings, Day, FormField, Id, NewWish, Wish } from '@/shared/api/types'
import { isoDay } from '@/shared/i18n/dates'
import { type Drafted, answersToSend, complaintsAbout } from '@/shared/forms/formAnswers'
import { type PickedPhoto, photoIds } from '@/shared/ui/photoPicks'

/** A wish while it is being written; it stays on this phone until it is sent. */
export interface WishDraft {
  category: Id
  title: string
  description: string
  photos: PickedPhoto[]
  /** To the questions of every category looked at; only those of the chosen one are sent. */
  answers: Drafted
  area: Id
  deadline: Day
  helpers: number
  /** Empty parts are filled from the profile by the server. */
  contact: { name: string; phone: string; door: string }
  /** 代提: written down for somebody else. */
  isForOther: boolean
  other: { name: string; phone: string; door: string; agreed: boolean }
}

export const STEPS = ['what', 'where', 'check'] as const
export type Step = (typeof STEPS)[number]

export type Complaint =
  | 'categoryMissing'
  | 'titleShort'
  | 'textTooLong'
  | 'descriptionMissing'
  | 'areaMissing'
  | 'dayPast'
  | 'dayTooFar'
  | 'helpersOutOfBounds'
  | 'phoneOdd'
  | 'doorMissing'
  | 'otherNameMissing'
  | 'otherNotAgreed'
  | 'answerOff'

/** By the name the API gives the field, so that its complaints and ours stand in the same place. */
export type Complaints = Partial<Record<string, Complaint>>

const TITLE_MIN = 2
const LONGEST_DAYS = 365
const DAY_MS = 86_400_000

export function emptyDraft(days: number, now: number = Date.now()): WishDraft {
  return {
    category: '',
    title: '',
    description: '',
    photos: [],
    answers: {},
    area: '',
    deadline: dayIn(days, now),
    helpers: 1,
    contact: { name: '', phone: '', door: '' },
    isForOther: false,
    other: { name: '', phone: '', door: '', agreed: false },
  }
}

/** "改一改再发": everything but the photos, which belong to the first one, and the day. */
export function draftFromWish(wish: Wish, days: number, now: number = Date.now()): WishDraft {
  const { contact } = wish
  const known = { name: contact?.name ?? '', phone: contact?.phone ?? '', door: contact?.door ?? '' }
  const base = emptyDraft(days, now)
  return {
    ...base,
    category: wish.category.id,
    title: wish.title,
    description: wish.description,
    area: wish.building?.id ?? '',
    helpers: wish.helpers_wanted,
    isForOther: wish.on_behalf,
    ...(wish.on_behalf ? { other: { ...known, agreed: false } } : { contact: known }),
  }
}

/** A day so many days from today, as the API writes it. */
export function dayIn(days: number, now: number = Date.now()): Day {
  return isoDay(new Date(now + days * DAY_MS))
}

/** What a draft is measured by: the community's limits, and where its writer lives ('' when unknown). */
export type DraftRules = Pick<CommunitySettings, 'title_max' | 'description_max' | 'helpers_max'> & {
  homeArea: Id
  /** The questions of the chosen category. */
  questions: readonly FormField[]
}

/** What is wrong on one screen, by the rules the server has too. */
export function complaintsOn(
  step: Step,
  draft: WishDraft,
  rules: DraftRules,
  now: number = Date.now(),
): Complaints {
  if (step === 'what') {
    return { ...complaintsOnWords(draft, rules), ...complaintsOnAnswers(draft, rules.questions) }
  }
  if (step === 'where') return complaintsOnPlace(draft, rules.helpers_max, now)
  return complaintsOnPeople(draft, rules.homeArea)
}

function complaintsOnWords(
  draft: WishDraft,
  { title_max, description_max }: DraftRules,
): Complaints {
  const found: Complaints = {}
  if (draft.category === '') found['category'] = 'categoryMissing'
  if (lengthOf(draft.title) < TITLE_MIN) found['title'] = 'titleShort'
  if (lengthOf(draft.title) > title_max) found['title'] = 'textTooLong'
  if (lengthOf(draft.description) === 0) found['description'] = 'descriptionMissing'
  if (lengthOf(draft.description) > description_max) found['description'] = 'textTooLong'
  return found
}

function complaintsOnAnswers(draft: WishDraft, questions: readonly FormField[]): Complaints {
  return Object.fromEntries(
    Object.keys(complaintsAbout(questions, draft.answers)).map((key) => [`answers.${key}`, 'answerOff']),
  )
}

function complaintsOnPlace(draft: WishDraft, helpersMax: number, now: number): Complaints {
  const found: Complaints = {}
  if (draft.area === '') found['area'] = 'areaMissing'
  if (draft.deadline < dayIn(0, now)) found['deadline'] = 'dayPast'
  if (draft.deadline > dayIn(LONGEST_DAYS, now)) found['deadline'] = 'dayTooFar'
  if (draft.helpers < 1 || draft.helpers > helpersMax) found['helpers_wanted'] = 'helpersOutOfBounds'
  return found
}

function complaintsOnPeople(draft: WishDraft, homeArea: Id): Complaints {
  const found: Complaints = {}
  if (draft.isForOther) {
    if (draft.other.name.trim() === '') found['on_behalf_of.name'] = 'otherNameMissing'
    if (!isPhone(draft.other.phone)) found['on_behalf_of.phone'] = 'phoneOdd'
    if (!draft.other.agreed) found['on_behalf_of.agreed'] = 'otherNotAgreed'
    return found
  }
  if (!isPhone(draft.contact.phone)) found['contact.phone'] = 'phoneOdd'
  if (isElsewhere(draft, homeArea) && draft.contact.door.trim() === '') {
    found['contact.door'] = 'doorMissing'
  }
  return found
}

/** Not at one's own home: an empty door would become the door of that home, in a building it is not in. */
export function isElsewhere(draft: WishDraft, homeArea: Id): boolean {
  return homeArea !== '' && draft.area !== '' && draft.area !== homeArea
}

/** Empty is fine. Otherwise eleven digits as people write them, or an international number. */
function isPhone(text: string): boolean {
  const digits = text.replace(/[\s\-()]/g, '')
  return digits === '' || /^((\+|00)?86)?1[3-9]\d{9}$/.test(digits) || /^\+(?!86)[1-9]\d{6,14}$/.test(digits)
}

/** Spaces at the ends do not count, and a rare character is one. */
function lengthOf(text: string): number {
  return [...text.trim()].length
}

/** The first screen that still has something to complain about; null when it may be sent. */
export function firstOpenStep(
  draft: WishDraft,
  rules: DraftRules,
  now: number = Date.now(),
): Step | null {
  return STEPS.find((step) => Object.keys(complaintsOn(step, draft, rules, now)).length > 0) ?? null
}

/** The screen on which a field of the API is entered: where the server's complaint is shown. */
export function stepOfField(field: string): Step {
  if (['category', 'title', 'description', 'photos'].includes(field)) return 'what'
  if (field.startsWith('answers.')) return 'what'
  if (['area', 'deadline', 'helpers_wanted'].includes(field)) return 'where'
  return 'check'
}

export function newWishFrom(draft: WishDraft, questions: readonly FormField[]): NewWish {
  const wish: NewWish = {
    title: draft.title.trim(),
    description: draft.description.trim(),
    category: draft.category,
    area: draft.area,
    deadline: draft.deadline,
    helpers_wanted: draft.helpers,
    photos: photoIds(draft.photos),
    answers: answersToSend(questions, draft.answers),
  }
  if (draft.isForOther) {
    const { name, phone, door } = draft.other
    return {
      ...wish,
      on_behalf_of: {
        name: name.trim(),
        phone: phone.trim(),
        door: door.trim(),
        agreed: draft.other.agreed,
      },
    }
  }
  const { name, phone, door } = draft.contact
  return { ...wish, contact: { name: name.trim(), phone: phone.trim(), door: door.trim(), agreed: true } }
}
