import { type Ref, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { ApiProblem } from '@/shared/api/problem'
import type { Wish } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { uuid7 } from '@/shared/outbox/uuid7'
import { useWrite } from '@/shared/outbox/useWrite'
import { keys } from '@/shared/queries/keys'
import { useWriterGate } from '@/shared/session/writerGate'
import { isUploading } from '@/shared/ui/photoPicks'
import { say } from '@/shared/ui/toast'
import { useWishAnswer } from '../queries'
import { newWishCopy } from './copy'
import { dropDraft } from './keptDraft'
import { type DraftRules, type Step, type WishDraft, firstOpenStep, newWishFrom, stepOfField } from './wishDraft'

/** Sends the draft through the outbox, and leads to the wish, or back to what has to be changed. */
export function useSending(slug: () => string, draft: Ref<WishDraft | null>) {
  const t = useCopy(newWishCopy)
  const route = useRoute()
  const router = useRouter()
  const showAnswer = useWishAnswer()
  const { passes } = useWriterGate()
  const { send: write, isSending, problem } = useWrite<Wish>()
  const photoTrouble = ref<'uploading' | 'photoLost' | null>(null)
  /** It lies in the outbox; without a network there may be no other page to go to, so this one says it. */
  const isKept = ref(false)

  /** The step that still needs something, or null when the wish is on its way. */
  async function send(rules: DraftRules): Promise<Step | null> {
    const { value } = draft
    if (!value) return null
    const open = firstOpenStep(value, rules)
    if (open) return open
    photoTrouble.value = troubleWith(value)
    if (photoTrouble.value) return null
    const outcome = await write({
      subject: `new-wish:${uuid7()}`,
      path: `/communities/${slug()}/wishes`,
      body: newWishFrom(value, rules.questions),
      what: t('what', { title: value.title.trim() }),
      touches: [keys.community(slug()), keys.me],
    })
    if (outcome.kind === 'refused') return whereTo(outcome.problem)
    leaveDraft()
    if (outcome.kind === 'kept') {
      isKept.value = true
      return null
    }
    showAnswer(outcome.answer)
    say(t('sent'))
    await router.replace(`/c/${slug()}/wishes/${outcome.answer.id}`)
    return null
  }

  function leaveDraft(): void {
    // First the memory, then the phone: the watcher would write it down again.
    draft.value = null
    dropDraft(slug())
  }

  /** Where to go on after a refusal; the draft stays as it is. */
  async function whereTo(refusal: ApiProblem): Promise<Step | null> {
    if (!(await passes(refusal))) return null
    if (refusal.code === 'not_a_resident') {
      await router.push({ path: '/me/join', query: { community: slug(), next: route.fullPath } })
      return null
    }
    const field = refusal.errors[0]?.field
    const step = field === undefined ? 'check' : stepOfField(field)
    return step === 'check' ? null : step
  }

  return { send, isSending, problem, photoTrouble, isKept }
}

function troubleWith(draft: WishDraft): 'uploading' | 'photoLost' | null {
  if (isUploading(draft.photos)) return 'uploading'
  return draft.photos.some(({ state }) => state === 'failed') ? 'photoLost' : null
}
