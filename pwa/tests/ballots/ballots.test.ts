import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeOf } from '@/features/account/noticePlace'
import BallotPage from '@/features/ballots/BallotPage.vue'
import CandidatePage from '@/features/ballots/CandidatePage.vue'
import { chosenAfterTap } from '@/features/ballots/ballotWords'
import type { Ballot, BallotCard, BallotResult, Candidate, CandidateCard, MyVote } from '@/shared/api/types'
import { queryClient } from '@/shared/queries/client'
import { eventually } from '../eventually'
import { aPhone, json, open, problem } from '../phone'

enableAutoUnmount(afterEach)

const B = '/communities/liying/ballots/b1'
const community = { slug: 'liying', name: '荔影社区' }
const voting: BallotCard = {
  id: 'b1',
  title: '最美楼栋长',
  state: 'voting',
  state_name: '投票中',
  nominates_from: '2026-11-01T01:00:00Z',
  nominates_until: '2026-11-10T01:00:00Z',
  votes_from: '2026-11-12T01:00:00Z',
  votes_until: '2030-11-30T10:00:00Z',
  candidates: 2,
  voters: 12,
}

function someone(id: string, text: string, changes: Partial<CandidateCard> = {}): CandidateCard {
  return {
    id,
    name: { kind: 'full', text },
    words: '愿为大家跑腿',
    photo: null,
    mine: false,
    stands: true,
    state: 'standing',
    state_name: '候选人',
    ...changes,
  }
}

function aBallot(changes: Partial<Ballot> = {}): Ballot {
  return {
    ...voting,
    community,
    explanation: '选一位',
    eligible: 'anybody',
    eligible_words: '邻居都可以参评',
    self_nomination: true,
    votes_per_person: 1,
    jury_share: 0,
    in_jury: false,
    shows_order: false,
    roll: '',
    counting: '每一票都一样算',
    advisory: '结果仅供社区参考',
    reason: '',
    candidates_shown: [someone('jin', '金阿姨'), someone('pang', '庞阿姨')],
    mine: null,
    allowed_actions: ['vote'],
    ...changes,
  }
}

function aCandidate(changes: Partial<Candidate> = {}): Candidate {
  return {
    ...someone('jin', '金阿姨'),
    ballot: voting,
    community,
    reasons: ['楼道最干净'],
    reason: '',
    allowed_actions: [],
    ballot_actions: ['vote'],
    ...changes,
  }
}

let phone: Awaited<ReturnType<typeof aPhone>>
let ballot = aBallot()
let candidate = aCandidate()
let given: string[] = []

function aVote(): MyVote {
  return { candidates: given, votes_per_person: ballot.votes_per_person, votes_until: voting.votes_until, allowed_actions: ['vote'] }
}

beforeEach(async () => {
  phone = await aPhone()
  ballot = aBallot()
  candidate = aCandidate()
  given = []
  phone.answerWith(({ method, path, body }) => {
    if (method === 'PUT') {
      given = (body as { candidates: string[] }).candidates
      return json(200, aVote())
    }
    if (path === `${B}/vote`) return json(200, aVote())
    if (path === `${B}/candidates/jin`) return json(200, candidate)
    if (path === `${B}/result`) return json(200, result)
    return path === B ? json(200, ballot) : problem(404, 'not_found', '没找到。')
  })
})

function votes(): unknown[] {
  return phone.server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)
}

const result: BallotResult = {
  ballot: 'b1',
  advisory: '结果仅供社区参考',
  counting: '',
  remark: '谢谢大家',
  shows_order: false,
  voters: 31,
  jurors: 0,
  fingerprint: 'abcdef0123456789',
  counted_at: '2026-11-30T10:00:00Z',
  settled_at: '2026-12-01T10:00:00Z',
  lines: [
    { candidate: 'jin', name: { kind: 'full', text: '金阿姨' }, honored: true, place: null, votes: null, share: null },
    { candidate: 'pang', name: { kind: 'full', text: '庞阿姨' }, honored: false, place: null, votes: null, share: null },
  ],
}

test('a vote is given, and changed with another tap', async () => {
  await phone.signIn('alice')
  const { says, tap } = await open(BallotPage, { slug: 'liying', id: 'b1' })
  await says('12 位邻居已投票')
  await tap('投 TA')
  await tap('投票')
  await eventually(() => expect(votes()).toEqual([{ candidates: ['jin'] }]))
  await says('您已投票')
  await tap('投 TA')
  await tap('改投')
  await eventually(() => expect(votes()).toHaveLength(2))
  expect(votes()[1]).toEqual({ candidates: ['pang'] })
})

test('a link leads a visitor to the candidate, and to signing in with the way back', async () => {
  queryClient.setQueryData(['me'], null)
  candidate = aCandidate({ ballot_actions: [] })
  const { says } = await open(CandidatePage, { slug: 'liying', ballot: 'b1', id: 'jin' })
  await says('楼道最干净')
  await says('登录后投票')
  const link = document.querySelector<HTMLAnchorElement>('a[href*="/sign-in"]')
  expect(link?.getAttribute('href')).toContain('next=')
})

test('on the page of a candidate one tap votes, and says so', async () => {
  await phone.signIn('alice')
  given = ['pang']
  const { says, tap } = await open(CandidatePage, { slug: 'liying', ballot: 'b1', id: 'jin' })
  await tap('改投 TA')
  await says('您已投给 TA')
  expect(votes()).toEqual([{ candidates: ['jin'] }])
})

test('a refusal is said in words and nothing is taken for given', async () => {
  await phone.signIn('alice')
  phone.answerWith(({ method, path }) => {
    if (method === 'PUT') return problem(409, 'voting_over', '投票已经结束，您的票没有变动。')
    return json(200, path === B ? ballot : aVote())
  })
  const { says, tap } = await open(BallotPage, { slug: 'liying', id: 'b1' })
  await tap('投 TA')
  await tap('投票')
  await says('投票已经结束，您的票没有变动。')
})

test('who stepped back is said to who voted for her', async () => {
  await phone.signIn('alice')
  given = ['gone']
  const { says } = await open(BallotPage, { slug: 'liying', id: 'b1' })
  await says('您选的人退出了')
})

test('the result names who is honoured, without figures', async () => {
  ballot = aBallot({ state: 'settled', state_name: '已公布结果', allowed_actions: [] })
  const { says, isSilentAbout } = await open(BallotPage, { slug: 'liying', id: 'b1' })
  await says('光荣上榜')
  await says('共 31 位邻居投票')
  expect(isSilentAbout('第 1 名')).toBe(true)
})

test('one vote moves, several fill up', () => {
  expect(chosenAfterTap(['a'], 'b', 1)).toEqual(['b'])
  expect(chosenAfterTap(['a'], 'a', 1)).toEqual([])
  expect(chosenAfterTap(['a'], 'b', 2)).toEqual(['a', 'b'])
  expect(chosenAfterTap(['a', 'b'], 'c', 2)).toEqual(['a', 'b'])
})

test('a notice of a ballot leads to it', () => {
  expect(placeOf({ link: { type: 'ballot', id: 'b1' }, community })).toBe('/c/liying/ballots/b1')
})
