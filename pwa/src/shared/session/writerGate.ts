import { useRoute, useRouter } from 'vue-router'
import type { ApiProblem } from '@/shared/api/problem'

/** Leads to what is missing before one may write: signing in, or consent. What was typed stays behind. */
export function useWriterGate() {
  const route = useRoute()
  const router = useRouter()

  /** True when the problem is the form's own matter; otherwise the person is led away. */
  async function passes(problem: ApiProblem): Promise<boolean> {
    const next = route.fullPath
    if (problem.status === 401) await router.push({ path: '/sign-in', query: { next } })
    else if (problem.code === 'consent_required') {
      await router.push({ path: '/consent', query: { next } })
    } else return true
    return false
  }

  /** Before anything is sent: a visitor signs in and comes back to this place. */
  async function signIn(): Promise<void> {
    await router.push({ path: '/sign-in', query: { next: route.fullPath } })
  }

  return { passes, signIn }
}
