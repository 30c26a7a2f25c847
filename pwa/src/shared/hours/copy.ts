import { defineCopy } from '@/shared/i18n/copy'

export const servedCopy = defineCopy(
  {
    howLong: '花了多久',
    usual: '常用的',
    other: '或者填分钟数',
    when: '什么时候',
    now: '刚刚结束',
    earlier: '早些时候',
    day: '哪一天',
    from: '几点开始',
    until: '{words}，到 {when}',
    wrong: '请填 1 到 1440 之间的整数',
    timeOdd: '请选好日期和时间',
  },
  {
    howLong: 'How long it took',
    usual: 'Usual ones',
    other: 'or type the minutes',
    when: 'When',
    now: 'Just now',
    earlier: 'Earlier',
    day: 'Which day',
    from: 'From',
    until: '{words}, until {when}',
    wrong: 'Please enter a whole number from 1 to 1440',
    timeOdd: 'Please choose day and time',
  },
)
