import { describe, expect, test } from 'vitest'
import type { Queue, QueueItem, QueueKind } from '@/shared/api/types'
import { ageKey } from '@/features/workbench/age'
import { afterSkipping, inTurn, mayDecide, pathFor } from '@/features/workbench/decision'
import { without } from '@/features/workbench/queries'

function waitingItem(id: string, kind: QueueKind, allowed: string[] = []): QueueItem {
  return { id, kind, allowed_actions: allowed } as unknown as QueueItem
}

const items = [waitingItem('1', 'wish'), waitingItem('2', 'appointment'), waitingItem('3', 'wish')]

describe('whose turn it is', () => {
  test('the oldest comes first, of the kind that was chosen', () => {
    expect(inTurn(items, 'all', new Set()).map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect(inTurn(items, 'wish', new Set()).map(({ id }) => id)).toEqual(['1', '3'])
  })

  test('what was put aside comes last and is not lost', () => {
    expect(inTurn(items, 'all', new Set(['1'])).map(({ id }) => id)).toEqual(['2', '3', '1'])
  })

  test('when all were put aside the round begins anew', () => {
    let aside = new Set<string>()
    const seen: (string | undefined)[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      const current = inTurn(items, 'all', aside)[0]
      seen.push(current?.id)
      aside = afterSkipping(current?.id ?? '', inTurn(items, 'all', aside), aside)
    }
    expect(seen).toEqual(['1', '2', '3', '1', '2'])
  })
})

describe('a verdict', () => {
  test.each([
    ['wish', 'approve', '/communities/c/wishes/9/approve'],
    ['wish', 'reject', '/communities/c/wishes/9/reject'],
    ['appointment', 'reject', '/communities/c/appointments/9/decline'],
    ['membership', 'approve', '/communities/c/memberships/9/approve'],
    ['membership', 'reject', '/communities/c/memberships/9/decline'],
  ] as const)('on a %s, %s, goes to %s', (kind, verdict, path) => {
    expect(pathFor('c', waitingItem('9', kind), verdict)).toBe(path)
  })

  test('is offered only when the server allows it', () => {
    const application = waitingItem('9', 'appointment', ['decline'])
    expect(mayDecide(application, 'reject')).toBe(true)
    expect(mayDecide(application, 'approve')).toBe(false)
  })

  test('takes its item out of the queue and of its count, once', () => {
    const queue: Queue = { items, next: null, counts: { wish: 2, appointment: 1, membership: 0, record: 0 } }
    const after = without(queue, '3')
    expect(after.items.map(({ id }) => id)).toEqual(['1', '2'])
    expect(after.counts).toEqual({ wish: 1, appointment: 1, membership: 0, record: 0 })
    expect(without(after, '3')).toBe(after)
  })
})

test('age is said in hours for two days, then in days', () => {
  expect(ageKey(0)).toEqual({ key: 'ageMinutes', n: 0 })
  expect(ageKey(47)).toEqual({ key: 'ageHours', n: 47 })
  expect(ageKey(48)).toEqual({ key: 'ageDays', n: 2 })
})
