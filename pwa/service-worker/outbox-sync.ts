import { lastKnownPerson } from '@/shared/outbox/identity'
import { replay } from '@/shared/outbox/replay'
import { outboxStore } from '@/shared/outbox/store'
import { worker } from './scope'

const TAG = 'linli-outbox'

interface SyncEvent extends ExtendableEvent {
  tag: string
}

/** Background Sync: what was written without a network goes out although the app is closed. */
export function sendOutboxInBackground(): void {
  worker.addEventListener('sync', (event) => {
    const sync = event as SyncEvent
    if (sync.tag === TAG) sync.waitUntil(sendAndTell())
  })
}

async function sendAndTell(): Promise<void> {
  await replay()
  new BroadcastChannel(TAG).postMessage('changed')
  // A rejected sync is what makes the browser try again later.
  if (await stillWaits()) throw new Error('the outbox is not empty yet')
}

async function stillWaits(): Promise<boolean> {
  const owner = await lastKnownPerson()
  if (owner === null) return false
  const entries = await (await outboxStore()).entriesOf(owner)
  return entries.some((entry) => !entry.refusal)
}
