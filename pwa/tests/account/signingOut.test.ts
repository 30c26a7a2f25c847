import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import SignOut from '@/features/account/SignOut.vue'
import type { Me } from '@/shared/api/types'
import { chooseLanguage } from '@/shared/i18n/language'
import { readMe } from '@/shared/outbox/identity'
import { refreshWaiting, send } from '@/shared/outbox/outbox'
import { queryClient } from '@/shared/queries/client'
import { toast } from '@/shared/ui/toast'
import { eventually } from '../eventually'
import { emptyOutbox, json, stubServer, waitingFor } from '../outbox/server'

enableAutoUnmount(afterEach)

let server: ReturnType<typeof stubServer>

beforeEach(async () => {
  document.body.innerHTML = ''
  toast.value = ''
  // An app nobody looks at does not retry by itself in the middle of a test.
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  chooseLanguage('zh-hans')
  queryClient.clear()
  await emptyOutbox()
  server = stubServer()
  server.signIn('alice')
  await readMe()
  await refreshWaiting()
})

async function signOutButtons() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: { template: '<i />' } }],
  })
  // The sheet is teleported to the body, so that is where its buttons are looked for.
  mount(SignOut, {
    props: { me: { id: 'alice' } as Me },
    global: { plugins: [router], stubs: { transition: false } },
    attachTo: document.body,
  })
  async function tap(words: string): Promise<void> {
    const button = await eventually(() => {
      const found = [...document.body.querySelectorAll('button')].find(
        ({ textContent, disabled }) => textContent.includes(words) && !disabled,
      )
      if (!found) throw new Error(`no button says ${words}`)
      return found
    })
    button.click()
    await flushPromises()
  }
  return { tap }
}

async function keepOffline(what: string): Promise<void> {
  server.answerWith(() => 'no network')
  await send({ subject: 'wish:1', path: '/wish:1', what })
  server.asked.length = 0
  server.answerWith(({ method }) => json(method === 'DELETE' ? 401 : 201, {}))
}

function signedOut(): boolean {
  return server.asked.some(({ method }) => method === 'DELETE')
}

test('with nothing waiting, one tap signs out', async () => {
  server.answerWith(({ method }) => json(method === 'DELETE' ? 401 : 200, {}))
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await eventually(() => expect(toast.value).toBe('已退出'))
  expect(signedOut()).toBe(true)
})

test('with something waiting, it asks first and names it', async () => {
  await keepOffline('认领：一个电饭煲')
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await eventually(() => expect(document.body.textContent).toContain('认领：一个电饭煲'))
  expect(signedOut()).toBe(false)
})

test('sending first sends, then signs out', async () => {
  await keepOffline('a claim')
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await tap('先送出再退出')
  await eventually(() => expect(toast.value).toBe('已退出'))
  expect(signedOut()).toBe(true)
  expect(server.asked.map(({ path }) => path)).toEqual(['/wish:1', '/_allauth/browser/v1/auth/session'])
  expect(await waitingFor('alice')).toEqual([])
})

test('if it cannot be sent, nobody is signed out', async () => {
  await keepOffline('a claim')
  server.answerWith(() => 'no network')
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await tap('先送出再退出')
  await eventually(() => expect(document.body.textContent).toContain('可能没网'))
  expect(signedOut()).toBe(false)
  expect(await waitingFor('alice')).toEqual(['a claim'])
})

test('kept, it stays on the phone and is not sent at sign-out', async () => {
  await keepOffline('a claim')
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await tap('留着')
  await eventually(() => expect(toast.value).toBe('已退出'))
  expect(signedOut()).toBe(true)
  expect(server.asked.map(({ path }) => path)).not.toContain('/wish:1')
  expect(await waitingFor('alice')).toEqual(['a claim'])
})

test('dropped, it is gone', async () => {
  await keepOffline('a claim')
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await tap('不要了')
  await eventually(() => expect(toast.value).toBe('已退出'))
  expect(signedOut()).toBe(true)
  await eventually(async () => expect(await waitingFor('alice')).toEqual([]))
})

test('if signing out fails, what was to be dropped is still there', async () => {
  await keepOffline('a claim')
  server.answerWith(() => 'no network')
  const { tap } = await signOutButtons()
  await tap('退出登录')
  await tap('不要了')
  await eventually(() => expect(toast.value).toContain('没退成'))
  expect(await waitingFor('alice')).toEqual(['a claim'])
})
