import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import TextField from '@/shared/ui/TextField.vue'

test('what is typed stays words, also in a field for numbers', async () => {
  const field = mount(TextField, { props: { modelValue: '', label: '花了多少分钟', type: 'number' } })
  await field.find('input').setValue('45')
  expect(field.emitted('update:modelValue')).toEqual([['45']])
})
