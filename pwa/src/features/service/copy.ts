import { defineCopy } from '@/shared/i18n/copy'

export const whenCopy = defineCopy(
  {
    day: '哪一天',
    from: '几点开始',
    until: '几点结束',
    sum: '一共 {words}',
    backwards: '结束要比开始晚',
    odd: '请选好日期和时间',
  },
  {
    day: 'Which day',
    from: 'From',
    until: 'Until',
    sum: '{words} in all',
    backwards: 'The end has to be later than the beginning',
    odd: 'Please choose day and times',
  },
)
