import { type Ref, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { Community, Me } from '@/shared/api/types'
import { writesForOthers } from '@/shared/queries/me'
import { useWish } from '../queries'
import { dropDraft, keepDraft, keptDraft } from './keptDraft'
import { type WishDraft, draftFromWish, emptyDraft } from './wishDraft'
import { homeArea, livesHere } from './missingStep'

/**
 * The draft of this phone, once it is known who is here: what was kept, or the rejected wish that is to
 * be changed (`?from=`), or an empty one that already knows one's name and building.
 */
export function useDraft(
  slug: () => string,
  community: Ref<Community | undefined>,
  me: Ref<Me | null>,
  isKnown: Ref<boolean>,
) {
  const route = useRoute()
  const draft = ref<WishDraft | null>(null)
  const earlier = typeof route.query['from'] === 'string' ? route.query['from'] : ''
  const { data: earlierWish, isError: earlierGone } = useWish(slug, earlier)

  watch(
    [community, isKnown, earlierWish, earlierGone],
    () => {
      if (draft.value || !community.value || !isKnown.value) return
      const days = community.value.settings.wish_days
      if (earlierWish.value) draft.value = draftFromWish(earlierWish.value, days)
      else if (earlier === '' || earlierGone.value) {
        draft.value = keptDraft(slug(), me.value?.id ?? null) ?? fresh(days)
      }
      if (draft.value) prefill(draft.value)
    },
    { immediate: true },
  )
  watch(
    draft,
    (now) => {
      if (now) keepDraft(slug(), me.value?.id ?? null, now)
    },
    { deep: true },
  )

  function fresh(days: number): WishDraft {
    const isForOther =
      writesForOthers(me.value, slug()) &&
      (route.query['for'] === 'other' || (me.value !== null && !livesHere(me.value, slug())))
    return { ...emptyDraft(days), isForOther }
  }

  /** What the profile knows and the draft does not yet. */
  function prefill(now: WishDraft): void {
    if (now.contact.name === '') now.contact.name = me.value?.name ?? ''
    if (now.area === '' && !now.isForOther) now.area = homeArea(me.value, slug())
    if (route.query['for'] === 'other' && writesForOthers(me.value, slug())) now.isForOther = true
  }

  function startOver(): void {
    if (!community.value) return
    dropDraft(slug())
    draft.value = fresh(community.value.settings.wish_days)
    prefill(draft.value)
  }

  return { draft, startOver }
}
