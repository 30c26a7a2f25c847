import { defineCopy } from '@/shared/i18n/copy'

export const postsCopy = defineCopy({ title: '岗位' }, { title: 'Posts' })
