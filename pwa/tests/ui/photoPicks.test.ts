import { effectScope, ref } from 'vue'
import { beforeEach, expect, test, vi } from 'vitest'
import type * as photos from '@/shared/api/photos'
import { photoBody } from '@/shared/api/photos'
import { ApiProblem } from '@/shared/api/problem'
import type { Photo } from '@/shared/api/types'
import { outboxStore } from '@/shared/outbox/store'
import {
  PHOTO_MAX_MB,
  type PickedPhoto,
  isUploading,
  photoIds,
  usePhotoPicks,
} from '@/shared/ui/photoPicks'
import { eventually } from '../eventually'

const uploading = vi.hoisted(() => ({ next: (): Promise<Photo> => Promise.reject(new Error()) }))

vi.mock('@/shared/api/photos', async (original) => ({
  ...(await original<typeof photos>()),
  uploadPhoto: () => ({ photo: uploading.next(), cancel: () => undefined }),
}))

const stored: Photo = { id: 'p-1', width: 8, height: 6, thumb: '/t', full: '/f' }

function picture(name: string, type = 'image/jpeg', bytes = 10): File {
  return new File([new Uint8Array(bytes)], name, { type })
}

function picker(max = 3) {
  const picked = ref<PickedPhoto[]>([])
  const handling = effectScope().run(() => usePhotoPicks(picked, () => max))
  if (!handling) throw new Error('no scope')
  return { picked, ...handling }
}

beforeEach(async () => {
  URL.createObjectURL = () => 'blob:x'
  URL.revokeObjectURL = () => undefined
  uploading.next = () => Promise.resolve(stored)
  await (await outboxStore()).setIdentity({ person: 'alice', csrfToken: 't' })
})

test('a picked photo is uploaded at once and gives its id', async () => {
  const { picked, pick } = picker()
  expect(pick([picture('a.jpg')])).toEqual([])
  expect(isUploading(picked.value)).toBe(true)
  expect(photoIds(picked.value)).toEqual([])
  await eventually(() => expect(photoIds(picked.value)).toEqual(['p-1']))
  expect(picked.value[0]?.preview).toBe('/t')
})

test('of five photos the first three are taken, and the limit is said once', () => {
  const { picked, pick } = picker(3)
  const refusals = pick(['1', '2', '3', '4', '5'].map((name) => picture(`${name}.jpg`)))
  expect(picked.value).toHaveLength(3)
  expect(refusals).toEqual([{ kind: 'tooMany' }])
})

test('HEIC is taken even when the phone does not know its type', () => {
  const { picked, pick } = picker()
  expect(pick([picture('IMG_1.HEIC', ''), picture('b.heic', 'image/heic')])).toEqual([])
  expect(picked.value).toHaveLength(2)
})

test('what is no picture, or too big, is refused by name and nothing is uploaded', () => {
  const { picked, pick } = picker()
  const refusals = pick([
    picture('a.pdf', 'application/pdf'),
    picture('big.jpg', 'image/jpeg', PHOTO_MAX_MB * 1024 * 1024 + 1),
  ])
  expect(refusals).toEqual([
    { kind: 'notPicture', name: 'a.pdf' },
    { kind: 'tooBig', name: 'big.jpg' },
  ])
  expect(picked.value).toEqual([])
})

test("a photo the server refuses stays with the server's words and can be tried again", async () => {
  uploading.next = () => Promise.reject(new ApiProblem(422, 'bad_picture', '打不开'))
  const { picked, pick, upload } = picker()
  pick([picture('a.jpg')])
  await eventually(() => expect(picked.value[0]?.state).toBe('failed'))
  expect(picked.value[0]?.problem?.detail).toBe('打不开')
  expect(photoIds(picked.value)).toEqual([])
  uploading.next = () => Promise.resolve(stored)
  await upload(picked.value[0]?.key ?? '')
  expect(photoIds(picked.value)).toEqual(['p-1'])
})

test('without a network the photo is kept for the write that shows it, until it is removed', async () => {
  uploading.next = () => Promise.reject(new ApiProblem(0, 'no_answer', ''))
  const { picked, pick, remove } = picker()
  pick([picture('a.jpg')])
  await eventually(() => expect(picked.value[0]?.state).toBe('kept'))
  const key = picked.value[0]?.key ?? ''
  expect(photoIds(picked.value)).toEqual([`kept-photo:${key}`])
  const store = await outboxStore()
  expect((await store.photo(key))?.owner).toBe('alice')
  await remove(key)
  expect(picked.value).toEqual([])
  expect(await store.photo(key)).toBeUndefined()
})

test('a repeated upload is byte for byte the same request', async () => {
  const bodies = [photoBody('k', picture('a.jpg'), 'a.jpg'), photoBody('k', picture('a.jpg'), 'a.jpg')]
  const texts = await Promise.all(bodies.map((body) => new Response(body).text()))
  expect(texts[0]).toBe(texts[1])
  expect(bodies[0]?.type).toBe('multipart/form-data; boundary=linli-k')
})

test("a file's name cannot break out of its header", async () => {
  const text = await new Response(photoBody('k', picture('x'), 'a"\r\nX-Evil: 1.jpg')).text()
  expect(text).not.toContain('\r\nX-Evil')
})
