import { copyText } from '@/shared/ui/clipboard'

export type Shared = 'shared' | 'copied' | 'closed' | 'failed'

/** The phone's own share sheet; where there is none, the address is copied. */
export async function share(title: string, path: string): Promise<Shared> {
  const url = new URL(path, window.location.origin).href
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ title, url })
      return 'shared'
    } catch (error) {
      // Closed without choosing anybody: nothing more is to be said.
      if (error instanceof DOMException && error.name === 'AbortError') return 'closed'
    }
  }
  return (await copyText(`${title} ${url}`)) ? 'copied' : 'failed'
}
