import { type MaybeRefOrGetter, toValue } from 'vue'
import type { Wish, WishAction } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { useWrite } from '@/shared/outbox/useWrite'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'
import { say } from '@/shared/ui/toast'
import { wishCopy } from '@/shared/wishes/copy'
import { useWishAnswer } from '../queries'
import { wishPageCopy } from './copy'

/** Does one verb to a wish and shows what became of it. True when the sheet may close. */
export function useWishVerb(wish: MaybeRefOrGetter<Wish>) {
  const t = useCopy(wishPageCopy)
  const tWish = useCopy(wishCopy)
  const { passes } = useWriterGate()
  const showAnswer = useWishAnswer()
  const { send, isSending, problem } = useWrite<Wish>()

  async function act(verb: WishAction, body: Record<string, unknown> = {}): Promise<boolean> {
    const { id, community, title, state } = toValue(wish)
    const outcome = await send({
      subject: `wish:${id}`,
      path: `/communities/${community}/wishes/${id}/${verb}`,
      body,
      what: t('what', { verb: tWish(`verb_${verb}`), title }),
      touches: [keys.community(community), keys.me],
    })
    if (outcome.kind === 'refused') {
      await passes(outcome.problem)
      return false
    }
    if (outcome.kind === 'kept') {
      say(tWish('kept'))
      return true
    }
    showAnswer(outcome.answer)
    say(tWish(verb === 'reopen' && state === 'expired' ? 'did_repost' : `did_${verb}`))
    return true
  }

  return { act, isSending, problem }
}
