import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defineComponent, h, provide } from 'vue'
import type { Appointment, BlockOf, FormField, Post } from '@/shared/api/types'
import FormBlock from '@/shared/pages/blocks/FormBlock.vue'
import { IN_PREVIEW } from '@/shared/pages/preview'
import { queryClient } from '@/shared/queries/client'
import { eventually } from '../eventually'
import { aPhone, json, open, problem } from '../phone'

enableAutoUnmount(afterEach)

const dialect: FormField = {
  key: 'dialect', type: 'text', label: '会说哪些方言', help: '', required: true, options: [], shown_if: null,
}
const block: BlockOf<'form'> = {
  id: 'b1', type: 'form', heading: '来当楼道管家', post: 'p1', post_name: '关爱服务岗', form: [dialect],
}
const place = { block, slug: 'liying' }
let phone: Awaited<ReturnType<typeof aPhone>>

function aPost(changes: Partial<Post> = {}): Post {
  return {
    id: 'p1', name: '关爱服务岗', icon: 'heart', duties: '', wanted: 3, filled: 1, form: [dialect],
    my_application: null, allowed_actions: ['apply'], ...changes,
  } as Post
}

function applied(state: Appointment['state']): Appointment {
  return { id: 'a1', state } as Appointment
}

function server(post: Post, apply: () => Response | 'no network' = () => problem(500, 'x')): void {
  phone.answerWith(({ method, path }) => {
    if (method !== 'GET') return apply()
    if (path.startsWith('/communities/liying/posts/p1')) return json(200, post)
    return path.startsWith('/communities/liying') ? json(200, { slug: 'liying', areas: [] }) : undefined
  })
}

function sent(): { path: string; body: unknown }[] {
  return phone.server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => ({ path, body }))
}

async function asVisitor(): Promise<void> {
  phone.server.signIn(null)
  queryClient.setQueryData(['me'], null)
}

beforeEach(async () => {
  Element.prototype.scrollIntoView = () => undefined // jsdom lays nothing out
  sessionStorage.clear()
  phone = await aPhone()
  await phone.signIn('alice')
})

test('the questions are answered and sent without leaving the page', async () => {
  server(aPost(), () => json(201, applied('applied')))
  const { says, type, tap, router } = await open(FormBlock, place)
  await says('来当楼道管家')
  await type('会说哪些方言', '客家话')
  await tap('发出申请')
  await says('来当楼道管家')
  await eventually(() => {
    const [{ path, body } = { path: '', body: {} }] = sent()
    expect(path).toBe('/communities/liying/posts/p1/applications')
    expect(body).toMatchObject({ answers: { dialect: '客家话' } })
  })
  expect(router.currentRoute.value.path).toBe('/c/liying/somewhere')
})

test('what must be answered is asked for before anything is sent', async () => {
  server(aPost())
  const { says, tap } = await open(FormBlock, place)
  await tap('发出申请')
  await says('这一项要填')
  expect(sent()).toEqual([])
})

test('a visitor signs in and finds what was typed on return', async () => {
  await asVisitor()
  server(aPost({ allowed_actions: [] }))
  const first = await open(FormBlock, place)
  await first.type('会说哪些方言', '客家话')
  await first.tap('登录并发出')
  await eventually(() => expect(first.router.currentRoute.value.fullPath).toBe('/sign-in?next=/c/liying/somewhere'))
  expect(sent()).toEqual([])
  first.wrapper.unmount()

  await phone.signIn('alice')
  server(aPost(), () => json(201, applied('applied')))
  queryClient.removeQueries({ queryKey: ['community'] })
  const again = await open(FormBlock, place)
  await again.tap('发出申请')
  await eventually(() => expect(sent()[0]?.body).toMatchObject({ answers: { dialect: '客家话' } }))
})

test('what one person typed is never shown to the next', async () => {
  server(aPost())
  const first = await open(FormBlock, place)
  await first.type('会说哪些方言', '客家话')
  first.wrapper.unmount()
  await phone.signIn('bob')
  const { says, tap } = await open(FormBlock, place)
  await tap('发出申请')
  await says('这一项要填')
})

test.each([
  ['applied', '您已经申请过这个岗位。'],
  ['approved', '您在这个岗位上。'],
] as const)('who has applied (%s) is told so, and is not asked again', async (state, words) => {
  server(aPost({ my_application: applied(state), allowed_actions: [] }))
  const { says, isSilentAbout, linkTo } = await open(FormBlock, place)
  await says(words)
  expect(isSilentAbout('发出申请')).toBe(true)
  expect(linkTo('/c/liying/posts/p1')).not.toBeNull()
})

test('an editor’s preview sends nothing', async () => {
  server(aPost(), () => json(201, applied('applied')))
  const preview = defineComponent({
    setup() {
      provide(IN_PREVIEW, true)
      return () => h(FormBlock, place)
    },
  })
  const { type, tap } = await open(preview, {})
  await type('会说哪些方言', '客家话')
  await tap('发出申请')
  expect(sent()).toEqual([])
})
