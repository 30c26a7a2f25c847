/**
 * The shapes of API v1 as the app uses them: the generated ones under the domain's names. Where the
 * document says no more than "string", `Narrowed` says which words it may be; it does not compile
 * when the document no longer has such a field.
 */
import type { components } from './schema'

type Schemas = components['schemas']

type Narrowed<Shape, Fields extends { [Key in keyof Fields]: Key extends keyof Shape ? Shape[Key] : never }> =
  Omit<Shape, keyof Fields> & Fields

export type Id = string
/** A day of the calendar, YYYY-MM-DD. */
export type Day = string

export type Named = Schemas['Named']

export interface Page<Item> {
  items: Item[]
  next: string | null
}

export type CommunityKind =
  | 'standard'
  | 'urban_village'
  | 'old_estate'
  | 'no_property_firm'
  | 'office_tower'

export type CommunityCard = Narrowed<Schemas['CommunityCard'], { kind: CommunityKind }>
export type Community = Narrowed<Schemas['CommunityOut'], { kind: CommunityKind }>
export type CommunitySettings = Schemas['CommunitySettings']
export type CommunityRef = Schemas['CommunityRef']
export type Area = Schemas['AreaOut']
export type WishCategory = Schemas['CategoryWithForm']

export type FormField = Schemas['FieldOut']
export type FormCondition = Schemas['ConditionOut']
/** An answer as it was kept, under the question of its day. */
export type KeptAnswer = Schemas['AnswerOut']
export type FormAnswer = string | number | boolean | string[]

export type AppointmentState = 'applied' | 'approved' | 'declined' | 'ended'
export type AppointmentAction = 'approve' | 'decline' | 'end'
export type Appointment = Narrowed<
  Schemas['AppointmentOut'],
  { state: AppointmentState; allowed_actions: AppointmentAction[] }
>
export type NewApplication = Narrowed<
  Schemas['ApplicationIn'],
  { answers: Record<string, FormAnswer> }
>

export type Post = Narrowed<
  Schemas['PostOut'],
  { allowed_actions: 'apply'[]; my_application: Appointment | null }
>
export type PostPage = Narrowed<Schemas['PostList'], { items: Post[] }>

export type WishState =
  | 'pending'
  | 'open'
  | 'claimed'
  | 'fulfilled'
  | 'confirmed'
  | 'rejected'
  | 'withdrawn'
  | 'expired'

export type WishAction =
  | 'approve'
  | 'reject'
  | 'claim'
  | 'keep'
  | 'release'
  | 'fulfil'
  | 'confirm'
  | 'reopen'
  | 'withdraw'

export type WishEventKind =
  | 'posted'
  | 'approved'
  | 'rejected'
  | 'claimed'
  | 'kept'
  | 'released'
  | 'timed_out'
  | 'fulfilled'
  | 'reopened'
  | 'confirmed'
  | 'withdrawn'
  | 'expired'
  | 'reposted'
  | 'reminded'

export type Photo = Schemas['PhotoOut']
export type WishPhoto = Narrowed<Schemas['PhotoRef'], { stage: 'asked' | 'done' }>
export type WishEvent = Narrowed<Schemas['EventOut'], { kind: WishEventKind }>
export type ClaimState = 'active' | 'fulfilled' | 'released' | 'timed_out'
export type WishClaim = Narrowed<Schemas['ClaimOut'], { state: ClaimState }>
export type WishContact = Schemas['ContactOut']
export type WishCard = Narrowed<
  Schemas['WishCard'],
  { state: WishState; allowed_actions: WishAction[]; photos: WishPhoto[] }
>
export type Wish = Narrowed<
  Schemas['WishOut'],
  {
    state: WishState
    allowed_actions: WishAction[]
    photos: WishPhoto[]
    timeline: WishEvent[]
    claims: WishClaim[]
  }
>
export type NewWish = Schemas['WishIn']

export type LanguageCode = 'zh-hans' | 'en'

export type Role = Schemas['RoleOut']
export type MembershipState = 'pending' | 'active' | 'ended'
export type MembershipAction = 'approve' | 'decline' | 'end'
export type Membership = Narrowed<
  Schemas['MembershipOut'],
  { state: MembershipState; allowed_actions: MembershipAction[] }
>
export type Registration = Schemas['RegistrationOut']
export type Me = Narrowed<
  Schemas['MeOut'],
  /** An empty language: this person never chose one. */
  { language: LanguageCode | ''; memberships: Membership[]; appointments: Appointment[] }
>
export type ProfileChange = Partial<Schemas['ProfileIn']>

export type NoticeLink = Narrowed<
  Schemas['NoticeLink'],
  {
    type:
      | 'wish'
      | 'post'
      | 'appointment'
      | 'record'
      | 'activity'
      | 'redemption'
      | 'honor'
      | 'ballot'
      | 'case'
      | 'case_agreement'
  }
>
export type Notice = Narrowed<Schemas['NoticeOut'], { link: NoticeLink | null }>
export type NoticePage = Narrowed<Schemas['NoticeList'], { items: Notice[] }>

// --- cases of all communities ----------------------------------------------------------------------
export type CaseCard = Schemas['CaseCard']
export type CaseDetail = Schemas['CaseOut']
export type CaseFilterOptions = Schemas['CaseFiltersOut']
export type AskedCard = Schemas['AskedCard']
export type AskedCase = Schemas['AskedOut']

// --- hours, points, exchange ---------------------------------------------------------------------
export type ActivityState = 'open' | 'ended' | 'cancelled'
export type ActivityAction =
  | 'take_seat'
  | 'leave_seat'
  | 'check_in'
  | 'check_out'
  | 'run'
  | 'end'
  | 'cancel'
export type RecordState = 'draft' | 'submitted' | 'verified' | 'rejected' | 'corrected' | 'withdrawn'
export type RecordAction = 'verify' | 'reject' | 'correct' | 'withdraw' | 'state_minutes'
export type ServiceRecord = Narrowed<
  Schemas['RecordOut'],
  { state: RecordState; grade: 'A' | 'B' | 'C'; allowed_actions: RecordAction[] }
>
export type Activity = Narrowed<
  Schemas['ActivityOut'],
  { state: ActivityState; allowed_actions: ActivityAction[]; my_record: ServiceRecord | null }
>
export type NewActivity = Schemas['ActivityIn']
export type Attendee = Schemas['AttendeeOut']
export type ActivityCodes = Schemas['CodesOut']
export type MyHours = Narrowed<Schemas['HoursOut'], { items: ServiceRecord[] }>
export type ScanKey = Schemas['ScanKeyOut']
export type Scan = Schemas['ScanIn']
export type Certificate = Schemas['CertificateOut']
export type ShareOfWish = Schemas['ShareOfWish']
export type Points = Schemas['PointsOut']
export type PointsHere = Schemas['BalanceOut']
export type Transfer = Schemas['TransferOut']
export type RewardKind = 'goods' | 'service' | 'privilege'
export type Reward = Narrowed<Schemas['RewardOut'], { kind: RewardKind; allowed_actions: 'redeem'[] }>
export type RewardPage = Narrowed<Schemas['RewardList'], { items: Reward[] }>
export type RedemptionState = 'reserved' | 'handed_over' | 'cancelled' | 'expired'
export type Redemption = Narrowed<
  Schemas['RedemptionOut'],
  { state: RedemptionState; allowed_actions: ('cancel' | 'proxy')[] }
>
export type Merchant = Schemas['MerchantOut']
export type HandOverPage = Schemas['HandOverList']
export type Settlement = Schemas['SettlementOut']

export type QueueKind = keyof Schemas['QueueCounts']
export type QueueItem = Narrowed<
  Schemas['QueueItem'],
  {
    kind: QueueKind
    wish?: Wish | null
    appointment?: Appointment | null
    membership?: Membership | null
    record?: ServiceRecord | null
  }
>
export type Queue = Narrowed<Schemas['QueueOut'], { items: QueueItem[] }>

export type DemoPerson = Schemas['DemoPerson']
export type DemoMessage = Schemas['DemoMessage']
export type Meta = Narrowed<Schemas['MetaOut'], { languages: LanguageCode[] }>

export type ContentPage = Schemas['PageOut']
export type PageCard = Narrowed<Schemas['PageCard'], { type: ContentPage['type'] }>
export type PageLine = Narrowed<Schemas['PageLine'], { type: ContentPage['type'] }>
export type PageFacts = ContentPage['facts']
export type PageBlock = ContentPage['blocks'][number]
export type BlockType = PageBlock['type']
/** One kind of block: `BlockOf<'hero'>`. */
export type BlockOf<Type extends BlockType> = Extract<PageBlock, { type: Type }>
export type FactsOf<Type extends PageFacts['type']> = Extract<PageFacts, { type: Type }>
export type PageLink = Schemas['LinkOut']
export type Paragraph = Schemas['ParagraphOut']
export type PageImage = Schemas['PageImage']
export type HonoredName = Schemas['HonoredOut']
export type Theme = Schemas['ThemeOut']

// --- honors ----------------------------------------------------------------------------------------

export type NameKind = 'full' | 'short' | 'badge' | 'withheld'
export type ShownName = Narrowed<Schemas['ShownOut'], { kind: NameKind }>
export type EditionLine = Narrowed<Schemas['LineOut'], { name: ShownName }>
export type EditionTile = Narrowed<Schemas['EditionRef'], { state: 'open' | 'frozen' }>
export type Edition = Narrowed<Schemas['EditionOut'], { state: 'open' | 'frozen'; lines: EditionLine[] }>
export type RollCard = Narrowed<Schemas['RollCard'], { latest: EditionTile | null }>
export type Roll = Narrowed<Schemas['RollOut'], { editions: EditionTile[]; edition: Edition | null }>
export type MyAward = Narrowed<Schemas['MyAwardOut'], { shown: ShownName }>
export type DisplayChoice = 'full' | 'short' | 'badge' | 'no'
export type Display = Narrowed<Schemas['DisplayOut'], { choice: DisplayChoice | null }>
export type DisplayWish = Schemas['DisplayIn']

/** What a letter about one award to my work unit is waiting for, or the letter. */
export type LetterState = Narrowed<Schemas['LetterStateOut'], { missing: ('unit' | 'name')[] }>
export type Letter = Schemas['LetterOut']

export type Figures = Schemas['FiguresOut']

// --- ballots -------------------------------------------------------------------------------------
export type BallotState = 'nominating' | 'checking' | 'voting' | 'closed' | 'settled' | 'called_off' | 'draft'
export type BallotAction = 'nominate' | 'vote'
export type CandidateState = 'proposed' | 'agreed' | 'standing' | 'refused' | 'declined' | 'withdrawn'
export type BallotCard = Narrowed<Schemas['BallotCard'], { state: BallotState }>
export type CandidateCard = Narrowed<Schemas['CandidateCard'], { state: CandidateState }>
export type Ballot = Narrowed<
  Schemas['BallotOut'],
  {
    state: BallotState
    candidates_shown: CandidateCard[]
    mine: CandidateCard | null
    allowed_actions: BallotAction[]
  }
>
export type Candidate = Narrowed<
  Schemas['CandidateOut'],
  {
    state: CandidateState
    ballot: BallotCard
    allowed_actions: ('agree' | 'decline' | 'withdraw')[]
    ballot_actions: BallotAction[]
  }
>
export type MyVote = Narrowed<Schemas['VoteOut'], { allowed_actions: BallotAction[] }>
export type BallotResult = Schemas['ResultOut']
export type Neighbours = Schemas['NeighboursOut']
