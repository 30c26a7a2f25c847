import { type Ref, nextTick, onScopeDispose, watch } from 'vue'

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select, [tabindex="0"]'

/**
 * Focus goes into a sheet when it opens, stays there, and returns to whatever opened it: somebody
 * with a keyboard or a screen reader never wanders behind it.
 */
export function useSheetFocus(isOpen: Ref<boolean>, panel: Ref<HTMLElement | null>) {
  let opener: HTMLElement | null = null

  watch(
    isOpen,
    async (open) => {
      if (!open) {
        giveBack()
        return
      }
      opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
      await nextTick()
      panel.value?.focus({ preventScroll: true })
    },
    { immediate: true },
  )
  onScopeDispose(giveBack)

  function giveBack(): void {
    if (opener?.isConnected) opener.focus({ preventScroll: true })
    opener = null
  }

  /** For `@keydown.tab` on the panel. */
  function keepInside(event: KeyboardEvent): void {
    const { value } = panel
    if (!value) return
    const stops = [...value.querySelectorAll<HTMLElement>(FOCUSABLE)]
    const first = stops[0]
    const last = stops.at(-1)
    if (!first || !last) return
    const { activeElement } = document
    if (event.shiftKey && (activeElement === first || activeElement === value)) {
      event.preventDefault()
      last.focus()
    } else if (!event.shiftKey && activeElement === last) {
      event.preventDefault()
      first.focus()
    }
  }

  return { keepInside }
}
