import type { Me } from '@/shared/api/types'
import { chooseLanguage, language } from '@/shared/i18n/language'
import { readMe } from '@/shared/outbox/identity'
import { refreshWaiting, send } from '@/shared/outbox/outbox'
import { queryClient } from '@/shared/queries/client'
import { keys } from '@/shared/queries/keys'
import { chooseElderMode } from '@/shared/session/appearance'
import { homeSlug, rememberCommunity } from '@/shared/session/home'
import { endSession } from './allauth'

/** After the server let somebody in: learn who it is, and show the app their way. */
export async function enter(): Promise<Me> {
  const me = await readMe()
  if (me === null) throw new Error('signed in, but the server knows nobody')
  queryClient.setQueryData(keys.me, me)
  if (me.language === '') tellLanguage()
  else chooseLanguage(me.language)
  // A phone whose owner switched elder mode on before signing in keeps it.
  if (me.elder_mode) chooseElderMode(true)
  if (homeSlug.value === '' && me.home) rememberCommunity(me.home)
  // Everything public may now say more: what this person may do.
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] })
  return me
}

/** Messages are written in the person's language: whoever reads this in English wants them so, too. */
function tellLanguage(): void {
  if (language.value === 'zh-hans') return
  const draft = { subject: 'me', method: 'PATCH', path: '/me', what: 'English' } as const
  void send({ ...draft, body: { language: language.value }, touches: [keys.me] })
}

/** Ends the session here and at the server; the app then forgets what it knew of the person. */
export async function leave(): Promise<void> {
  await endSession()
  await readMe()
  queryClient.setQueryData(keys.me, null)
  await refreshWaiting()
}

/** Where to go after signing in: only ever a path of this app. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/me'
}
