import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Identity, KeptPhoto, OutboxEntry } from './entry'

interface OutboxSchema extends DBSchema {
  entries: { key: string; value: OutboxEntry; indexes: { owner: string } }
  photos: { key: string; value: KeptPhoto }
  identity: { key: 'now'; value: Identity }
}

const DATABASE = 'linli-outbox'

export interface OutboxStore {
  put(entry: OutboxEntry): Promise<void>
  get(id: string): Promise<OutboxEntry | undefined>
  remove(id: string): Promise<void>
  /** How many entries wait, whoever wrote them. */
  count(): Promise<number>
  /** In the order written (ids are UUIDv7). */
  entriesOf(owner: string): Promise<OutboxEntry[]>
  putPhoto(photo: KeptPhoto): Promise<void>
  photo(key: string): Promise<KeptPhoto | undefined>
  removePhoto(key: string): Promise<void>
  identity(): Promise<Identity | undefined>
  setIdentity(identity: Identity): Promise<void>
}

let opened: Promise<OutboxStore> | undefined

/** The outbox of this browser; where IndexedDB is forbidden, one that lasts as long as the page. */
export function outboxStore(): Promise<OutboxStore> {
  opened ??= openDatabase().then(inDatabase, () => inMemory())
  return opened
}

function openDatabase(): Promise<IDBPDatabase<OutboxSchema>> {
  return openDB<OutboxSchema>(DATABASE, 1, {
    upgrade(database) {
      database.createObjectStore('entries', { keyPath: 'id' }).createIndex('owner', 'owner')
      database.createObjectStore('photos', { keyPath: 'key' })
      database.createObjectStore('identity')
    },
    // The browser closed it (storage was cleared): open anew at the next use.
    terminated() {
      opened = undefined
    },
  })
}

function inDatabase(database: IDBPDatabase<OutboxSchema>): OutboxStore {
  return {
    put: async (entry) => void (await database.put('entries', entry)),
    get: (id) => database.get('entries', id),
    remove: (id) => database.delete('entries', id),
    count: () => database.count('entries'),
    entriesOf: async (owner) => inOrder(await database.getAllFromIndex('entries', 'owner', owner)),
    putPhoto: async (photo) => void (await database.put('photos', photo)),
    photo: (key) => database.get('photos', key),
    removePhoto: (key) => database.delete('photos', key),
    identity: () => database.get('identity', 'now'),
    setIdentity: async (identity) => void (await database.put('identity', identity, 'now')),
  }
}

export function inMemory(): OutboxStore {
  const entries = new Map<string, OutboxEntry>()
  const photos = new Map<string, KeptPhoto>()
  let known: Identity | undefined
  return {
    put: async (entry) => void entries.set(entry.id, entry),
    get: async (id) => entries.get(id),
    remove: async (id) => void entries.delete(id),
    count: async () => entries.size,
    entriesOf: async (owner) => inOrder([...entries.values()].filter((e) => e.owner === owner)),
    putPhoto: async (photo) => void photos.set(photo.key, photo),
    photo: async (key) => photos.get(key),
    removePhoto: async (key) => void photos.delete(key),
    identity: async () => known,
    setIdentity: async (identity) => void (known = identity),
  }
}

function inOrder(entries: OutboxEntry[]): OutboxEntry[] {
  return entries.sort((a, b) => (a.id < b.id ? -1 : 1))
}
