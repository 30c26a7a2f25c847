import { onBeforeUnmount, onMounted } from 'vue'

/** Keeps the screen lit while a page is looked at: a code that goes dark stops the queue at the door. */
export function useAwake(): void {
  let lock: WakeLockSentinel | null = null

  async function hold(): Promise<void> {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return
    try {
      lock = await navigator.wakeLock.request('screen')
    } catch {
      // Saving the battery comes first there; the person touches the screen now and then.
    }
  }

  onMounted(() => {
    void hold()
    // The phone lets go of it whenever the page is hidden.
    document.addEventListener('visibilitychange', hold)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', hold)
    void lock?.release()
  })
}
