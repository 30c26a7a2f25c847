import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { FormField } from '@/shared/api/types'
import OwnForm from '@/shared/forms/OwnForm.vue'
import { type Drafted, answersToSend, blankAnswers, complaintsAbout } from '@/shared/forms/formAnswers'

function field(changes: Partial<FormField> & Pick<FormField, 'key' | 'type'>): FormField {
  return { label: changes.key, help: '', required: false, options: [], shown_if: null, ...changes }
}

const form: FormField[] = [
  field({ key: 'name', type: 'text', required: true }),
  field({ key: 'story', type: 'long_text' }),
  field({ key: 'age', type: 'number' }),
  field({ key: 'shift', type: 'choice', options: ['早班', '晚班'], required: true }),
  field({ key: 'days', type: 'choices', options: ['周六', '周日'], required: true }),
  field({ key: 'from', type: 'date' }),
  field({ key: 'hasBike', type: 'yes_no', required: true }),
  field({ key: 'phone', type: 'phone' }),
]

const full = {
  name: '老周',
  story: '',
  age: '62',
  shift: '早班',
  days: ['周日'],
  from: '2026-12-01',
  hasBike: 'no',
  phone: '138 0013 8000',
}

describe('answers', () => {
  test('that are complete are not complained about', () => {
    expect(complaintsAbout(form, full)).toEqual({})
  })

  test('that must be given are missed, “no” is an answer', () => {
    expect(complaintsAbout(form, blankAnswers(form))).toEqual({
      name: 'missing',
      shift: 'missing',
      days: 'missing',
      hasBike: 'missing',
    })
    expect(complaintsAbout(form, full)).not.toHaveProperty('hasBike')
  })

  test.each([
    ['name', ' ', 'missing'],
    ['name', '周'.repeat(101), 'tooLong'],
    ['story', '周'.repeat(1001), 'tooLong'],
    ['age', '六十', 'numberOdd'],
    ['age', '1000000000000', 'numberOdd'],
    ['from', '明天', 'dateOdd'],
    ['phone', '有', 'phoneOdd'],
  ])('for %s that do not fit are complained about', (key, answer, complaint) => {
    expect(complaintsAbout(form, { ...full, [key]: answer })).toEqual({ [key]: complaint })
  })

  test('are sent by their kind, without the ones not given', () => {
    expect(answersToSend(form, full)).toEqual({
      name: '老周',
      age: '62',
      shift: '早班',
      days: ['周日'],
      from: '2026-12-01',
      hasBike: false,
      phone: '138 0013 8000',
    })
  })
})

describe('the form on screen', () => {
  function shown(errorOf: (key: string) => string | undefined = () => undefined) {
    return mount(OwnForm, { props: { form, modelValue: blankAnswers(form), errorOf } })
  }

  test('asks every question in its own way', () => {
    const kinds = shown()
      .findAll('input, textarea')
      .map((input) => input.attributes('type') ?? input.element.tagName.toLowerCase())
    expect(kinds).toEqual([
      'text',
      'textarea',
      'text',
      'radio',
      'radio',
      'checkbox',
      'checkbox',
      'date',
      'radio',
      'radio',
      'tel',
    ])
  })

  test('keeps one of a choice, and several of several', async () => {
    const wrapper = mount(OwnForm, {
      props: {
        form,
        modelValue: blankAnswers(form),
        errorOf: () => undefined,
        'onUpdate:modelValue': (answers: Drafted) =>
          void wrapper.setProps({ modelValue: answers }),
      },
    })
    for (const value of ['早班', '晚班', '周六', '周日']) {
      await wrapper.find(`input[value="${value}"]`).trigger('change')
      await nextTick()
    }
    expect(wrapper.props('modelValue')).toMatchObject({ shift: '晚班', days: ['周六', '周日'] })
    await wrapper.find('input[value="周六"]').trigger('change')
    expect(wrapper.props('modelValue')).toMatchObject({ days: ['周日'] })
  })

  test('shows a complaint beside its own field', () => {
    const wrapper = shown((key) => (key === 'phone' ? '这不像电话号码' : undefined))
    const wrong = wrapper.findAll('[aria-invalid="true"]')
    expect(wrong).toHaveLength(1)
    expect(wrong[0]?.attributes('type')).toBe('tel')
    expect(wrapper.text()).toContain('这不像电话号码')
  })
})
