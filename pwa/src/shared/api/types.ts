/**
 * The shapes of API v1 as the client uses them. Features import from here only, so that these names
 * can point at the generated `schema.d.ts` without a change anywhere else.
 */
export type Id = string
export type Instant = string
export type Day = string

export interface Named {
  id: Id
  name: string
}

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

export interface CommunityCard {
  slug: string
  name: string
  kind: CommunityKind
  district: string
  street: string
  counts: { wishes_open: number }
}

export interface Area {
  id: Id
  parent: Id | null
  level: string
  name: string
}

export interface WishCategory {
  id: Id
  name: string
  icon: string
}

export interface CommunitySettings {
  claim_limit: number
  claim_reminder_days: number
  claim_timeout_days: number
  wish_days: number
  helpers_max: number
  photos_max: number
  title_max: number
  description_max: number
  public_level: string
  consent_version: string
}

export interface Community {
  slug: string
  name: string
  kind: CommunityKind
  kind_name: string
  district: string
  street: string
  intro: string
  ladder: { level: string; name: string }[]
  chief_roles: { id: Id; name: string; level: string }[]
  wish_categories: WishCategory[]
  areas: Area[]
  settings: CommunitySettings
  counts: {
    wishes_open: number
    wishes_claimed: number
    wishes_confirmed: number
    posts: number
    posts_wanted: number
    posts_filled: number
  }
}

export type FieldType =
  | 'text'
  | 'long_text'
  | 'number'
  | 'choice'
  | 'choices'
  | 'date'
  | 'yes_no'
  | 'phone'

export interface FormField {
  key: string
  type: FieldType
  label: string
  help: string
  required: boolean
  options: string[]
}

export type FormAnswer = string | number | boolean | string[]

export type AppointmentState = 'applied' | 'approved' | 'declined' | 'ended'
export type AppointmentAction = 'approve' | 'decline' | 'end'

export interface Appointment {
  id: Id
  state: AppointmentState
  post: { id: Id; name: string; icon: string } | null
  chief_role: Named | null
  area: Named
  person?: { nickname: string; name?: string; phone?: string }
  answers?: { label: string; value: string }[]
  reason: string
  created_at: Instant
  decided_at: Instant | null
  allowed_actions: AppointmentAction[]
  community?: { slug: string; name: string }
}

export interface Post {
  id: Id
  name: string
  icon: string
  duties: string
  wanted: number
  filled: number
  form: FormField[]
  allowed_actions: 'apply'[]
  my_application?: Appointment | null
}

export interface PostPage extends Page<Post> {
  title: string
  intro: string
}

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

export interface Photo {
  id: Id
  width: number
  height: number
  thumb: string
  full: string
}

export interface WishPhoto extends Photo {
  stage: 'asked' | 'done'
}

export interface WishCard {
  id: Id
  community: string
  state: WishState
  state_name: string
  title: string
  description: string
  cover: string | null
  category: WishCategory
  area: Named
  deadline: Day
  helpers_wanted: number
  helpers_active: number
  allowed_actions: WishAction[]
  created_at: Instant
  mine: boolean
  claimed_by_me: boolean
  on_behalf: boolean
}

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

export interface WishEvent {
  kind: WishEventKind
  at: Instant
  who: string
  text?: string
}

export interface WishClaim {
  id: Id
  state: 'active' | 'fulfilled' | 'released' | 'timed_out'
  helper: { nickname: string; badge: boolean }
  claimed_at: Instant
  mine: boolean
  note?: string
}

export interface WishContact {
  name: string
  phone: string
  door: string
  area: Named
}

export interface Wish extends Omit<WishCard, 'cover'> {
  photos: WishPhoto[]
  reason: string | null
  timeline: WishEvent[]
  claims: WishClaim[]
  contact?: WishContact
}

export interface NewWish {
  title: string
  description: string
  category: Id
  area: Id
  deadline: Day
  helpers_wanted: number
  photos: Id[]
  contact?: { name: string; phone: string; door: string }
  on_behalf_of?: { name: string; phone?: string; door?: string; agreed: true }
  answers?: Record<string, FormAnswer>
}

export type LanguageCode = 'zh-hans' | 'en'

export interface Role {
  role: string
  community: string | null
  area: Named | null
}

export interface Membership {
  id: Id
  role: string
  role_name: string
  state: 'pending' | 'active' | 'ended'
  community: { slug: string; name: string }
  area: Named
  ends_on: Day | null
}

export interface Registration {
  id: Id
  community: { slug: string; name: string }
  unit: string
  wears_badge: boolean
  state: string
}

export interface Me {
  id: Id
  nickname: string
  name: string
  phone: string
  has_password: boolean
  language: LanguageCode
  elder_mode: boolean
  consents: { purpose: string; version: string; given_at: Instant }[]
  consent_required: { purpose: string; version: string } | null
  roles: Role[]
  memberships: Membership[]
  appointments: Appointment[]
  registrations: Registration[]
  unread_notices: number
  home: string | null
}

export interface Notice {
  id: Id
  kind: string
  title: string
  text: string
  community: { slug: string; name: string } | null
  link: { type: 'wish' | 'post' | 'appointment'; id: Id } | null
  created_at: Instant
  read_at: Instant | null
}

export type QueueKind = 'wish' | 'appointment' | 'membership'

export interface QueueItem {
  kind: QueueKind
  id: Id
  title: string
  subtitle: string
  area: Named
  created_at: Instant
  waiting_hours: number
  allowed_actions: string[]
  wish?: Wish
  appointment?: Appointment
  membership?: Membership
}

export interface Queue extends Page<QueueItem> {
  counts: Record<QueueKind, number>
}

export interface DemoPerson {
  role: string
  role_name: string
  community: string
  name: string
  phone: string
  password: string
}

export interface Meta {
  demo: boolean
  version: string
  languages: LanguageCode[]
  demo_people?: DemoPerson[]
}

export interface DemoMessage {
  phone: string
  text: string
  code: string
  sent_at: Instant
}
