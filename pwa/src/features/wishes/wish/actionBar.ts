import type { WishAction, WishState } from '@/shared/api/types'

export interface ActionBar {
  /** The one thing to do now; null when nothing is waiting for this person. */
  main: WishAction | null
  /** The other way to answer the same question, beside the main one. */
  beside: WishAction | null
  /** Further things, smaller. */
  more: WishAction[]
}

/** In this order a screen offers its one main button. */
const MAIN: readonly WishAction[] = ['confirm', 'fulfil', 'approve', 'claim']
const BESIDE: Partial<Record<WishAction, WishAction>> = { confirm: 'reopen', approve: 'reject' }

/**
 * Lays out what the server allows; nothing is offered that `allowed_actions` does not name. An expired
 * wish has "reopen" as its main thing: it is the same verb as "not done yet", with another meaning.
 */
export function actionBar(allowed: readonly WishAction[], state: WishState): ActionBar {
  const main =
    MAIN.find((verb) => allowed.includes(verb)) ??
    (state === 'expired' && allowed.includes('reopen') ? 'reopen' : null)
  const other = main === null ? undefined : BESIDE[main]
  const beside = other && allowed.includes(other) ? other : null
  return { main, beside, more: allowed.filter((verb) => verb !== main && verb !== beside) }
}
