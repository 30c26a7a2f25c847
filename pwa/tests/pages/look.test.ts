import { afterEach, describe, expect, test } from 'vitest'
import { paint } from '@/shared/session/communityLook'

const palette = (primary: string) => ({
  primary,
  primary_pressed: '#222222',
  on_primary: '#ffffff',
  primary_soft: '#eeeeee',
  on_primary_soft: '#111111',
})
const look = { light: palette('#0f6b66'), dark: palette('#74cfc6') }
const primary = () => document.documentElement.style.getPropertyValue('--primary')

afterEach(() => paint(null, false))

describe('the colours of a community', () => {
  test('stand over the app’s own, by day and by night', () => {
    paint(look, false)
    expect(primary()).toBe('#0f6b66')
    paint(look, true)
    expect(primary()).toBe('#74cfc6')
  })

  test('go when one looks at a community without any', () => {
    paint(look, false)
    paint(null, false)
    expect(primary()).toBe('')
  })
})
