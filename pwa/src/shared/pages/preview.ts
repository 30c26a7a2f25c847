import type { InjectionKey } from 'vue'

/** Provided by the page that shows a draft to its editor: blocks look as they will, and send nothing. */
export const IN_PREVIEW: InjectionKey<boolean> = Symbol('in preview')
