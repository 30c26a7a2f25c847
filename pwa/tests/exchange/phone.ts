import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Redemption, Reward } from '@/shared/api/types'
import { chooseLanguage } from '@/shared/i18n/language'
import { forgetKept } from '@/shared/kept/keptStore'
import { readMe } from '@/shared/outbox/identity'
import { queryClient } from '@/shared/queries/client'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { type Asked, emptyOutbox, json, problem, stubServer } from '../outbox/server'

const DAY_MS = 86_400_000
const fulai = { id: 'm1', name: '福来小超市', place: '7栋楼下', opening_hours: '每天 7:30–22:00', mine: true }
const community = { slug: 'liying', name: '荔影社区' }

export function aReward(changes: Partial<Reward> = {}): Reward {
  return {
    id: 'r1',
    name: '五常大米 5斤',
    kind: 'goods',
    kind_name: '物品',
    description: '当季新米',
    picture: null,
    price: 60,
    stock_left: 40,
    limit_per_person: 3,
    left_for_me: 3,
    opens_on: null,
    closes_on: null,
    merchant: fulai,
    pick_up: '',
    pick_up_days: 7,
    missing_points: 0,
    allowed_actions: ['redeem'],
    ...changes,
  }
}

export function aRedemption(changes: Partial<Redemption> = {}): Redemption {
  return {
    id: 'x1',
    community,
    state: 'reserved',
    state_name: '待领取',
    reward: 'r1',
    name: '五常大米 5斤',
    price: 60,
    code: '882904922160',
    qr: 'LINLI:R:x1:ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    pick_up: '',
    merchant: fulai,
    proxy: '',
    reserved_at: new Date(Date.now() - DAY_MS).toISOString(),
    expires_at: new Date(Date.now() + 6 * DAY_MS).toISOString(),
    closed_at: null,
    reason: '',
    person: null,
    allowed_actions: ['cancel', 'proxy'],
    ...changes,
  } as Redemption
}

export function handedOver(): Redemption {
  const over = { state: 'handed_over', state_name: '已领取', code: null, qr: null } as const
  return aRedemption({ ...over, closed_at: new Date().toISOString(), allowed_actions: [] })
}

type Rule = (asked: Asked) => Response | 'no network' | undefined

/** A phone of its own: empty stores, one person signed in, a server that answers by the test's rule. */
export async function aPhone(roles: { role: string; community: string | null }[] = []) {
  document.body.innerHTML = ''
  toast.value = ''
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  chooseLanguage('zh-hans')
  queryClient.clear()
  await forgetKept()
  await emptyOutbox()
  const server = stubServer()

  return {
    server,
    async signIn(id: string): Promise<void> {
      server.signIn(id)
      await readMe()
      queryClient.setQueryData(['me'], { id, roles })
    },
    answerWith(rule: Rule): void {
      server.answerWith((asked) => rule(asked) ?? problem(404, 'not_found', '没找到。'))
    },
    /** The app is opened anew, in a cellar: no memory of anything but what lies in IndexedDB. */
    coldStartWithoutSignal(): void {
      queryClient.clear()
      vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    },
  }
}

export async function open(page: Component, props: Record<string, unknown>) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { template: '<i />' } }],
  })
  await router.push('/c/liying/exchange/somewhere')
  mount(page, {
    props,
    global: { plugins: [router, [VueQueryPlugin, { queryClient }]], stubs: { transition: false } },
    attachTo: document.body,
  })

  const says = (words: string) =>
    eventually(() => {
      // Spaces at the borders of elements are the browser's matter.
      const text = document.body.textContent.replace(/\s+/g, ' ')
      if (!text.includes(words)) throw new Error(`nothing says “${words}” in: ${text}`)
    })
  const isSilentAbout = (words: string) => !document.body.textContent.includes(words)
  async function tap(words: string): Promise<void> {
    const target = await eventually(() => {
      const all = [...document.body.querySelectorAll<HTMLElement>('button, a')].filter((one) => !one.hasAttribute('disabled'))
      const found =
        all.find((one) => one.textContent.trim() === words) ?? all.find((one) => one.textContent.includes(words))
      if (!found) throw new Error(`nothing to tap says “${words}”`)
      return found
    })
    target.click()
    await flushPromises()
  }
  async function type(label: string, text: string): Promise<HTMLInputElement> {
    const field = await eventually(() => {
      const named = [...document.body.querySelectorAll('label')].find((one) => one.textContent.includes(label))
      const input = named && document.getElementById(named.getAttribute('for') ?? '')
      if (!(input instanceof HTMLInputElement)) throw new Error(`no field is called “${label}”`)
      return input
    })
    field.value = text
    field.dispatchEvent(new Event('input'))
    await flushPromises()
    return field
  }
  const linkTo = (place: string) => document.body.querySelector(`a[href="${place}"]`)
  return { router, says, isSilentAbout, tap, type, linkTo }
}

export { json, problem }
