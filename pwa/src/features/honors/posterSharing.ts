export type PosterStyle = 'red' | 'paper' | 'pine'

/** An address of its own, so that WeChat's long press finds a picture and not a drawing of one. */
export function posterAddress(slug: string, award: string, style: PosterStyle): string {
  return `/api/v1/communities/${slug}/awards/${award}/poster.png?style=${style}`
}

/** Can this phone hand a picture to another app? WeChat's own browser can't: there one presses and holds it. */
export function canSharePictures(): boolean {
  if (typeof navigator.canShare !== 'function') return false
  return navigator.canShare({ files: [new File([], 'poster.png', { type: 'image/png' })] })
}

/** Hands the picture to the phone's own sharing. False: it could not; nobody is told when they change their mind. */
export async function sharePicture(address: string, words: string): Promise<boolean> {
  try {
    const answer = await fetch(address)
    if (!answer.ok) return false
    const picture = new File([await answer.blob()], 'poster.png', { type: 'image/png' })
    await navigator.share({ files: [picture], text: words })
    return true
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError'
  }
}
