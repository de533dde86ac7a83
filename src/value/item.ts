/** What a scan finds in a cleaned text: quantities, dates, and digits that are neither. */

import type { Comparator } from '../model.ts'
import type { DateRead } from './date.ts'
import type { Doubt, Flag } from './flags.ts'

interface Span {
  /** Offsets in the cleaned text. */
  readonly start: number
  readonly end: number
}

/** A number with its comparison and unit. */
export interface QuantityItem extends Span {
  readonly kind: 'quantity'
  readonly comparator: Comparator
  /** A comparison is printed (≥, 以上, =), not only implied. */
  readonly explicit: boolean
  readonly value?: string
  readonly low?: string
  readonly high?: string
  readonly lowOpen?: boolean
  readonly highOpen?: boolean
  readonly unit: string
  readonly dimension: string | null
  readonly written: { readonly value: string; readonly unit: string }
  /** 达到 or 为 stands before the number. */
  readonly reached: boolean
  /** 万 or 亿 stands after the number and no unit: the unit is to be inferred or left open. */
  readonly bareMagnitude: boolean
  /** Where the digits of the (first) number stand. */
  readonly digits: readonly [number, number]
  readonly direction: 'up' | 'down' | null
  readonly flags: readonly Flag[]
  readonly doubts: readonly Doubt[]
  /** One Chinese digit with a counter or a short unit (一项, 两个, 八方): in a text it is as likely part of a name. */
  readonly weak: boolean
}

/** A date or a period. */
export interface DateItem extends Span {
  readonly kind: 'date'
  readonly read: DateRead
}

/** Digits that name something (第3批, 附件1, ISO9001, 8个100%), or that cannot be read, with the flag that says why. */
export interface OtherItem extends Span {
  readonly kind: 'name' | 'unreadable'
  readonly flag: Flag | null
}

/** What a scan finds; the spans of two items never overlap. */
export type Item = QuantityItem | DateItem | OtherItem
