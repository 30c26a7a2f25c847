import { defineCopy } from '@/shared/i18n/copy'

export const outboxCopy = defineCopy(
  {
    waiting: '{n} 件事还没送出去',
    waitingHint: '写好的都存在这台手机上，有网就自动送出。',
    refused: '{n} 件事没被收下',
    show: '看看',
    title: '等着送出的',
    sendNow: '现在送',
    again: '再送一次',
    discard: '不送了',
    waitsSince: '{when}写下，等网络',
    refusedBecause: '没被收下：{why}',
    noReason: '服务器没说原因',
    sent: '都送到了',
  },
  {
    waiting: '{n} {n|thing|things} not sent yet',
    waitingHint: 'Everything you wrote is kept on this phone and goes out when there is a network.',
    refused: '{n} {n|thing was|things were} not accepted',
    show: 'Show',
    title: 'Waiting to be sent',
    sendNow: 'Send now',
    again: 'Send again',
    discard: 'Drop it',
    waitsSince: 'Written {when}, waiting for a network',
    refusedBecause: 'Not accepted: {why}',
    noReason: 'the server gave no reason',
    sent: 'All sent',
  },
)
