import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Redemption, ScanKey } from '@/shared/api/types'

/**
 * The two things of one's own that must be at hand without a signal: pick-up codes and the key that
 * signs scans. They belong to their owner and are gone when another person holds the phone.
 */
export interface KeptCode {
  id: string
  owner: string
  redemption: Redemption
}

export interface KeptKey extends ScanKey {
  owner: string
}

interface KeptSchema extends DBSchema {
  codes: { key: string; value: KeptCode }
  keys: { key: string; value: KeptKey }
}

let opened: Promise<IDBPDatabase<KeptSchema>> | undefined

function database(): Promise<IDBPDatabase<KeptSchema>> {
  opened ??= openDB<KeptSchema>('linli-kept', 1, {
    upgrade(made) {
      made.createObjectStore('codes', { keyPath: 'id' })
      made.createObjectStore('keys', { keyPath: 'owner' })
    },
    terminated() {
      opened = undefined
    },
  })
  return opened
}

/** Where IndexedDB is forbidden nothing is kept; everything else works as before. */
async function quietly<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work()
  } catch {
    return otherwise
  }
}

/** Keeps what can be fetched, and forgets what can't any more. */
export function keepCode(owner: string, redemption: Redemption): Promise<void> {
  return quietly(async () => {
    const store = await database()
    if (redemption.state === 'reserved' && redemption.code) {
      await store.put('codes', { id: redemption.id, owner, redemption: JSON.parse(JSON.stringify(redemption)) })
    } else await store.delete('codes', redemption.id)
  }, undefined)
}

export function keptCode(owner: string, id: string): Promise<Redemption | null> {
  return quietly(async () => {
    const kept = await (await database()).get('codes', id)
    return kept?.owner === owner ? kept.redemption : null
  }, null)
}

/** What this person can still fetch, as far as this phone knows. */
export function keptCodes(owner: string, now: number = Date.now()): Promise<Redemption[]> {
  return quietly(async () => {
    const all = await (await database()).getAll('codes')
    return all
      .filter((kept) => kept.owner === owner && Date.parse(kept.redemption.expires_at) > now)
      .map(({ redemption }) => redemption)
  }, [])
}

export function keepKey(key: KeptKey): Promise<void> {
  return quietly(async () => void (await (await database()).put('keys', key)), undefined)
}

export function keptKey(owner: string): Promise<KeptKey | null> {
  return quietly(async () => (await (await database()).get('keys', owner)) ?? null, null)
}

export function forgetKept(): Promise<void> {
  return quietly(async () => {
    const store = await database()
    await store.clear('codes')
    await store.clear('keys')
  }, undefined)
}
