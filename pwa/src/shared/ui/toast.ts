import { showToast } from 'vant/es/toast'
import 'vant/es/toast/style/index'

/** A short word that something happened; never the only place of something important. */
export function say(message: string): void {
  showToast({ message, position: 'bottom', duration: 2600, wordBreak: 'break-word' })
}
