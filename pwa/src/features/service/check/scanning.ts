import { read } from '@/shared/api/client'
import type { Scan, ScanKey } from '@/shared/api/types'
import { keepKey, keptKey } from '@/shared/kept/keptStore'
import { isoDay } from '@/shared/i18n/dates'
import type { OutboxEntry } from '@/shared/outbox/entry'

export type Way = 'in' | 'out'

/** What somebody scanned or typed, as the server wants it. */
const QR = /^LINLI:A:([0-9a-f-]{36}):(P|\d{1,12}):([0-9A-Z]{8})$/

export function readCode(text: string): Pick<Scan, 'code' | 'activity' | 'slot'> {
  const found = QR.exec(text.trim())
  if (found) {
    return { code: found[3] ?? '', activity: found[1] ?? null, slot: found[2] === 'P' ? null : Number(found[2]) }
  }
  return { code: typed(text), activity: null, slot: null }
}

/** Small letters, spaces and the usual confusions are forgiven, as on the server: the signature is over this. */
export function typed(text: string): string {
  return text
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
}

export function isComplete(text: string): boolean {
  return QR.test(text.trim()) || typed(text).length === 8
}

/** Fetches the key for scans without signal while there is one; the one kept serves until its last day. */
export async function ensureKey(owner: string): Promise<void> {
  const kept = await keptKey(owner)
  if (kept && kept.valid_until > isoDay(new Date())) return
  try {
    const fresh = await read<ScanKey>('/me/scan-key')
    await keepKey({ ...fresh, owner })
  } catch {
    // Without a network there is none: a scan then needs one, as before.
  }
}

/** The scan with its time and this person's signature: it may be sent hours later. */
export async function signedScan(
  owner: string,
  slug: string,
  way: Way,
  text: string,
  now: number = Date.now(),
): Promise<Scan> {
  const part = readCode(text)
  const bare: Scan = { ...part, seen_at: new Date(now).toISOString(), signature: '' }
  const kept = await keptKey(owner)
  // Only https and localhost have WebCrypto; elsewhere a scan has to arrive at once.
  if (!kept || !globalThis.crypto?.subtle) return bare
  const words = `${slug}|${way}|${part.activity ?? ''}|${part.code}|${now}`
  return { ...bare, signature: await hmac(kept.key, words) }
}

async function hmac(key: string, words: string): Promise<string> {
  const bytes = Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
  const imported = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(words))
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The last scan that lies on this phone unsent: who checked in without a signal is in, although the
 * server does not know of it yet.
 */
export function keptScan(
  entries: readonly Pick<OutboxEntry, 'path' | 'refusal' | 'createdAt'>[],
  slug: string,
): { way: Way; at: number } | null {
  const start = `/communities/${slug}/hours/check-`
  const last = entries.filter(({ path, refusal }) => path.startsWith(start) && !refusal).at(-1)
  if (!last) return null
  return { way: last.path === `${start}in` ? 'in' : 'out', at: last.createdAt }
}
