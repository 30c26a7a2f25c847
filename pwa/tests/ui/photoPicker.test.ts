import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import PhotoPicker from '@/shared/ui/PhotoPicker.vue'
import type { PickedPhoto } from '@/shared/ui/photoPicks'

vi.mock('@/shared/api/photos', () => ({
  PHOTO_TYPES: 'image/*',
  uploadPhoto: (key: string) => ({
    photo: Promise.resolve({ id: `photo-of-${key}`, thumb: '/thumb' }),
    cancel: () => undefined,
  }),
}))

test('photos picked together all arrive in the form that holds them, uploaded', async () => {
  URL.createObjectURL = () => 'blob:preview'
  URL.revokeObjectURL = () => undefined
  const picked = ref<PickedPhoto[]>([])
  const form = defineComponent(() => () =>
    h(PhotoPicker, {
      modelValue: picked.value,
      'onUpdate:modelValue': (photos: PickedPhoto[]) => (picked.value = photos),
    }),
  )
  const wrapper = mount(form)
  const input = wrapper.find('input[type="file"]')
  const files = ['lamp.jpg', 'stairs.jpg'].map((name) => new File(['x'], name, { type: 'image/jpeg' }))
  Object.defineProperty(input.element, 'files', { value: files, configurable: true })
  await input.trigger('change')
  expect(picked.value.map(({ name }) => name)).toEqual(['lamp.jpg', 'stairs.jpg'])
  await vi.waitFor(() => expect(picked.value.map(({ state }) => state)).toEqual(['uploaded', 'uploaded']))
  await nextTick()
  expect(wrapper.findAll('img')).toHaveLength(2)

  await wrapper.findAll('.remove')[0]?.trigger('click')
  expect(picked.value.map(({ name }) => name)).toEqual(['stairs.jpg'])
})
