import { languageHeader } from './client'
import { readCsrfToken } from './csrf'
import { type ApiProblem, problemFrom, problemWithoutAnswer } from './problem'
import type { Photo } from './types'

/** What PhotoPicker offers the phone's gallery; the server decides by the bytes. */
export const PHOTO_TYPES = 'image/*,.heic,.heif'

/**
 * A multipart body whose bytes depend on key and file only: a repeated upload with the same
 * Idempotency-Key must be the same request, and FormData draws a new boundary each time.
 */
export function photoBody(key: string, file: Blob, name: string): Blob {
  const boundary = `linli-${key}`
  const safeName = name.replace(/["\r\n\\]/g, '_')
  const head =
    `--${boundary}\r\n` +
    `Content-Disposition: form-data; name="file"; filename="${safeName}"\r\n` +
    `Content-Type: ${file.type || 'application/octet-stream'}\r\n\r\n`
  return new Blob([head, file, `\r\n--${boundary}--\r\n`], {
    type: `multipart/form-data; boundary=${boundary}`,
  })
}

export interface Upload {
  photo: Promise<Photo>
  cancel: () => void
}

/** Uploads from a page with progress from 0 to 1 (fetch cannot tell it); rejects with ApiProblem. */
export function uploadPhoto(
  key: string,
  file: Blob,
  name: string,
  onProgress: (share: number) => void,
): Upload {
  const request = new XMLHttpRequest()
  const photo = readCsrfToken().then((token) => sent(request, token, key, file, name, onProgress))
  return { photo, cancel: () => request.abort() }
}

function sent(
  request: XMLHttpRequest,
  token: string,
  key: string,
  file: Blob,
  name: string,
  onProgress: (share: number) => void,
): Promise<Photo> {
  return new Promise((resolve, reject: (problem: ApiProblem) => void) => {
    const body = photoBody(key, file, name)
    request.open('POST', '/api/v1/photos')
    request.setRequestHeader('Content-Type', body.type)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', languageHeader())
    request.setRequestHeader('Idempotency-Key', key)
    request.setRequestHeader('X-CSRFToken', token)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onerror = request.ontimeout = request.onabort = () => reject(problemWithoutAnswer())
    request.onload = () => {
      const response = new Response(request.responseText || null, {
        status: request.status,
        headers: { 'Retry-After': request.getResponseHeader('Retry-After') ?? '' },
      })
      if (response.ok) resolve(response.json() as Promise<Photo>)
      else void problemFrom(response).then(reject)
    }
    request.timeout = 120_000
    request.send(body)
  })
}
