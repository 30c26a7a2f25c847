import { ref, shallowRef } from 'vue'
import { write } from '@/shared/api/client'
import { type ApiProblem, isProblem } from '@/shared/api/problem'
import type { Attendee } from '@/shared/api/types'
import { uuid7 } from '@/shared/outbox/uuid7'

/**
 * Somebody at the door without a phone, found by name or last digits. It asks and changes nothing, so
 * it never waits in the outbox; it is a POST because names and numbers don't belong into addresses.
 */
export function useHelperSearch(path: () => string) {
  const found = shallowRef<{ items: Attendee[]; more: boolean } | null>(null)
  const isBusy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)

  async function search(text: string): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    problem.value = null
    found.value = null
    try {
      found.value = await write({ method: 'POST', path: path(), body: { text }, idempotencyKey: uuid7() })
    } catch (error) {
      if (!isProblem(error)) throw error
      problem.value = error
    } finally {
      isBusy.value = false
    }
  }

  function forget(): void {
    found.value = null
    problem.value = null
  }

  return { found, isBusy, problem, search, forget }
}
