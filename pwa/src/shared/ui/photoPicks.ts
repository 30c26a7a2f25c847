import { type Ref, onScopeDispose } from 'vue'
import { uploadPhoto } from '@/shared/api/photos'
import type { ApiProblem } from '@/shared/api/problem'
import { isProblem } from '@/shared/api/problem'
import { keptPhotoId } from '@/shared/outbox/entry'
import { lastKnownPerson } from '@/shared/outbox/identity'
import { outboxStore } from '@/shared/outbox/store'
import { uuid7 } from '@/shared/outbox/uuid7'

export interface PickedPhoto {
  /** UUIDv7 and Idempotency-Key of the upload. */
  key: string
  name: string
  /** Something to show: the file itself, then the server's thumbnail (it can draw HEIC, we cannot). */
  preview: string
  state: 'uploading' | 'uploaded' | 'kept' | 'failed'
  /** 0 to 1 while uploading. */
  share: number
  /** What goes into a write's `photos`; null until the photo is uploaded or kept. */
  id: string | null
  problem: ApiProblem | null
}

export const PHOTO_MAX_MB = 20

export type PickRefusal =
  | { kind: 'tooMany' }
  | { kind: 'notPicture'; name: string }
  | { kind: 'tooBig'; name: string }

/** The ids for a write's `photos`; a failed or unfinished one is left out. */
export function photoIds(picked: readonly PickedPhoto[]): string[] {
  return picked.flatMap((photo) => (photo.id === null ? [] : [photo.id]))
}

export function isUploading(picked: readonly PickedPhoto[]): boolean {
  return picked.some((photo) => photo.state === 'uploading')
}

/** The handling behind PhotoPicker: what may be picked, the uploads, and giving photos up again. */
export function usePhotoPicks(picked: Ref<PickedPhoto[]>, max: () => number) {
  const files = new Map<string, File>()
  const cancels = new Map<string, () => void>()

  onScopeDispose(() => {
    for (const cancel of cancels.values()) cancel()
  })

  function pick(chosen: readonly File[]): PickRefusal[] {
    const refusals: PickRefusal[] = []
    for (const file of chosen) {
      const refusal = refusalOf(file, picked.value.length, max())
      if (refusal) refusals.push(refusal)
      else start(file)
      if (refusal?.kind === 'tooMany') break
    }
    return refusals
  }

  function start(file: File): void {
    const key = uuid7()
    files.set(key, file)
    const photo: PickedPhoto = {
      key,
      name: file.name,
      preview: URL.createObjectURL(file),
      state: 'uploading',
      share: 0,
      id: null,
      problem: null,
    }
    picked.value = [...picked.value, photo]
    void upload(key)
  }

  async function upload(key: string): Promise<void> {
    const file = files.get(key)
    if (!file) return
    change(key, { state: 'uploading', share: 0, problem: null })
    const { photo, cancel } = uploadPhoto(key, file, file.name, (share) => change(key, { share }))
    cancels.set(key, cancel)
    try {
      const { id, thumb } = await photo
      releasePreview(key)
      change(key, { state: 'uploaded', share: 1, id, preview: thumb })
    } catch (error) {
      if (!isProblem(error)) throw error
      await keepOrFail(key, file, error)
    } finally {
      cancels.delete(key)
    }
  }

  /** Without an answer the photo waits in the outbox, to go up with the write that shows it. */
  async function keepOrFail(key: string, file: File, problem: ApiProblem): Promise<void> {
    const owner = await lastKnownPerson()
    if (problem.status !== 0 || owner === null || !has(key)) {
      change(key, { state: 'failed', problem })
      return
    }
    await (await outboxStore()).putPhoto({ key, owner, file, name: file.name })
    change(key, { state: 'kept', id: keptPhotoId(key) })
  }

  async function remove(key: string): Promise<void> {
    cancels.get(key)?.()
    releasePreview(key)
    const wasKept = picked.value.find((photo) => photo.key === key)?.state === 'kept'
    picked.value = picked.value.filter((photo) => photo.key !== key)
    files.delete(key)
    if (wasKept) await (await outboxStore()).removePhoto(key)
  }

  function has(key: string): boolean {
    return picked.value.some((photo) => photo.key === key)
  }

  function change(key: string, changes: Partial<PickedPhoto>): void {
    picked.value = picked.value.map((photo) =>
      photo.key === key ? { ...photo, ...changes } : photo,
    )
  }

  function releasePreview(key: string): void {
    const preview = picked.value.find((photo) => photo.key === key)?.preview
    if (preview?.startsWith('blob:')) URL.revokeObjectURL(preview)
  }

  return { pick, upload, remove }
}

function refusalOf(file: File, count: number, max: number): PickRefusal | null {
  if (count >= max) return { kind: 'tooMany' }
  // Some Androids name no type for HEIC; the server looks at the bytes anyway.
  const looksLikePicture = file.type.startsWith('image/') || /\.(heic|heif)$/i.test(file.name)
  if (!looksLikePicture) return { kind: 'notPicture', name: file.name }
  if (file.size > PHOTO_MAX_MB * 1024 * 1024) return { kind: 'tooBig', name: file.name }
  return null
}
