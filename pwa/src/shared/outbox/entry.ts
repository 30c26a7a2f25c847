import type { WriteMethod } from '@/shared/api/client'
import type { ApiProblem, FieldProblem } from '@/shared/api/problem'

/** One write that has not had a definitive answer yet, as it lies in IndexedDB. */
export interface OutboxEntry {
  /** UUIDv7; the Idempotency-Key of every attempt. */
  id: string
  /** The person who wrote it. Nobody else's session ever sends it. */
  owner: string
  /** What it is about, e.g. `wish:0190…`. Writes about one subject are sent in the order written. */
  subject: string
  method: WriteMethod
  path: string
  body: unknown
  /** In the writer's words, for the list of waiting things: "认领：一个电饭煲". */
  what: string
  /** Query keys that an answer makes stale. */
  touches: readonly (readonly unknown[])[]
  createdAt: number
  /** Set when the server definitively refused it while its writer was not looking. */
  refusal?: Refusal
}

export interface Refusal {
  status: number
  code: string
  detail: string
  errors: readonly FieldProblem[]
}

/** A photo picked without a network: it is uploaded right before the write that shows it. */
export interface KeptPhoto {
  key: string
  owner: string
  file: Blob
  name: string
}

/** Whom the server last said we are, and the CSRF token at that moment (every sign-in changes it). */
export interface Identity {
  person: string | null
  csrfToken: string
}

export type Outcome<Answer = unknown> =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'refused'; problem: ApiProblem }
  /** No definitive answer yet; it waits and will be sent. */
  | { kind: 'kept'; problem: ApiProblem | null }

const KEPT_PHOTO = 'kept-photo:'

/** Stands in a body where the id of a photo will be once it is uploaded. */
export function keptPhotoId(key: string): string {
  return KEPT_PHOTO + key
}

export function keptPhotoKey(id: string): string | null {
  return id.startsWith(KEPT_PHOTO) ? id.slice(KEPT_PHOTO.length) : null
}
