import { defineCopy } from '@/shared/i18n/copy'

export const wishesCopy = defineCopy({ title: '心愿' }, { title: 'Wishes' })
