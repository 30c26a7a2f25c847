import { VueQueryPlugin, QueryClient } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { PageBlock } from '@/shared/api/types'
import BlockList from '@/shared/pages/BlockList.vue'
import RichParagraphs from '@/shared/pages/RichParagraphs.vue'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:all(.*)*', component: { template: '<i />' } }],
})

function show(component: Component, props: Record<string, unknown>) {
  return mount(component, {
    props: { slug: 'pine', ...props } as never,
    global: {
      plugins: [router, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]],
    },
  })
}

function answering(body: unknown): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status: 200 })))
}

afterEach(() => vi.unstubAllGlobals())

const strip: PageBlock = { id: '1', type: 'notice_strip', text: '停水', tone: 'warning', until: null, link: null }
const button: PageBlock = {
  id: '2',
  type: 'button',
  label: '打电话',
  style: 'main',
  link: { kind: 'phone', target: '0755-1' },
}

describe('the blocks of a page', () => {
  test('stand in their order', () => {
    const page = show(BlockList, { blocks: [button, strip] })
    expect(page.text()).toBe('打电话停水')
    expect(page.get('a').attributes('href')).toBe('tel:07551')
  })

  test('that a newer server knows are left out, and the rest stands', () => {
    const unknown = { id: '3', type: 'hologram', text: '?' } as unknown as PageBlock
    expect(show(BlockList, { blocks: [unknown, strip] }).text()).toBe('停水')
  })

  test('with numbers show a dash until they are known, never a wrong number', async () => {
    answering({ numbers: { wishes_open: 7 }, months: [], categories: [], posts: [] })
    const numbers: PageBlock = { id: '4', type: 'numbers', heading: '这会儿', numbers: ['wishes_open'] }
    const page = show(BlockList, { blocks: [numbers] })
    expect(page.get('dd').text()).toBe('–')
    await flushPromises()
    await vi.waitFor(() => expect(page.get('dd').text()).toBe('7'))
  })

  test('with wishes say so when there is none', async () => {
    answering({ items: [], next: null })
    const wishes: PageBlock = { id: '5', type: 'wishes', heading: '', state: 'open', category: null, limit: 3 }
    const page = show(BlockList, { blocks: [wishes] })
    await vi.waitFor(() => expect(page.text()).toContain('There is no such wish'))
  })
})

describe('an editor’s text', () => {
  const span = { text: '', bold: false, italic: false, link: null }

  test('is words, whatever they look like', () => {
    const text = show(RichParagraphs, {
      paragraphs: [{ style: 'p', spans: [{ ...span, text: '<img src=x onerror=alert(1)>' }] }],
    })
    expect(text.find('img').exists()).toBe(false)
    expect(text.text()).toContain('<img')
  })

  test('puts neighbouring lines of a list into one list', () => {
    const line = (style: string, words: string) => ({ style, spans: [{ ...span, text: words }] })
    const text = show(RichParagraphs, {
      paragraphs: [line('bullet', '一'), line('bullet', '二'), line('p', '三'), line('number', '四')],
    })
    expect(text.findAll('ul')).toHaveLength(1)
    expect(text.findAll('ul li')).toHaveLength(2)
    expect(text.findAll('ol li')).toHaveLength(1)
  })
})
