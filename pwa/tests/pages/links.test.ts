import { describe, expect, test } from 'vitest'
import { destinationOf, dialled, placeOfPage } from '@/shared/pages/links'
import { asAddress } from '@/shared/pages/queries'

describe('a link of an editor', () => {
  test('leads to a page, whose name may be Chinese', () => {
    expect(destinationOf({ kind: 'page', target: 'news/停水' }, 'pine')).toEqual({
      to: '/c/pine/pages/news/%E5%81%9C%E6%B0%B4',
    })
    expect(placeOfPage('pine', 'home')).toBe('/c/pine')
    expect(asAddress('a/b c')).toBe('a/b%20c')
  })

  test('leads to a room of the app', () => {
    expect(destinationOf({ kind: 'room', target: 'new_wish' }, 'pine')).toEqual({ to: '/c/pine/wishes/new' })
    expect(destinationOf({ kind: 'room', target: 'me' }, 'pine')).toEqual({ to: '/me' })
  })

  test('leads to the dialler with digits only', () => {
    expect(destinationOf({ kind: 'phone', target: '0755-1234 (转 5)' }, 'pine')).toEqual({ href: 'tel:075512345' })
    expect(dialled('+86 138 0013 8000')).toBe('+8613800138000')
  })

  test('never runs anything', () => {
    expect(destinationOf({ kind: 'url', target: 'https://example.org' }, 'pine')).toEqual({
      href: 'https://example.org',
    })
    for (const target of ['javascript:alert(1)', 'data:text/html,x', ' javascript:x', '//evil.example']) {
      expect(destinationOf({ kind: 'url', target }, 'pine')).toEqual({ to: '/c/pine' })
    }
  })
})
