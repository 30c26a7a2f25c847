import { queryClient } from '@/shared/queries/client'
import { forgetKept } from '@/shared/kept/keptStore'
import { keys } from '@/shared/queries/keys'

/**
 * Another person holds the phone now: what the server told the one before (a door, a phone number, a
 * queue) leaves memory at once, and what is on screen is asked for anew.
 */
export async function forgetAnswersToSomebodyElse(): Promise<void> {
  void forgetKept()
  queryClient.removeQueries({ type: 'inactive', predicate: isNotMe })
  await queryClient.resetQueries({ predicate: isNotMe })
}

function isNotMe({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return !(queryKey.length === 1 && queryKey[0] === keys.me[0])
}
