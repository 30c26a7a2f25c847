import { defineCopy } from '@/shared/i18n/copy'

export const linesCopy = defineCopy(
  {
    withheld: '另有 {n} 位邻居没有公开姓名，一样感谢。',
    onlyWithheld: '这一期有 {n} 位邻居，都没有公开姓名。谢谢他们。',
    place: '第 {n} 名',
    mine: '这是您',
    wholeRoll: '看这一期的全部',
    first: '第一期还没出来，先看看现在谁会上榜。',
  },
  {
    withheld: '{n} more {n|neighbour|neighbours} without a name. Thank you all the same.',
    onlyWithheld: '{n} {n|neighbour|neighbours}, none of them by name. Thank you.',
    place: 'No. {n}',
    mine: 'This is you',
    wholeRoll: 'See the whole edition',
    first: 'The first edition is not out yet: see who would be on it now.',
  },
)
