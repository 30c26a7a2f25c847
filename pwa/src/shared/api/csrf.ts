const COOKIE = 'csrftoken'
/** The page that brings the cookie (a community's, which proxies keep, does not); the query keeps the worker from answering itself. */
const PAGE_FROM_SERVER = '/?fresh-token'

interface CookieStoreLike {
  get(name: string): Promise<{ value?: string } | null>
}

/** A page has `document`, the worker may have a cookie store; neither library of types knows both. */
interface Surroundings {
  document?: { cookie: string }
  cookieStore?: CookieStoreLike
}

/**
 * The CSRF token from its cookie. A page reads document.cookie; the service worker has none and asks
 * the cookie store, which every browser with Background Sync has.
 */
export async function readCsrfToken(): Promise<string> {
  const { document, cookieStore } = globalThis as Surroundings
  if (document) return fromCookies(document.cookie) || (await fetchToken(document))
  return (await cookieStore?.get(COOKIE))?.value ?? ''
}

/** The page may have come without one, or from the worker's memory with its cookie long expired: ask for one. */
async function fetchToken(document: { cookie: string }): Promise<string> {
  try {
    await fetch(PAGE_FROM_SERVER, { credentials: 'same-origin', cache: 'no-store' })
  } catch {
    return ''
  }
  return fromCookies(document.cookie)
}

function fromCookies(cookies: string): string {
  for (const pair of cookies.split('; ')) {
    const [name, value] = pair.split('=')
    if (name === COOKIE && value) return decodeURIComponent(value)
  }
  return ''
}
