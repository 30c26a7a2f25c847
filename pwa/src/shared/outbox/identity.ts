import { read } from '@/shared/api/client'
import { readCsrfToken } from '@/shared/api/csrf'
import { isProblem } from '@/shared/api/problem'
import type { Me } from '@/shared/api/types'
import { outboxStore } from './store'

/** Asks the server who is signed in (null: nobody) and remembers it for the outbox. */
export async function readMe(): Promise<Me | null> {
  // Read before asking: if somebody else signs in meanwhile, the token will no longer match.
  const csrfToken = await readCsrfToken()
  const me = await askForMe()
  const store = await outboxStore()
  await store.setIdentity({ person: me?.id ?? null, csrfToken })
  return me
}

/**
 * Whose session this browser holds right now, before anything is sent in somebody's name. Every
 * sign-in, in any tab and also in the admin, rotates the CSRF token, so an unchanged token spares
 * the question. Throws ApiProblem when the server cannot be asked.
 */
export async function personSignedIn(): Promise<string | null> {
  const csrfToken = await readCsrfToken()
  const known = await (await outboxStore()).identity()
  if (known?.person && csrfToken !== '' && known.csrfToken === csrfToken) return known.person
  return (await readMe())?.id ?? null
}

/** The last person the server named, asked or not: who writes while offline. */
export async function lastKnownPerson(): Promise<string | null> {
  return (await (await outboxStore()).identity())?.person ?? null
}

async function askForMe(): Promise<Me | null> {
  try {
    return await read<Me>('/me')
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null
    throw error
  }
}
