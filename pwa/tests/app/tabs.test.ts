import { expect, test } from 'vitest'
import { litTab, tabsFor } from '@/app/tabs'
import type { Me } from '@/shared/api/types'

const area = { id: 'a', name: '桃源社区' }

function person(...roles: Me['roles']): Me {
  return {
    id: 'u',
    nickname: '小林',
    name: '',
    phone: '138****0000',
    has_password: false,
    language: 'zh-hans',
    elder_mode: false,
    consents: [],
    consent_required: null,
    roles,
    memberships: [],
    appointments: [],
    registrations: [],
    unread_notices: 0,
    home: null,
  }
}

function names(slug: string, me: Me | null): string[] {
  return tabsFor(slug, me).map(({ name }) => name)
}

test('a visitor sees home, wishes, service, exchange and me', () => {
  expect(names('taoyuan', null)).toEqual(['home', 'wishes', 'service', 'exchange', 'me'])
})

test('without a community there is only choosing one, and me', () => {
  expect(names('', null)).toEqual(['home', 'me'])
})

test('a worker has the workbench in the own community and not in another one', () => {
  const worker = person({ role: 'worker', community: 'taoyuan', area })
  expect(names('taoyuan', worker)).toContain('workbench')
  expect(names('baishi', worker)).not.toContain('workbench')
})

test('a resident has no workbench', () => {
  const resident = person({ role: 'resident', community: 'taoyuan', area })
  expect(names('taoyuan', resident)).not.toContain('workbench')
})

test.each([
  ['/c/taoyuan', 'home'],
  ['/c/taoyuan/wishes', 'wishes'],
  ['/c/taoyuan/wishes/0190', 'wishes'],
  ['/c/taoyuan/posts/1', 'service'],
  ['/c/taoyuan/service/hours', 'service'],
  ['/c/taoyuan/exchange/mine', 'exchange'],
  ['/me/notices', 'me'],
  ['/sign-in', undefined],
])('at %s the tab %s is lit', (path, name) => {
  expect(litTab(tabsFor('taoyuan', null), path)?.name).toBe(name)
})
