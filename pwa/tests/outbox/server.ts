import { vi } from 'vitest'
import { outboxStore } from '@/shared/outbox/store'

export interface Asked {
  method: string
  path: string
  key: string | null
  body: unknown
}

type Answer = Response | 'no network'

/** A stand-in for the server: answers by the test's rule and remembers what it was asked to write. */
export function stubServer() {
  const asked: Asked[] = []
  let person: string | null = 'alice'
  let about: object = {}
  let rule: (asked: Asked) => Answer = () => json(201, {})
  let questionsAboutMe = 0

  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const path = url.replace('/api/v1', '')
    if (path === '/me') {
      questionsAboutMe += 1
      if (person === null) return problem(401, 'not_signed_in')
      return json(200, { ...about, id: person })
    }
    const headers = new Headers(init.headers)
    const request = {
      method: init.method ?? 'GET',
      path,
      key: headers.get('Idempotency-Key'),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body,
    }
    asked.push(request)
    const answer = rule(request)
    if (answer === 'no network') throw new TypeError('Failed to fetch')
    return answer
  })

  return {
    asked,
    answerWith(next: (asked: Asked) => Answer) {
      rule = next
    },
    /** `more`: what else the server says about this person. */
    signIn(id: string | null, more: object = {}) {
      person = id
      about = more
      // Django rotates the CSRF token at every sign-in.
      document.cookie = `csrftoken=of-${id ?? 'nobody'}-${Math.random()}`
    },
    get questionsAboutMe() {
      return questionsAboutMe
    },
  }
}

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status })
}

export function problem(status: number, code: string, detail = ''): Response {
  return new Response(JSON.stringify({ status, code, detail }), { status })
}

export async function waitingFor(owner: string): Promise<string[]> {
  return (await (await outboxStore()).entriesOf(owner)).map((entry) => entry.what)
}

export async function emptyOutbox(): Promise<void> {
  const store = await outboxStore()
  for (const owner of ['alice', 'bob']) {
    for (const entry of await store.entriesOf(owner)) await store.remove(entry.id)
  }
  await store.setIdentity({ person: null, csrfToken: '' })
}
