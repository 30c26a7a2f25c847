import type { Display, Edition, EditionLine, MyAward, Roll, RollCard } from '@/shared/api/types'

const community = { slug: 'liying', name: '荔影社区' }
const about = { about: '', source: 'minutes', source_name: '核实过的服务时长' }
const often = { period_name: '月', removed: '' }

export function aLine(changes: Partial<EditionLine> = {}): EditionLine {
  const name = { kind: 'full', text: '王大勇' } as const
  return { award: Math.random().toString(), name, place: null, figure: '', reason: '', mine: false, ...changes }
}

export function anEdition(changes: Partial<Edition> = {}): Edition {
  return {
    period: '2026-10-01',
    until: '2026-10-31',
    label: '2026年10月',
    state: 'frozen',
    title: '最美楼栋长',
    intro: '谢谢您守着这栋楼',
    ...about,
    shows_ranks: false,
    frozen_at: '2026-11-06T00:00:00Z',
    comes_out_on: null,
    lines: [aLine()],
    notes: [],
    ...changes,
  }
}

export function aRoll(changes: Partial<Roll> = {}): Roll {
  const tile = (period: string, label: string, state: 'open' | 'frozen') => ({ period, until: period, label, state })
  return {
    id: 'r1',
    community,
    title: '最美楼栋长',
    intro: '谢谢您守着这栋楼',
    ...about,
    ...often,
    period: 'month',
    editions: [
      tile('2026-11-01', '2026年11月', 'open'),
      tile('2026-10-01', '2026年10月', 'frozen'),
      tile('2026-09-01', '2026年9月', 'frozen'),
    ],
    edition: anEdition(),
    ...changes,
  }
}

export function aCard(changes: Partial<RollCard> = {}): RollCard {
  return {
    id: 'r1',
    title: '最美楼栋长',
    intro: '',
    ...about,
    ...often,
    period: 'month',
    latest: { period: '2026-10-01', until: '2026-10-31', label: '2026年10月', state: 'frozen' },
    names: ['安国', '王大勇'],
    named: 2,
    withheld: 0,
    comes_out_on: '2026-12-06',
    ...changes,
  }
}

export function anAward(changes: Partial<MyAward> = {}): MyAward {
  return {
    id: 'a1',
    roll: 'r1',
    title: '最美楼栋长',
    community,
    period: '2026-10-01',
    label: '2026年10月',
    figure: '核实服务 3 小时 0 分钟',
    reason: '',
    place: null,
    shown: { kind: 'withheld', text: '未公开姓名' },
    awarded_at: '2026-11-06T00:00:00Z',
    notes: [],
    ...changes,
  }
}

export function aDisplay(changes: Partial<Display> = {}): Display {
  return {
    choice: null,
    address: '',
    version: '2026-11',
    given_at: null,
    has_awards: true,
    choices: [
      { value: 'full', name: '全名', example: '王大勇' },
      { value: 'short', name: '只露姓', example: '王师傅' },
      { value: 'badge', name: '只显示徽章', example: '一位邻居' },
      { value: 'no', name: '不显示', example: '未公开姓名' },
    ],
    addresses: [
      { value: 'shifu', name: '师傅', example: '王师傅' },
      { value: 'ms', name: '女士', example: '王女士' },
    ],
    ...changes,
  }
}

export * from '../phone'
