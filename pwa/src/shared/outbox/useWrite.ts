import { computed, ref, shallowRef } from 'vue'
import type { ApiProblem } from '@/shared/api/problem'
import type { Outcome } from './entry'
import { type Draft, send as sendDraft } from './outbox'

/**
 * One button's or form's way to write: safe in the outbox first, then sent.
 *
 *   const { send, isSending, problem } = useWrite<Wish>()
 *   const outcome = await send({ subject: `wish:${id}`, path: `/communities/${slug}/wishes/${id}/claim`,
 *                                what: t('claiming', { title }), touches: [keys.wishes(slug)] })
 *   if (outcome.kind === 'answered') …   // outcome.answer is the Wish
 *   if (outcome.kind === 'kept') …       // say "will be sent when the network is back", and move on
 *   // 'refused': `problem` holds why; show problem.detail and problem.forField('title')
 */
export function useWrite<Answer = unknown>() {
  const isSending = ref(false)
  const outcome = shallowRef<Outcome<Answer> | null>(null)

  async function send(draft: Draft): Promise<Outcome<Answer>> {
    isSending.value = true
    outcome.value = null
    try {
      const result = (await sendDraft(draft)) as Outcome<Answer>
      outcome.value = result
      return result
    } finally {
      isSending.value = false
    }
  }

  return {
    send,
    isSending,
    /** Forgets the last refusal: the form is opened anew. */
    clear: () => {
      outcome.value = null
    },
    problem: computed<ApiProblem | null>(() =>
      outcome.value?.kind === 'refused' ? outcome.value.problem : null,
    ),
    isKept: computed(() => outcome.value?.kind === 'kept'),
  }
}
