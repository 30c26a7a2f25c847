import { ref } from 'vue'

const SHOWN_MS = 2_800

/** What ToastLine shows; empty most of the time. */
export const toast = ref('')

let timer: ReturnType<typeof setTimeout> | undefined

/** A short word that something happened; never the only place of something important. */
export function say(message: string): void {
  clearTimeout(timer)
  toast.value = message
  timer = setTimeout(() => (toast.value = ''), SHOWN_MS)
}
