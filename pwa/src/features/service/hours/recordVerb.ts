/** What the API does to a record, by the last word of its path. */
export type RecordVerb = 'verify' | 'reject' | 'withdraw' | 'minutes' | 'correct'

/** The verbs that ask something first. */
export type RecordSheet = Exclude<RecordVerb, 'verify'>
