/** What went wrong, in the words of the server (RFC 9457) or, without an answer, in our own code. */
export interface FieldProblem {
  field: string
  code: string
  message: string
}

/** No answer came: the phone is offline, the server is away, or it took too long. */
export const NO_ANSWER = 'no_answer'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    /** HTTP status; 0 when there was no answer at all. */
    readonly status: number,
    readonly code: string,
    /** Ready to show, in the reader's language; empty when the server said nothing. */
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    /** Seconds to wait before trying again, from Retry-After. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${status} ${code}${detail ? `: ${detail}` : ''}`)
  }

  /** The first message for a field of the form, if the server complained about it. */
  forField(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message
  }

  /** Whether asking again later, unchanged, may still succeed. */
  get isPassing(): boolean {
    return (
      this.status === 0 ||
      this.status >= 500 ||
      PASSING_STATUSES.has(this.status) ||
      (this.status === 409 && this.code === 'idempotency_in_flight') ||
      // Says nothing about the write: the token had expired, and the next attempt reads a new one.
      (this.status === 403 && this.code === 'csrf_failed')
    )
  }
}

/** Sign in first, request timeout, too early, too many requests. */
const PASSING_STATUSES = new Set([401, 408, 425, 429])

export function isProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const document = await readObject(response)
  const code = typeof document['code'] === 'string' ? document['code'] : `http_${response.status}`
  const detail = firstText(document['detail'], document['title'])
  return new ApiProblem(
    response.status,
    code,
    detail,
    fieldProblems(document['errors']),
    secondsToWait(response.headers.get('Retry-After')),
  )
}

export function problemWithoutAnswer(): ApiProblem {
  return new ApiProblem(0, NO_ANSWER, '')
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    // A proxy's HTML page instead of problem+json: the status alone has to do.
    return {}
  }
}

function firstText(...candidates: unknown[]): string {
  return candidates.find((text): text is string => typeof text === 'string' && text !== '') ?? ''
}

function fieldProblems(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return []
  return errors.flatMap((error: Partial<FieldProblem> | null) =>
    error && typeof error.message === 'string'
      ? [{ field: error.field ?? '', code: error.code ?? '', message: error.message }]
      : [],
  )
}

function secondsToWait(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number.parseInt(header, 10)
  return Number.isFinite(seconds) ? seconds : null
}
