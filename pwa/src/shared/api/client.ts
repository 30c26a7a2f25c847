import { readCsrfToken } from './csrf'
import { problemFrom, problemWithoutAnswer } from './problem'

const BASE = '/api/v1'
/** A phone in a lift should hear "no answer" before its owner gives up. */
const TIMEOUT_MS = 20_000

export type WriteMethod = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

export type QueryValue = string | number | boolean | readonly string[] | null | undefined
export type QueryParams = Record<string, QueryValue>

export interface WriteRequest {
  method: WriteMethod
  path: string
  /** JSON, or bytes that carry their own content type. */
  body: unknown
  idempotencyKey: string
}

let languageOfReader = () => 'zh-hans'

/** Told by the i18n module; a function, so that the worker can use this client without one. */
export function speakLanguage(read: () => string): void {
  languageOfReader = read
}

export function languageHeader(): string {
  return languageOfReader() === 'en' ? 'en' : 'zh-hans, zh;q=0.9'
}

/** Reads `path` (below /api/v1) and answers its JSON; throws ApiProblem. */
export async function read<Answer>(
  path: string,
  query: QueryParams = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await ask(`${BASE}${path}${queryString(query)}`, { headers: headers(), signal })
  return (await response.json()) as Answer
}

/** Sends one write. Features use `useWrite` instead, which keeps it safe in the outbox first. */
export async function write<Answer>(request: WriteRequest): Promise<Answer> {
  const response = await ask(`${BASE}${request.path}`, {
    method: request.method,
    headers: {
      ...headers(),
      'Content-Type': request.body instanceof Blob ? request.body.type : 'application/json',
      'Idempotency-Key': request.idempotencyKey,
      'X-CSRFToken': await readCsrfToken(),
    },
    body: request.body instanceof Blob ? request.body : JSON.stringify(request.body),
  })
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

export function queryString(query: QueryParams): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value)) {
      if (value.length > 0) params.set(key, value.join(','))
    } else {
      params.set(key, String(value))
    }
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

function headers(): Record<string, string> {
  return { Accept: 'application/json', 'Accept-Language': languageHeader() }
}

type Asking = Omit<RequestInit, 'signal'> & { signal?: AbortSignal | undefined }

async function ask(url: string, { signal, ...init }: Asking): Promise<Response> {
  // AbortSignal.timeout and .any are younger than some of the phones we serve.
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), TIMEOUT_MS)
  signal?.addEventListener('abort', () => patience.abort(), { once: true })
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init, signal: patience.signal })
  } catch (error) {
    // TanStack Query aborts what nobody waits for any more; that is not the server's silence.
    if (signal?.aborted) throw error
    throw problemWithoutAnswer()
  } finally {
    clearTimeout(timer)
  }
  if (!response.ok) throw await problemFrom(response)
  return response
}
