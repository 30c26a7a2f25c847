/** One value of a chart. */
export interface Bar {
  label: string
  value: number
  /** The value in words: "2 小时". */
  words: string
}
