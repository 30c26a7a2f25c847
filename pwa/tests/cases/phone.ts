import type { AskedCase, CaseCard, CaseDetail } from '@/shared/api/types'

const community = { slug: 'liying', name: '荔影社区' }
const areaKind = { kind: 'standard', name: '居民小区' } as const
const facts = {
  type: 'case' as const,
  case_id: 'k1',
  category: '借一借',
  area_kind: areaKind,
  problem: '轮椅只用两周，买一台不值。',
  way: ['问一声谁家有闲着的'],
  outcome: '后来又借给了三家人。',
  steps: ['先问社区医院', '两个人一起试刹车'],
  figures: [{ label: '有人认领用了', value: '当天' }],
  moments: [{ when: '第 1 天', what: '一位邻居许了这个愿' }],
  photos: [],
}

export function aCard(changes: Partial<CaseCard> = {}): CaseCard {
  return {
    id: 'k1',
    community,
    path: 'yi-tai-lun-yi',
    title: '一台轮椅，轮着用',
    summary: '一年借出去十一次。',
    category: '借一借',
    area_kind: areaKind,
    cover: null,
    published_at: '2026-10-01T08:00:00Z',
    useful_count: 3,
    adopted_count: 1,
    ...changes,
  }
}

export function aCase(changes: Partial<CaseDetail> = {}): CaseDetail {
  return { ...aCard(), picture: null, facts, blocks: [], adoptions: [], learned_from: [], mine: null, ...changes }
}

export function anAskedCase(changes: Partial<AskedCase> = {}): AskedCase {
  return {
    id: 'g1',
    community,
    title: '一台轮椅，轮着用',
    part: 'resident',
    state: 'asked',
    asked_at: '2026-10-01T08:00:00Z',
    answered_at: null,
    seen: 'print-1',
    agreed: null,
    on_show: false,
    note: '',
    summary: '一年借出去十一次。',
    picture: null,
    facts,
    blocks: [],
    photos: [
      { id: 'f1', thumb: '/t', full: '/f', width: 4, height: 3, agreed: null },
    ],
    ...changes,
  }
}

export * from '../phone'
