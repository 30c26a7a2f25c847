import { lastingAnswers } from '@/shared/forms/formAnswers'
import type { WishDraft } from './wishDraft'

const KEPT_AS = 'linli.wish-draft.'

interface Kept {
  /** Who wrote it; null: somebody who had not signed in yet. */
  owner: string | null
  draft: WishDraft
}

/**
 * The unfinished wish of this phone. It survives signing in and closing the app, and is never shown to
 * another person who signs in here: it may hold a neighbour's name and door.
 */
export function keptDraft(slug: string, person: string | null): WishDraft | null {
  const text = localStorage.getItem(KEPT_AS + slug)
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as Kept
    if (kept.owner !== null && kept.owner !== person) return null
    // A draft of before categories had questions has no answers.
    return { ...kept.draft, answers: (kept.draft as Partial<WishDraft>).answers ?? {} }
  } catch {
    // Written by another version of the app: better an empty form than a broken one.
    return null
  }
}

export function keepDraft(slug: string, person: string | null, draft: WishDraft): void {
  // An upload in flight does not survive the page; what is uploaded or kept in the outbox does.
  const photos = draft.photos.filter(({ state }) => state === 'uploaded' || state === 'kept')
  const kept: Kept = { owner: person, draft: { ...draft, photos, answers: lastingAnswers(draft.answers) } }
  localStorage.setItem(KEPT_AS + slug, JSON.stringify(kept))
}

export function dropDraft(slug: string): void {
  localStorage.removeItem(KEPT_AS + slug)
}
