import { beforeEach, describe, expect, test } from 'vitest'
import type { Me, Wish } from '@/shared/api/types'
import { dropDraft, keepDraft, keptDraft } from '@/features/wishes/new/keptDraft'
import {
  type WishDraft,
  complaintsOn,
  dayIn,
  draftFromWish,
  emptyDraft,
  firstOpenStep,
  newWishFrom,
  stepOfField,
} from '@/features/wishes/new/wishDraft'
import { homeArea, missingStep } from '@/features/wishes/new/missingStep'

const NOW = new Date(2026, 10, 21, 9).getTime()
const settings = { title_max: 40, description_max: 500, helpers_max: 20, homeArea: 'building', questions: [] }

function written(changes: Partial<WishDraft> = {}): WishDraft {
  return {
    ...emptyDraft(30, NOW),
    category: 'c1',
    title: '换个灯泡',
    description: '楼道的灯不亮',
    area: 'building',
    ...changes,
  }
}

describe('the three screens', () => {
  test('let a complete wish through', () => {
    expect(firstOpenStep(written(), settings, NOW)).toBeNull()
  })

  test('an empty draft is complained about on the first one, for every field there', () => {
    expect(complaintsOn('what', emptyDraft(30, NOW), settings, NOW)).toEqual({
      category: 'categoryMissing',
      title: 'titleShort',
      description: 'descriptionMissing',
    })
  })

  test.each<[string, Partial<WishDraft>, 'what' | 'where' | 'check', Record<string, string>]>([
    ['a title of spaces', { title: '   ' }, 'what', { title: 'titleShort' }],
    ['a title of 41 characters', { title: '灯'.repeat(41) }, 'what', { title: 'textTooLong' }],
    ['a text of 501 characters', { description: '灯'.repeat(501) }, 'what', { description: 'textTooLong' }],
    ['no building', { area: '' }, 'where', { area: 'areaMissing' }],
    ['yesterday', { deadline: '2026-11-20' }, 'where', { deadline: 'dayPast' }],
    ['a day in two years', { deadline: '2028-11-20' }, 'where', { deadline: 'dayTooFar' }],
    ['no helper', { helpers: 0 }, 'where', { helpers_wanted: 'helpersOutOfBounds' }],
    ['21 helpers', { helpers: 21 }, 'where', { helpers_wanted: 'helpersOutOfBounds' }],
    [
      'a phone of ten digits',
      { contact: { name: '', phone: '1380013800', door: '' } },
      'check',
      { 'contact.phone': 'phoneOdd' },
    ],
    [
      'a neighbour without a name who was not asked',
      { isForOther: true },
      'check',
      { 'on_behalf_of.name': 'otherNameMissing', 'on_behalf_of.agreed': 'otherNotAgreed' },
    ],
  ])('do not let %s through', (_what, changes, step, complaints) => {
    expect(complaintsOn(step, written(changes), settings, NOW)).toEqual(complaints)
    expect(firstOpenStep(written(changes), settings, NOW)).toBe(step)
  })

  test.each(['', '13800138000', '138 0013 8000', '+8613800138000', '86-13800138000', '+85291234567'])(
    'take “%s” for a phone',
    (phone) => {
      const draft = written({ contact: { name: '', phone, door: '' } })
      expect(complaintsOn('check', draft, settings, NOW)).toEqual({})
    },
  )

  test('ask for the door in a building that is not one’s home, and nowhere else', () => {
    const elsewhere = { ...settings, homeArea: 'another' }
    expect(complaintsOn('check', written(), elsewhere, NOW)).toEqual({ 'contact.door': 'doorMissing' })
    const door = { name: '', phone: '', door: '301' }
    expect(complaintsOn('check', written({ contact: door }), elsewhere, NOW)).toEqual({})
    expect(complaintsOn('check', written(), { ...settings, homeArea: '' }, NOW)).toEqual({})
  })

  test('count 40 rare characters as 40', () => {
    expect(complaintsOn('what', written({ title: '𠮷'.repeat(40) }), settings, NOW)).toEqual({})
  })

  test('show the server’s complaint where the field is', () => {
    expect(stepOfField('title')).toBe('what')
    expect(stepOfField('deadline')).toBe('where')
    expect(stepOfField('on_behalf_of.phone')).toBe('check')
  })

  test('today is still a good last day', () => {
    expect(complaintsOn('where', written({ deadline: dayIn(0, NOW) }), settings, NOW)).toEqual({})
  })
})

describe('what is sent', () => {
  test('is one’s own contact, with empty parts left to the profile', () => {
    const wish = newWishFrom(written({ contact: { name: ' 陈怡 ', phone: '', door: '' } }), [])
    expect(wish.contact).toEqual({ name: '陈怡', phone: '', door: '', agreed: true })
    expect(wish).not.toHaveProperty('on_behalf_of')
  })

  test('is the neighbour’s contact and not one’s own when it is written for somebody', () => {
    const wish = newWishFrom(
      written({
        isForOther: true,
        contact: { name: '社工小许', phone: '13800138000', door: '' },
        other: { name: '王奶奶', phone: '', door: '301', agreed: true },
      }),
      [],
    )
    expect(wish.on_behalf_of).toEqual({ name: '王奶奶', phone: '', door: '301', agreed: true })
    expect(wish).not.toHaveProperty('contact')
    expect(JSON.stringify(wish)).not.toContain('社工小许')
  })

  test('holds the photos that are uploaded or kept, not the failed ones', () => {
    const photo = { key: 'k', name: 'n', preview: '', share: 1, problem: null }
    const wish = newWishFrom(
      written({
        photos: [
          { ...photo, state: 'uploaded', id: 'p1' },
          { ...photo, state: 'failed', id: null },
        ],
      }),
      [],
    )
    expect(wish.photos).toEqual(['p1'])
  })
})

test('a rejected wish is written again with its words and place, a new day and no photos', () => {
  const rejected = {
    category: { id: 'c2' },
    title: '修水管',
    description: '厨房',
    building: { id: 'b3', name: '3栋' },
    helpers_wanted: 2,
    on_behalf: false,
    photos: [{ id: 'p' }],
    deadline: '2026-11-01',
    contact: { name: '陈怡', phone: '+8613800138000', door: '302', area: { id: 'b3', name: '3栋' } },
  } as unknown as Wish
  expect(draftFromWish(rejected, 30, NOW)).toMatchObject({
    category: 'c2',
    title: '修水管',
    area: 'b3',
    helpers: 2,
    photos: [],
    deadline: '2026-12-21',
    contact: { name: '陈怡', phone: '+8613800138000', door: '302' },
    isForOther: false,
  })
})

describe('the draft on the phone', () => {
  beforeEach(() => localStorage.clear())

  test('survives signing in: what a visitor wrote belongs to who signs in next', () => {
    keepDraft('liying', null, written())
    expect(keptDraft('liying', 'alice')?.title).toBe('换个灯泡')
  })

  test('is not shown to somebody else, and not in another community', () => {
    keepDraft('liying', 'alice', written())
    expect(keptDraft('liying', 'bob')).toBeNull()
    expect(keptDraft('liying', null)).toBeNull()
    expect(keptDraft('shiqiao', 'alice')).toBeNull()
    expect(keptDraft('liying', 'alice')).not.toBeNull()
  })

  test('forgets an upload in flight and keeps a finished one', () => {
    const photo = { key: 'k', name: 'n', preview: '', share: 1, problem: null, id: 'p1' }
    keepDraft(
      'liying',
      'alice',
      written({
        photos: [
          { ...photo, state: 'uploaded' },
          { ...photo, state: 'uploading', id: null },
        ],
      }),
    )
    expect(keptDraft('liying', 'alice')?.photos.map(({ state }) => state)).toEqual(['uploaded'])
  })

  test('is gone once dropped, and a broken one counts as none', () => {
    keepDraft('liying', 'alice', written())
    dropDraft('liying')
    expect(keptDraft('liying', 'alice')).toBeNull()
    localStorage.setItem('linli.wish-draft.liying', '{')
    expect(keptDraft('liying', 'alice')).toBeNull()
  })
})

describe('before sending', () => {
  function person(changes: Partial<Me>): Me {
    return {
      consent_required: null,
      roles: [],
      memberships: [
        {
          role: 'resident',
          state: 'active',
          community: { slug: 'liying', name: '荔影社区' },
          area: { id: 'building', name: '3栋' },
        },
      ],
      ...changes,
    } as unknown as Me
  }

  test('a visitor signs in', () => {
    expect(missingStep(null, 'liying', false)).toBe('sign-in')
  })

  test('consent comes before the home', () => {
    const fresh = person({ consent_required: { purpose: 'privacy', version: '1' }, memberships: [] })
    expect(missingStep(fresh, 'liying', false)).toBe('consent')
  })

  test('who does not live here says where they live', () => {
    expect(missingStep(person({}), 'shiqiao', false)).toBe('join')
    expect(missingStep(person({}), 'liying', false)).toBeNull()
  })

  test('a worker needs no home here to write for somebody, but for her own wish she does', () => {
    const worker = person({
      memberships: [],
      roles: [{ role: 'worker', community: 'liying', area: { id: 'root', name: '荔影社区' } }],
    })
    expect(missingStep(worker, 'liying', true)).toBeNull()
    expect(missingStep(worker, 'liying', false)).toBe('join')
    expect(missingStep(worker, 'shiqiao', true)).toBe('join')
  })

  test('the building of one’s home is filled in', () => {
    expect(homeArea(person({}), 'liying')).toBe('building')
    expect(homeArea(person({}), 'shiqiao')).toBe('')
    expect(homeArea(null, 'liying')).toBe('')
  })
})

describe('the questions of a category', () => {
  const question = {
    key: 'floor', type: 'number', label: '几楼', help: '', required: true, options: [], shown_if: null,
  } as const
  const rules = { ...settings, questions: [{ ...question, options: [] }] }

  test('are part of the first screen', () => {
    expect(firstOpenStep(written(), rules, NOW)).toBe('what')
    expect(complaintsOn('what', written(), rules, NOW)).toEqual({ 'answers.floor': 'answerOff' })
    expect(firstOpenStep(written({ answers: { floor: '6' } }), rules, NOW)).toBeNull()
    expect(stepOfField('answers.floor')).toBe('what')
  })

  test('are answered in what is sent; answers to another category’s stay on the phone', () => {
    const draft = written({ answers: { floor: '6', size: 'L' } })
    expect(newWishFrom(draft, rules.questions).answers).toEqual({ floor: '6' })
  })

  test('a draft of before there were questions is still good', () => {
    const old: Partial<WishDraft> = written()
    delete old.answers
    localStorage.setItem('linli.wish-draft.pine', JSON.stringify({ owner: null, draft: old }))
    expect(keptDraft('pine', null)?.answers).toEqual({})
  })
})
