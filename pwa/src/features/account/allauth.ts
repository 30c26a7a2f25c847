import { languageHeader } from '@/shared/api/client'
import { readCsrfToken } from '@/shared/api/csrf'
import { ApiProblem, type FieldProblem, problemWithoutAnswer } from '@/shared/api/problem'

/** django-allauth's browser API (headless): sign-in speaks its dialect, not problem+json. */
const BASE = '/_allauth/browser/v1'

interface AllauthAnswer {
  status?: number
  meta?: { is_authenticated?: boolean }
  errors?: { message?: string; code?: string; param?: string }[]
}

/** Sends a code to the phone. A phone that is new here becomes a new person by the same two steps. */
export async function requestCode(phone: string): Promise<void> {
  const { response, answer } = await post('/auth/code/request', { phone: dialled(phone) })
  // 401 means "not signed in yet, a code is on its way"; anything else below 400 does not occur.
  if (response.status !== 401) expectSuccess(response, answer)
}

/** Signs in with the code that was sent. */
export async function confirmCode(code: string): Promise<void> {
  const { response, answer } = await post('/auth/code/confirm', { code: code.trim() })
  expectSignedIn(response, answer)
}

export async function signInWithPassword(phone: string, password: string): Promise<void> {
  const { response, answer } = await post('/auth/login', { phone: dialled(phone), password })
  expectSignedIn(response, answer)
}

/** Ends the session; allauth answers 401 ("nobody is signed in") when it has. */
export async function endSession(): Promise<void> {
  const { response, answer } = await ask('DELETE', '/auth/session')
  if (response.status !== 401) expectSuccess(response, answer)
}

/** What people type between the digits is not part of the number. */
export function dialled(phone: string): string {
  return phone.replace(/[\s()-]/g, '')
}

/** Eleven digits of a mainland mobile, or a full number with its country. */
export function looksLikePhone(phone: string): boolean {
  return /^(1\d{10}|\+\d{8,15})$/.test(dialled(phone))
}

function post(path: string, body: unknown) {
  return ask('POST', path, body)
}

async function ask(method: string, path: string, body?: unknown) {
  let response: Response
  try {
    response = await fetch(`${BASE}${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Accept-Language': languageHeader(),
        'Content-Type': 'application/json',
        'X-CSRFToken': await readCsrfToken(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw problemWithoutAnswer()
  }
  return { response, answer: await readAnswer(response) }
}

async function readAnswer(response: Response): Promise<AllauthAnswer> {
  try {
    return (await response.json()) as AllauthAnswer
  } catch {
    return {}
  }
}

function expectSignedIn(response: Response, answer: AllauthAnswer): void {
  expectSuccess(response, answer)
  if (answer.meta?.is_authenticated === false) {
    throw new ApiProblem(response.status, 'not_signed_in', '')
  }
}

function expectSuccess(response: Response, answer: AllauthAnswer): void {
  if (response.ok) return
  const errors: FieldProblem[] = (answer.errors ?? []).map(({ message, code, param }) => ({
    field: param ?? '',
    code: code ?? '',
    message: message ?? '',
  }))
  const first = errors[0]
  throw new ApiProblem(
    response.status,
    first?.code || `http_${response.status}`,
    first?.message ?? '',
    errors,
  )
}
