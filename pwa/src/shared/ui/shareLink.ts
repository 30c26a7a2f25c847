import { copyText } from './clipboard'

export type Shared = 'shared' | 'copied' | 'failed'

/** Hands a link to the phone's own sharing, or copies it. Nobody is told when the person changes their mind. */
export async function shareLink(url: string, text: string): Promise<Shared> {
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ text, url })
      return 'shared'
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'shared'
    }
  }
  return (await copyText(`${text} ${url}`)) ? 'copied' : 'failed'
}
