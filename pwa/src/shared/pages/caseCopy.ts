import { defineCopy } from '@/shared/i18n/copy'

export const caseStoryCopy = defineCopy(
  {
    problem: '遇到的事',
    figures: '用数字说',
    moments: '经过',
    way: '怎么做的',
    outcome: '结果',
    steps: '您也遇到，就这样办',
  },
  {
    problem: 'What the matter was',
    figures: 'In numbers',
    moments: 'How it went',
    way: 'What was done',
    outcome: 'What came of it',
    steps: 'If you meet this, too',
  },
)
