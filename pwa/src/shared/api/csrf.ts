const COOKIE = 'csrftoken'

interface CookieStoreLike {
  get(name: string): Promise<{ value?: string } | null>
}

/**
 * The CSRF token from its cookie. A page reads document.cookie; the service worker has none and asks
 * the cookie store, which every browser with Background Sync has.
 */
export async function readCsrfToken(): Promise<string> {
  if (typeof document !== 'undefined') return fromDocument()
  const store = (globalThis as { cookieStore?: CookieStoreLike }).cookieStore
  return (await store?.get(COOKIE))?.value ?? ''
}

function fromDocument(): string {
  for (const pair of document.cookie.split('; ')) {
    const [name, value] = pair.split('=')
    if (name === COOKIE && value) return decodeURIComponent(value)
  }
  return ''
}
