import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ColumnChart from '@/shared/charts/ColumnChart.vue'

const bars = [
  { label: '9月', value: 0, words: '0 分钟' },
  { label: '10月', value: 120, words: '2 小时' },
  { label: '11月', value: 30, words: '30 分钟' },
]

test('who listens gets a table with every month and its words', () => {
  const chart = mount(ColumnChart, { props: { bars, title: '近半年' } })
  expect(chart.find('caption').text()).toBe('近半年')
  const rows = chart.findAll('tbody tr').map((row) => [row.find('th').text(), row.find('td').text()])
  expect(rows).toEqual([
    ['9月', '0 分钟'],
    ['10月', '2 小时'],
    ['11月', '30 分钟'],
  ])
  expect(chart.findAll('th').every((one) => one.attributes('scope') === 'row')).toBe(true)
})

test('the drawing and its labels are not read out beside the table', () => {
  const chart = mount(ColumnChart, { props: { bars, title: '近半年' } })
  expect(chart.find('svg').attributes('aria-hidden')).toBe('true')
  expect(chart.find('ol').attributes('aria-hidden')).toBe('true')
})

test('the figure is called by its title, and says what stands out', () => {
  const chart = mount(ColumnChart, { props: { bars, title: '近半年', note: '最多的是10月，2 小时' } })
  const named = chart.find('figure').attributes('aria-labelledby') ?? ''
  expect(chart.find(`#${named}`).text()).toBe('近半年')
  expect(chart.text()).toContain('最多的是10月，2 小时')
})

test('a month without service is a mark, not a gap, and the highest column fills the drawing', () => {
  const heights = mount(ColumnChart, { props: { bars } }).findAll('rect').map((one) => Number(one.attributes('height')))
  expect(heights).toEqual([3, 96, 24])
})

test('without a title it only decorates, and is silent', () => {
  const chart = mount(ColumnChart, { props: { bars } })
  expect(chart.find('figure').attributes('aria-hidden')).toBe('true')
  expect(chart.find('table').exists()).toBe(false)
})
