import type { QueueItem, QueueKind } from '@/shared/api/types'

export type Verdict = 'approve' | 'reject'

const ROOMS: Readonly<Record<QueueKind, string>> = {
  wish: 'wishes',
  appointment: 'appointments',
  membership: 'memberships',
  record: 'hours',
}

/** Wishes and hours are rejected, people are declined; hours are verified: one button, the words of the API. */
export function verbFor(kind: QueueKind, verdict: Verdict): string {
  if (kind === 'record') return verdict === 'approve' ? 'verify' : 'reject'
  return verdict === 'reject' && kind !== 'wish' ? 'decline' : verdict
}

export function pathFor(slug: string, item: Pick<QueueItem, 'kind' | 'id'>, verdict: Verdict): string {
  return `/communities/${slug}/${ROOMS[item.kind]}/${item.id}/${verbFor(item.kind, verdict)}`
}

/** Whether the server lets this reviewer say that about it. */
export function mayDecide(item: QueueItem, verdict: Verdict): boolean {
  return item.allowed_actions.includes(verbFor(item.kind, verdict))
}

/**
 * The next one to look at: oldest first, those put aside at the end, so that nothing is lost and
 * nothing stands in the way.
 */
export function inTurn(
  items: readonly QueueItem[],
  kind: QueueKind | 'all',
  putAside: ReadonlySet<string>,
): QueueItem[] {
  const wanted = items.filter((item) => kind === 'all' || item.kind === kind)
  return [
    ...wanted.filter(({ id }) => !putAside.has(id)),
    ...wanted.filter(({ id }) => putAside.has(id)),
  ]
}

/** Puts one aside. When all of them have been, the round begins anew with that one last. */
export function afterSkipping(
  id: string,
  items: readonly QueueItem[],
  putAside: ReadonlySet<string>,
): Set<string> {
  const next = new Set([...putAside, id])
  return items.every((item) => next.has(item.id)) ? new Set([id]) : next
}
