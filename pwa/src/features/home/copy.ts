import { defineCopy } from '@/shared/i18n/copy'

export const homeCopy = defineCopy({ title: '首页' }, { title: 'Home' })
