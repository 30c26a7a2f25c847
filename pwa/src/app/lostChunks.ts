import type { Router } from 'vue-router'
import { useCopy } from '@/shared/i18n/copy'
import { say } from '@/shared/ui/toast'
import { appCopy } from './copy'

const TRIED = 'linli.reloaded-for'

/**
 * A page whose script cannot be had: offline without a worker, or the server has a newer build and
 * the old files are gone. The second is cured by loading the address anew, once.
 */
export function recoverLostChunks(router: Router): void {
  const t = useCopy(appCopy)
  router.onError((error, to) => {
    if (!isLostChunk(error)) return
    const isFirstTry = sessionStorage.getItem(TRIED) !== to.fullPath
    if (navigator.onLine && isFirstTry) {
      sessionStorage.setItem(TRIED, to.fullPath)
      window.location.assign(to.fullPath)
    } else {
      say(t('chunkLost'))
    }
  })
  router.afterEach((_to, _from, failure) => {
    if (!failure) sessionStorage.removeItem(TRIED)
  })
}

/** Every browser words it differently; Vite's preloading adds its own for a lost style sheet. */
export function isLostChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|module script failed|error loading dynamically|preload CSS/i.test(
      error.message,
    )
  )
}
