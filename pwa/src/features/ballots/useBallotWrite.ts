import type { WriteMethod } from '@/shared/api/client'
import type { Outcome } from '@/shared/outbox/entry'
import { useWrite } from '@/shared/outbox/useWrite'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'
import { say } from '@/shared/ui/toast'

export interface Doing {
  method?: WriteMethod
  /** Below the ballot: `/vote`. */
  path: string
  body?: unknown
  what: string
  done: string
  kept: string
}

/** One write about a ballot. The answer, `true` if it was kept for later, or null. */
export function useBallotWrite<Answer = unknown>(slug: () => string, ballot: () => string) {
  const { passes } = useWriterGate()
  const { send, isSending, problem, clear } = useWrite<Answer>()

  async function doIt({ method = 'POST', path, body = {}, what, done, kept }: Doing): Promise<Answer | true | null> {
    const outcome: Outcome<Answer> = await send({
      // Votes about one ballot are sent in the order in which they were given: the last one holds.
      subject: `ballot:${ballot()}`,
      method,
      path: `/communities/${slug()}/ballots/${ballot()}${path}`,
      body,
      what,
      touches: [keys.ballots(slug())],
    })
    if (outcome.kind === 'refused') {
      await passes(outcome.problem)
      return null
    }
    if (outcome.kind === 'kept') {
      say(kept)
      return true
    }
    if (done !== '') say(done)
    return outcome.answer
  }

  return { doIt, isSending, problem, clear }
}
