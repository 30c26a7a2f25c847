import { onScopeDispose, ref } from 'vue'

/** Counts whole seconds down to 0. */
export function useCountdown() {
  const secondsLeft = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  function start(seconds: number): void {
    stop()
    secondsLeft.value = seconds
    timer = setInterval(() => {
      secondsLeft.value -= 1
      if (secondsLeft.value <= 0) stop()
    }, 1_000)
  }

  onScopeDispose(stop)
  return { secondsLeft, start }
}
