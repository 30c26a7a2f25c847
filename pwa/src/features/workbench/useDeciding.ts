import { ref } from 'vue'
import type { QueueItem } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { useWrite } from '@/shared/outbox/useWrite'
import { keys } from '@/shared/queries/keys'
import { say } from '@/shared/ui/toast'
import { workbenchCopy } from './copy'
import { type Verdict, pathFor } from './decision'
import { useTakeOut } from './queries'

/** Says yes or no to one thing of the queue. True when it is out of the way and the next may open. */
export function useDeciding(slug: () => string) {
  const t = useCopy(workbenchCopy)
  const takeOut = useTakeOut(slug)
  const { send, isSending, problem: lastProblem } = useWrite<{ state?: string }>()
  const tried = ref('')

  async function decide(item: QueueItem, verdict: Verdict, reason = ''): Promise<boolean> {
    tried.value = item.id
    const outcome = await send({
      subject: `${item.kind}:${item.id}`,
      path: pathFor(slug(), item, verdict),
      // With hours, the minutes that were on the screen: others by now are refused, not agreed to.
      body: verdict === 'reject' ? { reason } : item.record ? { minutes: item.record.minutes } : {},
      what: t('what', { verb: t(verdict), title: item.title }),
      touches: [keys.community(slug())],
    })
    if (outcome.kind === 'refused') {
      // A colleague was faster: nothing left to do here. Anything else is said in place.
      if (outcome.problem.code !== 'wrong_state' && outcome.problem.status !== 404) return false
      say(t('gone'))
    } else if (outcome.kind === 'kept') say(t('kept'))
    else if (verdict === 'reject') say(t('rejected'))
    // A back entry's first word of two makes nothing true yet.
    else say(t(item.record && outcome.answer.state === 'submitted' ? 'firstWord' : 'approved'))
    takeOut(item.id)
    return true
  }

  return {
    decide,
    isSending,
    /** Why this one was refused; another one's refusal is not its. */
    problemOf: (id: string) => (tried.value === id ? lastProblem.value : null),
  }
}
