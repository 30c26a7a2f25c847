import type { DisplayWish } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { useWrite } from '@/shared/outbox/useWrite'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'
import { say } from '@/shared/ui/toast'
import { myHonorsCopy } from './copy'

/** Choosing how one is shown, and taking it back. True: done, or kept until there is a network. */
export function useDisplayWrite() {
  const t = useCopy(myHonorsCopy)
  const { passes } = useWriterGate()
  const { send, isSending, problem } = useWrite()

  async function write(path: string, body: unknown, what: string, done: string): Promise<boolean> {
    const touches = [keys.display, keys.myHonors, keys.allCommunities]
    const outcome = await send({ subject: 'display', path, body, what, touches })
    if (outcome.kind === 'refused') {
      await passes(outcome.problem)
      return false
    }
    say(outcome.kind === 'kept' ? t('kept') : done)
    return true
  }

  return {
    choose: (wanted: DisplayWish) => write('/me/display', wanted, t('what'), t('saved')),
    withdraw: () => write('/me/display/withdraw', {}, t('whatWithdraw'), t('withdrawn')),
    isSending,
    problem,
  }
}
