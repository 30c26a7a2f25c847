import type { Activity } from '@/shared/api/types'
import { useCopy } from '@/shared/i18n/copy'
import { useActivityAnswer } from '../queries'
import { useServiceWrite } from '../useServiceWrite'
import { activityCopy } from './copy'

type Verb = 'take-seat' | 'leave-seat' | 'end' | 'cancel'

const SAID = { 'take-seat': 'tookSeat', 'leave-seat': 'leftSeat', end: 'ended', cancel: 'cancelled' } as const

/** Does one verb to an activity and shows what became of it. True when its sheet may close. */
export function useActivityMove(slug: () => string) {
  const t = useCopy(activityCopy)
  const showAnswer = useActivityAnswer(slug)
  const { doIt, isSending, problem } = useServiceWrite<Activity>(slug)

  async function move(activity: Activity, verb: Verb, reason?: string): Promise<boolean> {
    const answer = await doIt({
      subject: `activity:${activity.id}`,
      path: `/activities/${activity.id}/${verb}`,
      body: reason === undefined ? {} : { reason },
      what: t('what', { verb: t(`verb_${verb}`), title: activity.title }),
      done: t(SAID[verb]),
      kept: t('kept'),
    })
    if (answer !== null && answer !== true) showAnswer(answer)
    return answer !== null
  }

  return { move, isSending, problem }
}
