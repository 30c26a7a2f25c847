import type { FormCondition, FormField } from '@/shared/api/types'
import type { Drafted, DraftedAnswer } from './formAnswers'

/**
 * The questions that are asked, in order, as the server decides it too (content_models/common/own_forms):
 * what hangs on a question that is not asked is not asked either.
 */
export function shownFields(form: readonly FormField[], answers: Drafted): FormField[] {
  const asked = new Set<string>()
  return form.filter((field) => {
    const condition = field.shown_if
    const isShown = !condition || (asked.has(condition.field) && holds(condition, answers[condition.field]))
    if (isShown) asked.add(field.key)
    return isShown
  })
}

/** “Is not” needs an answer too: nothing jumps up before the question it depends on was answered. */
export function holds({ test, values }: FormCondition, answer: DraftedAnswer | undefined): boolean {
  const given = givenTexts(answer)
  if (given.length === 0) return false
  if (test === 'answered') return true
  const isAmong = given.some((text) => values.includes(text))
  return test === 'is_not' ? !isAmong : isAmong
}

function givenTexts(answer: DraftedAnswer | undefined): string[] {
  if (answer === undefined) return []
  if (!Array.isArray(answer)) return answer.trim() === '' ? [] : [answer.trim()]
  return answer.flatMap((one) => {
    if (typeof one === 'string') return [one]
    return one.id === null ? [] : [one.id]
  })
}
