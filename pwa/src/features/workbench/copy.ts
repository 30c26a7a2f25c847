import { defineCopy } from '@/shared/i18n/copy'

export const workbenchCopy = defineCopy({ title: '工作台' }, { title: 'Review' })
