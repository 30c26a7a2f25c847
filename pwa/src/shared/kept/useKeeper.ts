import { type ComputedRef, computed, ref } from 'vue'
import { lastKnownPerson } from '@/shared/outbox/identity'
import { useMe } from '@/shared/queries/me'

/**
 * Whose kept things may be shown: the person signed in or, while the server cannot be asked, the last
 * one it named. Empty for nobody. An app that is opened in a cellar knows its owner this way.
 */
export function useKeeper(): ComputedRef<string> {
  const { me, isKnown, isUnreachable } = useMe()
  const last = ref('')
  void lastKnownPerson().then((person) => (last.value = person ?? ''))
  return computed(() => {
    if (isKnown.value) return me.value?.id ?? ''
    return isUnreachable.value ? last.value : ''
  })
}
