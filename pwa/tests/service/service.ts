import type { Activity, Attendee, ServiceRecord } from '@/shared/api/types'

const community = { slug: 'liying', name: '荔影社区' }
export const wholeCommunity = { id: 'root', level: 'community', name: '荔影社区' }
export const building3 = { id: 'b3', level: 'building', name: '3栋' }

export function aRecord(changes: Partial<ServiceRecord> = {}): ServiceRecord {
  return {
    id: 'h1',
    community,
    state: 'submitted',
    state_name: '待核实',
    grade: 'A',
    grade_name: '签到签退',
    origin: 'activity',
    subject: '周六清洁日',
    organiser: '荔影社区',
    place: '3栋大堂',
    area: wholeCommunity,
    post: null,
    wish: null,
    activity: 'a1',
    started_at: '2026-11-21T01:00:00Z',
    ended_at: '2026-11-21T03:05:00Z',
    minutes: 125,
    points: 0,
    proof_in: 'code',
    proof_in_name: '动态码',
    proof_out: 'code',
    proof_out_name: '动态码',
    reason: '',
    answer: '',
    entered_by: null,
    verified_by: null,
    created_at: '2026-11-21T01:00:00Z',
    submitted_at: '2026-11-21T03:05:00Z',
    verified_at: null,
    corrects: null,
    corrected_by: null,
    confirmations: 0,
    person: null,
    signs: [],
    allowed_actions: [],
    ...changes,
  } as ServiceRecord
}

export const serving = { state: 'draft', state_name: '进行中', ended_at: null, minutes: null } as const

export function anActivity(changes: Partial<Activity> = {}): Activity {
  return {
    id: 'a1',
    state: 'open',
    state_name: '进行中',
    title: '周六清洁日',
    note: '',
    place: '3栋大堂',
    area: wholeCommunity,
    post: null,
    starts_at: '2026-11-21T01:00:00Z',
    ends_at: '2026-11-21T03:00:00Z',
    minutes_expected: 120,
    wanted: 5,
    seats_taken: 2,
    in_charge: '社工小许',
    reason: '',
    my_seat: false,
    my_record: null,
    allowed_actions: [],
    ...changes,
  } as Activity
}

export function anAttendee(changes: Partial<Attendee> = {}): Attendee {
  const person = { id: 'bob', nickname: '赵工' }
  return { person, has_seat: true, state: null, started_at: null, ended_at: null, ...changes } as Attendee
}
