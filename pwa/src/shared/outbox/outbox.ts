import { ref, shallowRef } from 'vue'
import { ApiProblem } from '@/shared/api/problem'
import type { Me } from '@/shared/api/types'
import { queryClient } from '@/shared/queries/client'
import { keys } from '@/shared/queries/keys'
import type { OutboxEntry, Outcome } from './entry'
import { lastKnownPerson } from './identity'
import { attempt, forget, replay } from './replay'
import { outboxStore } from './store'
import { uuid7 } from './uuid7'

export type Draft = Pick<OutboxEntry, 'subject' | 'path' | 'what'> &
  Partial<Pick<OutboxEntry, 'method' | 'body' | 'touches'>>

/** What waits (or was refused meanwhile) for the person signed in, oldest first. */
export const waiting = shallowRef<OutboxEntry[]>([])
/** While nobody is signed in: how many writes wait for their writer to come back. */
export const waitingForSignIn = ref(0)
export const isReplaying = ref(false)

/** Tabs and the service worker tell each other that the outbox changed. */
const channel =
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('linli-outbox')

const SYNC_TAG = 'linli-outbox'
const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 300_000

let retryTimer: ReturnType<typeof setTimeout> | undefined
let retryDelay = FIRST_RETRY_MS

/** Puts the write into the outbox, then tries to send it, and tells what became of it. */
export async function send(draft: Draft): Promise<Outcome> {
  const owner = await writer()
  if (owner === null) return { kind: 'refused', problem: new ApiProblem(401, 'signed_out', '') }
  const entry: OutboxEntry = {
    id: uuid7(),
    owner,
    subject: draft.subject,
    method: draft.method ?? 'POST',
    path: draft.path,
    body: plain(draft.body ?? {}),
    what: draft.what,
    touches: plain(draft.touches ?? []),
    createdAt: Date.now(),
  }
  const store = await outboxStore()
  await store.put(entry)
  const outcomes = await replay(entry.subject)
  const outcome = outcomes.get(entry.id) ?? (await fateOf(entry))
  // The writer is looking at the form: the refusal is shown there and need not wait in the strip.
  if (outcome.kind === 'refused') await forget(store, entry)
  if (outcome.kind === 'kept') await askForSync()
  // Signed out meanwhile, or somebody else signed in in another tab: the page should notice.
  if (isSignedOut(outcome) || isHeldBack(outcome)) void queryClient.invalidateQueries({ queryKey: keys.me })
  await settle(outcome.kind === 'answered' ? [entry] : [])
  return outcome
}

/** What is kept is what will be sent: JSON. (IndexedDB cannot clone Vue's reactive objects.) */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** Another tab or the worker was faster, or an earlier write about the same subject still waits. */
async function fateOf(entry: OutboxEntry): Promise<Outcome> {
  const store = await outboxStore()
  const stored = await store.get(entry.id)
  if (stored?.refusal) {
    const { status, code, detail, errors } = stored.refusal
    return { kind: 'refused', problem: new ApiProblem(status, code, detail, errors) }
  }
  if (stored) return { kind: 'kept', problem: null }
  // It was answered elsewhere; the same key brings the same answer again.
  return attempt(store, entry)
}

/** Sends everything that waits for the person signed in. */
export async function replayAll(): Promise<void> {
  isReplaying.value = true
  try {
    const before = waiting.value
    const outcomes = await replay()
    if ([...outcomes.values()].some(isSignedOut)) await queryClient.invalidateQueries({ queryKey: keys.me })
    await settle(before.filter(({ id }) => outcomes.get(id)?.kind === 'answered'))
  } finally {
    isReplaying.value = false
  }
}

/** Whoever this page shows as signed in writes it; before the server was asked, the last one known. */
async function writer(): Promise<string | null> {
  const me = queryClient.getQueryData<Me | null>(keys.me)
  return me === undefined ? lastKnownPerson() : (me?.id ?? null)
}

function isHeldBack(outcome: Outcome): boolean {
  return outcome.kind === 'kept' && outcome.problem === null
}

/** The session ended without anybody signing out: the app should notice and offer to sign in. */
function isSignedOut(outcome: Outcome): boolean {
  return outcome.kind === 'kept' && outcome.problem?.status === 401
}

/** The person gives one waiting write up. */
export async function discard(entry: OutboxEntry): Promise<void> {
  await forget(await outboxStore(), entry)
  await settle([])
}

export async function discardAll(owner: string): Promise<void> {
  const store = await outboxStore()
  for (const entry of await store.entriesOf(owner)) await forget(store, entry)
  await settle([])
}

/** A refused write, tried once more under a new key: the old key's answer is final. */
export async function sendAgain(entry: OutboxEntry): Promise<Outcome> {
  const { subject, method, path, body, what, touches } = entry
  const store = await outboxStore()
  await store.remove(entry.id)
  const outcome = await send({ subject, method, path, body, what, touches })
  if (outcome.kind === 'refused') {
    const { status, code, detail, errors } = outcome.problem
    await store.put({ ...entry, refusal: { status, code, detail, errors } })
    await settle([])
  }
  return outcome
}

export async function refreshWaiting(): Promise<void> {
  const owner = await lastKnownPerson()
  const store = await outboxStore()
  waiting.value = owner === null ? [] : await store.entriesOf(owner)
  waitingForSignIn.value = owner === null ? await store.count() : 0
  if (waiting.value.some((entry) => !entry.refusal)) planRetry()
  else retryDelay = FIRST_RETRY_MS
}

/** Replays on start, when the network returns, when the app is looked at, and now and then. */
export function startOutbox(): void {
  void refreshWaiting().then(() => replayAll())
  window.addEventListener('online', () => void replayAll())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refreshWaiting().then(() => replayAll())
  })
  channel?.addEventListener('message', () => {
    void refreshWaiting()
    void queryClient.invalidateQueries()
  })
}

async function settle(answered: readonly OutboxEntry[]): Promise<void> {
  await refreshWaiting()
  channel?.postMessage('changed')
  for (const queryKey of answered.flatMap((entry) => entry.touches)) {
    void queryClient.invalidateQueries({ queryKey: [...queryKey] })
  }
}

function planRetry(): void {
  if (retryTimer !== undefined) return
  retryTimer = setTimeout(() => {
    retryTimer = undefined
    retryDelay = Math.min(retryDelay * 2, LAST_RETRY_MS)
    if (document.visibilityState === 'visible') void replayAll()
  }, retryDelay)
}

interface SyncManagerLike {
  register(tag: string): Promise<void>
}

/** Where there is Background Sync the worker sends it even when the app is closed. */
async function askForSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration()
    await (registration as { sync?: SyncManagerLike } | undefined)?.sync?.register(SYNC_TAG)
  } catch {
    // Permission refused or no worker: the page replays it at the next occasion.
  }
}
