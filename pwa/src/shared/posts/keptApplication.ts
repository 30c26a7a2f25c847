import type { Id } from '@/shared/api/types'
import { type Drafted, lastingAnswers } from '@/shared/forms/formAnswers'

const KEPT_AS = 'linli.application-draft.'

export interface ApplicationDraft {
  answers: Drafted
  area: Id
  note: string
}

interface Kept {
  /** Who wrote it; null: somebody who had not signed in yet. */
  owner: string | null
  draft: ApplicationDraft
}

/**
 * An unsent application. It survives signing in, not the closing of the tab, and is never shown to another person
 * who signs in here.
 */
export function keptApplication(post: Id, person: string | null): ApplicationDraft | null {
  const text = sessionStorage.getItem(KEPT_AS + post)
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as Kept
    return kept.owner === null || kept.owner === person ? kept.draft : null
  } catch {
    // Written by another version of the app: better an empty form than a broken one.
    return null
  }
}

export function keepApplication(post: Id, person: string | null, draft: ApplicationDraft): void {
  const kept: Kept = { owner: person, draft: { ...draft, answers: lastingAnswers(draft.answers) } }
  sessionStorage.setItem(KEPT_AS + post, JSON.stringify(kept))
}

export function dropApplication(post: Id): void {
  sessionStorage.removeItem(KEPT_AS + post)
}
