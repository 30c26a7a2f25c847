import type { ServiceRecord } from '@/shared/api/types'
import type { Tone } from '@/shared/ui/StatusChip.vue'

export const RECORD_TONES: Readonly<Record<ServiceRecord['state'], Tone>> = {
  draft: 'amber',
  submitted: 'amber',
  verified: 'green',
  rejected: 'danger',
  corrected: 'neutral',
  withdrawn: 'neutral',
}
