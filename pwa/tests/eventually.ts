import { vi } from 'vitest'

/** Waits for what a person would see in the end; patient, because a test machine may be busy. */
export function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 10_000, interval: 20 })
}
