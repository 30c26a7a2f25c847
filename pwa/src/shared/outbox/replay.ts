import { type WriteRequest, write } from '@/shared/api/client'
import { photoBody } from '@/shared/api/photos'
import { ApiProblem, isProblem } from '@/shared/api/problem'
import type { Photo } from '@/shared/api/types'
import { type OutboxEntry, type Outcome, keptPhotoKey } from './entry'
import { personSignedIn } from './identity'
import { type OutboxStore, outboxStore } from './store'

/** Page and service worker share this lock, so that no two of them send the same entry at once. */
const LOCK = 'linli-outbox'

/**
 * Sends what waits for the person signed in, oldest first, and answers what became of each entry
 * tried. An entry without a definitive answer stays, and so do later ones about the same subject.
 * With `subject`, only entries about it are sent.
 */
export function replay(subject?: string): Promise<Map<string, Outcome>> {
  return exclusively(async () => {
    const outcomes = new Map<string, Outcome>()
    const store = await outboxStore()
    const owner = await personOrNobody()
    if (owner === null) return outcomes
    const blocked = new Set<string>()
    for (const entry of await store.entriesOf(owner)) {
      if (entry.refusal || blocked.has(entry.subject)) continue
      if (subject !== undefined && entry.subject !== subject) continue
      const outcome = await attempt(store, entry)
      outcomes.set(entry.id, outcome)
      if (outcome.kind !== 'kept') continue
      if (concernsAll(outcome.problem)) break
      blocked.add(entry.subject)
    }
    return outcomes
  })
}

/** One attempt. A definitive answer takes the entry out of the store or marks it refused. */
export async function attempt(store: OutboxStore, entry: OutboxEntry): Promise<Outcome> {
  try {
    const body = await withUploadedPhotos(store, entry)
    const answer = await write<unknown>(requestOf(entry, body))
    await forget(store, entry)
    return { kind: 'answered', answer }
  } catch (error) {
    if (!isProblem(error)) throw error
    if (error.isPassing) return { kind: 'kept', problem: error }
    const { status, code, detail, errors } = error
    await store.put({ ...entry, refusal: { status, code, detail, errors } })
    return { kind: 'refused', problem: error }
  }
}

/** Takes an entry and the photos that only it holds out of the store. */
export async function forget(store: OutboxStore, entry: OutboxEntry): Promise<void> {
  await store.remove(entry.id)
  for (const key of photoKeys(entry.body)) await store.removePhoto(key)
}

function requestOf(entry: OutboxEntry, body: unknown): WriteRequest {
  return { method: entry.method, path: entry.path, body, idempotencyKey: entry.id }
}

/** No network, nobody signed in, or told to slow down: the other subjects would fare no better. */
function concernsAll(problem: ApiProblem | null): boolean {
  return problem !== null && [0, 401, 429].includes(problem.status)
}

async function personOrNobody(): Promise<string | null> {
  try {
    return await personSignedIn()
  } catch (error) {
    if (isProblem(error)) return null
    throw error
  }
}

/** Uploads the photos kept for this entry (again is harmless: their keys are theirs for good). */
async function withUploadedPhotos(store: OutboxStore, entry: OutboxEntry): Promise<unknown> {
  const ids = new Map<string, string>()
  for (const key of photoKeys(entry.body)) {
    const kept = await store.photo(key)
    if (!kept || kept.owner !== entry.owner) throw new ApiProblem(410, 'photo_gone', '')
    const photo = await write<Photo>({
      method: 'POST',
      path: '/photos',
      body: photoBody(key, kept.file, kept.name),
      idempotencyKey: key,
    })
    ids.set(key, photo.id)
  }
  return ids.size === 0 ? entry.body : replaced(entry.body, ids)
}

function photoKeys(body: unknown): string[] {
  if (typeof body === 'string') return [keptPhotoKey(body)].filter((key) => key !== null)
  if (typeof body !== 'object' || body === null) return []
  return Object.values(body).flatMap(photoKeys)
}

function replaced(body: unknown, ids: Map<string, string>): unknown {
  if (typeof body === 'string') return ids.get(keptPhotoKey(body) ?? '') ?? body
  if (Array.isArray(body)) return body.map((part) => replaced(part, ids))
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).map(([key, part]) => [key, replaced(part, ids)]))
}

interface LockManagerLike {
  request<T>(name: string, work: () => Promise<T>): Promise<T>
}

let queue: Promise<unknown> = Promise.resolve()

/** One replay at a time: over all tabs and the worker where there are Web Locks, else in this page. */
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as { locks?: LockManagerLike } | undefined)?.locks
  if (locks) return locks.request(LOCK, work)
  const turn = queue.then(work, work)
  queue = turn.catch(() => undefined)
  return turn
}
