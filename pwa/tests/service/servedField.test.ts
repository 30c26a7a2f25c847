import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import ServedField from '@/shared/hours/ServedField.vue'
import { type ServedDraft, complaintAbout, servedOf } from '@/shared/hours/served'
import { chooseLanguage } from '@/shared/i18n/language'

beforeEach(() => chooseLanguage('zh-hans'))

function aDraft(changes: Partial<ServedDraft> = {}): ServedDraft {
  return { minutes: '', when: 'now', day: '2026-11-20', from: '09:00', ...changes }
}

function aField(props: { asked?: boolean; optional?: boolean } = {}, start: ServedDraft = aDraft()) {
  const draft = ref(start)
  const Form = defineComponent(() => () =>
    h(ServedField, {
      asked: false,
      problem: null,
      ...props,
      modelValue: draft.value,
      'onUpdate:modelValue': (now: ServedDraft) => (draft.value = now),
    }),
  )
  return { field: mount(Form), draft }
}

test('a usual time is one touch', async () => {
  const { field, draft } = aField()
  const usual = field.findAll('button').find((one) => one.text() === '1 小时 30 分钟')
  await usual?.trigger('click')
  expect(draft.value.minutes).toBe('90')
  expect(usual?.attributes('aria-pressed')).toBe('true')
})

test('when it was is asked only once something is said', async () => {
  const { field } = aField()
  expect(field.text()).not.toContain('什么时候')
  await field.find('input').setValue('40')
  expect(field.text()).toContain('什么时候')
})

test('earlier, it asks for day and beginning, and says back until when', async () => {
  const { field } = aField({}, aDraft({ minutes: '90' }))
  await field.find('input[value=earlier]').setValue()
  expect(field.text()).toContain('1 小时 30 分钟，到 10:30')
})

test('nothing is complained about before it was sent', () => {
  expect(aField().field.text()).not.toContain('请填')
})

test('left empty it is asked for, unless it is optional', () => {
  expect(aField({ asked: true }).field.text()).toContain('请填 1 到 1440 之间的整数')
  expect(aField({ asked: true, optional: true }).field.text()).not.toContain('请填')
})

test.each(['0', '-3', '1441', '7.5', '一会儿'])('“%s” minutes are wrong, and nothing comes of them', (minutes) => {
  expect(complaintAbout(aDraft({ minutes }))).toBe('wrong')
  expect(servedOf(aDraft({ minutes }))).toBeNull()
})

test('an earlier time without a day is odd', () => {
  expect(complaintAbout(aDraft({ minutes: '30', when: 'earlier', day: '' }))).toBe('timeOdd')
})

test('just now has no beginning of its own: the server takes the moment it hears of it', () => {
  expect(servedOf(aDraft({ minutes: '30' }))).toEqual({ minutes: 30, started_at: null })
})

test('earlier is sent with its beginning', () => {
  const started_at = new Date('2026-11-20T09:00:00').toISOString()
  expect(servedOf(aDraft({ minutes: '30', when: 'earlier' }))).toEqual({ minutes: 30, started_at })
})
