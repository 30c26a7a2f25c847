import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { FormCondition, FormField } from '@/shared/api/types'
import OwnForm from '@/shared/forms/OwnForm.vue'
import { holds, shownFields } from '@/shared/forms/conditions'
import { type Drafted, answersToSend, blankAnswers, complaintsAbout } from '@/shared/forms/formAnswers'

function field(changes: Partial<FormField> & Pick<FormField, 'key' | 'type'>): FormField {
  return { label: changes.key, help: '', required: false, options: [], shown_if: null, ...changes }
}

function only(field: string, test: FormCondition['test'], ...values: string[]): FormCondition {
  return { field, test, values }
}

/** Stairs? → which floor → who carries; what hangs on a hidden question hides with it. */
const form: FormField[] = [
  field({ key: 'stairs', type: 'yes_no', required: true }),
  field({ key: 'floor', type: 'number', required: true, shown_if: only('stairs', 'is', 'yes') }),
  field({ key: 'carry', type: 'choice', options: ['一人', '两人'], shown_if: only('floor', 'answered') }),
  field({ key: 'names', type: 'text', required: true, shown_if: only('carry', 'is', '两人') }),
]

function keysShown(answers: Drafted): string[] {
  return shownFields(form, { ...blankAnswers(form), ...answers }).map(({ key }) => key)
}

describe('a condition', () => {
  test.each<[string, FormCondition, string | string[] | undefined, boolean]>([
    ['is: the same', only('a', 'is', '早班'), '早班', true],
    ['is: another', only('a', 'is', '早班'), '晚班', false],
    ['is: not answered', only('a', 'is', '早班'), '', false],
    ['is: among several', only('a', 'is', '周六'), ['周六', '周日'], true],
    ['is not: another', only('a', 'is_not', '早班'), '晚班', true],
    ['is not: the same', only('a', 'is_not', '早班'), '早班', false],
    ['is not: not answered yet', only('a', 'is_not', '早班'), '', false],
    ['is not: among several', only('a', 'is_not', '周六'), ['周六', '周日'], false],
    ['one of: one of them', only('a', 'one_of', '早班', '晚班'), '晚班', true],
    ['one of: none of them', only('a', 'one_of', '早班', '晚班'), '中班', false],
    ['answered: a word', only('a', 'answered'), '有', true],
    ['answered: spaces', only('a', 'answered'), '  ', false],
    ['answered: nothing chosen', only('a', 'answered'), [], false],
    ['answered: unknown', only('a', 'answered'), undefined, false],
  ])('%s', (_name, condition, answer, expected) => {
    expect(holds(condition, answer)).toBe(expected)
  })

  test('a photo counts as an answer once it is up', () => {
    const photo = { key: 'k', name: 'a.jpg', preview: '', share: 0, problem: null }
    const condition = only('a', 'answered')
    expect(holds(condition, [{ ...photo, state: 'uploading', id: null }])).toBe(false)
    expect(holds(condition, [{ ...photo, state: 'uploaded', id: 'p1' }])).toBe(true)
  })
})

describe('questions', () => {
  test('appear one after the other', () => {
    expect(keysShown({})).toEqual(['stairs'])
    expect(keysShown({ stairs: 'yes' })).toEqual(['stairs', 'floor'])
    expect(keysShown({ stairs: 'yes', floor: '6' })).toEqual(['stairs', 'floor', 'carry'])
    expect(keysShown({ stairs: 'yes', floor: '6', carry: '两人' })).toHaveLength(4)
  })

  test('go with the question they hang on, whatever was written in them', () => {
    expect(keysShown({ stairs: 'no', floor: '6', carry: '两人', names: '老周' })).toEqual(['stairs'])
  })

  test('that are hidden are neither missed nor sent', () => {
    const answers = { ...blankAnswers(form), stairs: 'no', floor: 'six', names: '老周' }
    expect(complaintsAbout(form, answers)).toEqual({})
    expect(answersToSend(form, answers)).toEqual({ stairs: false })
  })

  test('that are shown are missed when they must be answered', () => {
    expect(complaintsAbout(form, { ...blankAnswers(form), stairs: 'yes' })).toEqual({ floor: 'missing' })
  })
})

describe('on screen', () => {
  test('the answer brings the next question, and taking it back takes it away', async () => {
    const wrapper = mount(OwnForm, {
      props: {
        form,
        modelValue: blankAnswers(form),
        errorOf: () => undefined,
        'onUpdate:modelValue': (answers: Drafted) => void wrapper.setProps({ modelValue: answers }),
      },
    })
    expect(wrapper.text()).not.toContain('floor')
    await wrapper.find('input[value="yes"]').trigger('change')
    await nextTick()
    expect(wrapper.text()).toContain('floor')
    await wrapper.find('input[inputmode="numeric"]').setValue('6')
    await wrapper.find('input[value="no"]').trigger('change')
    await nextTick()
    expect(wrapper.text()).not.toContain('floor')
    // What was written is not lost if she changes her mind again.
    await wrapper.find('input[value="yes"]').trigger('change')
    await nextTick()
    expect(wrapper.find<HTMLInputElement>('input[inputmode="numeric"]').element.value).toBe('6')
  })

  test('a photo question waits until somebody is known', () => {
    const withPhoto = [field({ key: 'lamp', type: 'photo' })]
    const props = { form: withPhoto, modelValue: blankAnswers(withPhoto), errorOf: () => undefined }
    expect(mount(OwnForm, { props: { ...props, mayUpload: false } }).text()).not.toContain('lamp')
    expect(mount(OwnForm, { props }).find('input[type="file"]').exists()).toBe(true)
  })
})
