import type { Redemption, Reward } from '@/shared/api/types'

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

export function aHandOver() {
  return { id: 'o1', at: new Date().toISOString(), what: '大米', points: 45, number: '2160', by: '小吴' }
}

export * from '../phone'
