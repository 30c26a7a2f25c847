/**
 * What belongs to one person, or is bytes with their own rules, is never even considered; nor are names of
 * people who are honoured: one that is taken back must not live on in a phone.
 */
const NEVER = /^\/api\/v1\/(me|photos|demo)(\/|$)|\/queue$|\/communities\/[^/]+\/(honors|awards)(\/|$)/

export function isConsidered(path: string): boolean {
  return path.startsWith('/api/v1/') && !NEVER.test(path)
}

/**
 * Only what the server itself calls public is kept: an answer made for somebody signed in may hold
 * a door or a phone number.
 */
export function isPublic(response: Response): boolean {
  const rules = (response.headers.get('Cache-Control') ?? '').toLowerCase()
  return response.status === 200 && /\bpublic\b/.test(rules) && !/private|no-store/.test(rules)
}
