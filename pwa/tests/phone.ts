import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { chooseLanguage } from '@/shared/i18n/language'
import { forgetKept } from '@/shared/kept/keptStore'
import { readMe } from '@/shared/outbox/identity'
import { queryClient } from '@/shared/queries/client'
import { toast } from '@/shared/ui/toast'
import { eventually } from './eventually'
import { type Asked, emptyOutbox, json, problem, stubServer } from './outbox/server'

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
      const about = { roles, memberships: [] }
      server.signIn(id, about)
      await readMe()
      queryClient.setQueryData(['me'], { ...about, id })
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
  await router.push('/c/liying/somewhere')
  const wrapper = mount(page, {
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
  async function type(label: string, text: string): Promise<HTMLInputElement | HTMLTextAreaElement> {
    const field = await eventually(() => {
      const named = [...document.body.querySelectorAll('label')].find((one) => one.textContent.includes(label))
      const input = named && document.getElementById(named.getAttribute('for') ?? '')
      const isField = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement
      if (!isField) throw new Error(`no field is called “${label}”`)
      return input
    })
    field.value = text
    field.dispatchEvent(new Event('input'))
    await flushPromises()
    return field
  }
  async function choose(label: string, option: string): Promise<void> {
    const select = await eventually(() => {
      const named = [...document.body.querySelectorAll('label')].find((one) => one.textContent.includes(label))
      const list = named && document.getElementById(named.getAttribute('for') ?? '')
      if (!(list instanceof HTMLSelectElement)) throw new Error(`no list is called “${label}”`)
      const found = [...list.options].find((one) => one.text.includes(option))
      if (!found) throw new Error(`“${label}” does not offer “${option}”`)
      list.value = found.value
      return list
    })
    select.dispatchEvent(new Event('change'))
    await flushPromises()
  }
  // Compared by hand: jsdom's selectors stumble over an & in an address.
  const linkTo = (place: string) =>
    [...document.body.querySelectorAll('a')].find((one) => one.getAttribute('href') === place) ?? null
  return { wrapper, router, says, isSilentAbout, tap, type, choose, linkTo }
}

export { json, problem }
