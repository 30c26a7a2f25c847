import { QueryClient } from '@tanstack/vue-query'
import { isProblem } from '@/shared/api/problem'

const MINUTE = 60_000

/** Server state with manners for phones: shown from memory at once, asked again when looked at again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: MINUTE / 2,
      gcTime: 30 * MINUTE,
      refetchOnWindowFocus: true,
      refetchOnReconnect: true,
      // The service worker may have an answer where the network has none, so ask even when offline.
      networkMode: 'offlineFirst',
      retry: (failures, error) => isProblem(error) && isWorthRepeating(error) && failures < 2,
    },
  },
})

function isWorthRepeating(problem: { status: number }): boolean {
  return problem.status === 0 || problem.status >= 500
}
