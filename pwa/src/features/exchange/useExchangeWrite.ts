import type { Outcome } from '@/shared/outbox/entry'
import { useWrite } from '@/shared/outbox/useWrite'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'
import { say } from '@/shared/ui/toast'

export interface Doing {
  subject: string
  path: string
  body?: unknown
  what: string
  done: string
  kept: string
}

/** One write of the exchange, with what is said about it. The answer, `true` if it was kept, or null. */
export function useExchangeWrite<Answer = unknown>(slug: () => string) {
  const { passes } = useWriterGate()
  const { send, isSending, problem, clear } = useWrite<Answer>()

  async function doIt({ subject, path, body = {}, what, done, kept }: Doing): Promise<Answer | true | null> {
    const outcome: Outcome<Answer> = await send({
      subject,
      path: `/communities/${slug()}${path}`,
      body,
      what,
      touches: [keys.rewards(slug()), keys.redemptions, keys.points, keys.transfers],
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
