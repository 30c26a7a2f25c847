import { useWrite } from '@/shared/outbox/useWrite'
import type { Outcome } from '@/shared/outbox/entry'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'
import { say } from '@/shared/ui/toast'

export interface Doing<Answer> {
  subject: string
  path: string
  body?: unknown
  what: string
  /** Said when the server has answered, and when it has not. */
  done: string | ((answer: Answer) => string)
  kept: string
}

/** One write about activities or hours, with what is said about it. The answer, `true` if it was kept, or null. */
export function useServiceWrite<Answer = unknown>(slug: () => string) {
  const { passes } = useWriterGate()
  const { send, isSending, problem } = useWrite<Answer>()

  async function doIt({ subject, path, body = {}, what, done, kept }: Doing<Answer>): Promise<Answer | true | null> {
    const outcome: Outcome<Answer> = await send({
      subject,
      path: `/communities/${slug()}${path}`,
      body,
      what,
      touches: [keys.activities(slug()), keys.queue(slug()), keys.wishes(slug()), keys.me],
    })
    if (outcome.kind === 'refused') {
      await passes(outcome.problem)
      return null
    }
    if (outcome.kind === 'kept') {
      say(kept)
      return true
    }
    say(typeof done === 'string' ? done : done(outcome.answer))
    return outcome.answer
  }

  return { doIt, isSending, problem }
}
