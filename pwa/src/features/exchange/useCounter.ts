import { useQueryClient } from '@tanstack/vue-query'
import { ref, shallowRef } from 'vue'
import { write } from '@/shared/api/client'
import { type ApiProblem, isProblem } from '@/shared/api/problem'
import type { Redemption } from '@/shared/api/types'
import { uuid7 } from '@/shared/outbox/uuid7'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'

/**
 * One code at the counter: looked at, then handed over. The only write that does not go through the
 * outbox: whether it counts has to be known while both stand there, and one that went out an hour
 * later would take points for a thing that never changed hands.
 */
export function useCounter(slug: () => string) {
  const client = useQueryClient()
  const { passes } = useWriterGate()
  const found = shallowRef<Redemption | null>(null)
  const isDone = ref(false)
  const isBusy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  let code = ''
  /** The same until the server has answered: asking again never hands over twice, nor says "used". */
  let attempt = ''

  async function ask(verb: 'look-up' | 'hand-over', key: string): Promise<Redemption | null> {
    isBusy.value = true
    problem.value = null
    try {
      const path = `/communities/${slug()}/redemptions/${verb}`
      return await write<Redemption>({ method: 'POST', path, body: { code }, idempotencyKey: key })
    } catch (error) {
      if (!isProblem(error)) throw error
      problem.value = error
      await passes(error)
      return null
    } finally {
      isBusy.value = false
    }
  }

  async function lookUp(text: string): Promise<void> {
    if (isBusy.value) return
    code = text
    attempt = uuid7()
    found.value = await ask('look-up', uuid7())
  }

  async function handOver(): Promise<void> {
    if (isBusy.value) return
    const answer = await ask('hand-over', attempt)
    if (answer === null) {
      if (problem.value && !problem.value.isPassing) attempt = uuid7()
      return
    }
    // The name of who fetches it is gone from the answer; for these few seconds it may stay on screen.
    found.value = { ...answer, proxy: found.value?.proxy ?? '' }
    isDone.value = true
    void client.invalidateQueries({ queryKey: keys.allHandOvers(slug()) })
  }

  function next(): void {
    code = ''
    found.value = null
    isDone.value = false
    problem.value = null
  }

  return { found, isDone, isBusy, problem, lookUp, handOver, next }
}
