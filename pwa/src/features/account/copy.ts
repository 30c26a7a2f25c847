import { defineCopy } from '@/shared/i18n/copy'

export const accountCopy = defineCopy({ title: '我的' }, { title: 'Me' })
