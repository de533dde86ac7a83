/** Finds every quantity, date and name in a cleaned text, left to right, each character once. */

import { rememberTexts } from '../text.ts'
import { combine, PREFIX_STARTS, readSuffix } from './comparator.ts'
import { compare, shift } from './decimal.ts'
import type { Flag } from './flags.ts'
import type { Item, QuantityItem } from './item.ts'
import { readItem, type ScanContext } from './quantity.ts'
import type { UnitTable } from './unit.ts'

/** Characters with which an item can begin; all others are passed over at once. */
const FIRST = new Set([
  ...'0123456789.-+负〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾俩倆百佰千仟万亿半每当本今次下来翌明上去年季月周摄华第数几好成逾若连过前最近超',
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  ...PREFIX_STARTS,
])
const LATIN_RUN = /[A-Za-z]+[A-Za-z0-9]*(?:[-_/.][A-Za-z0-9]+|(?<=\d),\d{3})*/y
const ORDINAL = /第(?:\d{1,6}(?:[-~至]\d{1,6})?|[〇零一二三四五六七八九十百]{1,6})[\u4e00-\u9fff]?/y
const VAGUE = /几(?=\d)|(?:好几|几|数)[十百千万亿]+[余多]?|(?:上|成)[百千万亿]+|若干/y
/** 人数十人: 数 belongs to the word before it. */
const COUNTED = /[人户次件个家份例指总基倍天点项台辆场处]/
/** The first characters of VAGUE and LAST_YEARS. */
const WORDED = new Set('好几数上成近逾超百千万亿若最过前连')
const LAST_YEARS =
  /(?:近|最近|过去|(?<!提)前|连续)(?:\d{1,2}|[一二两三四五六七八九十])(?:年|个月|个季度|季度|周|天|日)/y

/** Texts of this length are remembered: 100%, 10分, ≥95% are printed again and again, in a form and over a batch. */
const SHORT = 24
const REMEMBERED = 2000

type Memory = ReturnType<typeof rememberTexts<readonly Item[]>>
const known = new WeakMap<UnitTable, ReadonlyMap<string, Memory>>()

/** What is remembered under one table of units for one kind of cell. */
function memoryOf({ table, aboutTime, aboutDuration }: ScanContext): Memory {
  let kinds = known.get(table)
  if (!kinds) {
    kinds = new Map(['', 'time', 'duration', 'both'].map((kind) => [kind, rememberTexts(REMEMBERED)]))
    known.set(table, kinds)
  }
  return kinds.get(aboutTime ? (aboutDuration ? 'both' : 'time') : aboutDuration ? 'duration' : '')!
}

/** All items of a cleaned text in order; none overlap. */
export function scan(text: string, context: ScanContext): readonly Item[] {
  if (text.length > SHORT) return scanAnew(text, context)
  return memoryOf(context)(text, (own) => scanAnew(own, context))
}

function scanAnew(text: string, context: ScanContext): readonly Item[] {
  const items: Item[] = []
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    const may = FIRST.has(char) || context.table.money.has(char) || text[at + 1] === '均' || text[at + 1] === '产'
    const item = may ? find(text, at, char, context) : null
    if (item === null) {
      at++
      continue
    }
    // A word of letters is passed over as a whole, but is no item.
    if (item.kind !== 'name' || item.flag !== null) items.push(item)
    at = Math.max(item.end, at + 1)
  }
  return mergeBounds(text, items)
}

function find(text: string, at: number, char: string, context: ScanContext): Item | null {
  const ordinal = char === '第' ? end(ORDINAL, text, at) : null
  if (ordinal !== null && !/^第[一二三四1-4]季/.test(text.slice(at, at + 3)))
    return other('name', at, ordinal, 'named-number')
  if (ordinal !== null) return readItem(text, at, context) ?? other('name', at, at + 4, 'named-number')
  if (WORDED.has(char)) {
    const vague = char === '数' && COUNTED.test(text[at - 1] ?? '') ? null : end(VAGUE, text, at)
    if (vague !== null) return other('unreadable', at, vague, 'vague-number')
    const years = end(LAST_YEARS, text, at)
    if (years !== null) return other('name', at, years, 'named-number')
  }
  const item = readItem(text, at, context)
  if (item !== null) return item
  const run = /[A-Za-z]/.test(char) ? end(LATIN_RUN, text, at) : null
  return run === null ? null : other('name', at, run, /\d/.test(text.slice(at, run)) ? 'named-number' : null)
}

function other(kind: 'name' | 'unreadable', start: number, stop: number, flag: Flag | null): Item {
  return { kind, start, end: stop, flag }
}

function end(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

const LOWER = new Set(['ge', 'gt'])
const UPPER = new Set(['le', 'lt'])

/** 大于80%小于90%, 3年以上7年以下, 60≤x<80 as one range; 100%(1.0) as one value. */
function mergeBounds(text: string, items: readonly Item[]): readonly Item[] {
  const merged: Item[] = []
  for (const item of items) {
    const last = merged.at(-1)
    const both = last?.kind === 'quantity' && item.kind === 'quantity' ? merge(text, last, item) : null
    if (both) merged[merged.length - 1] = both
    else merged.push(item)
  }
  return merged
}

function merge(text: string, a: QuantityItem, b: QuantityItem): QuantityItem | null {
  if (a.value === undefined || b.value === undefined) return null
  const between = text.slice(a.end, Math.min(b.start, a.end + 14))
  if (b.start - a.end <= 2 && /^\((?:即|含)?$/.test(between) && text[b.end] === ')' && isRestated(a, b))
    return restated(text, a, b.end + 1)
  const joined = /^(?:,|、|;|且|并|并且|和|而|但|同时|至|到)?$/.test(between)
  const chained = /^[≤<][^\d,;。]{0,8}$/.test(between) && b.start - a.end <= 9 && !a.explicit
  const lower = chained ? (between[0] === '<' ? 'gt' : 'ge') : a.comparator
  // 80%>x≥60%
  const falling = /^[≥>][^\d,;。]{0,8}$/.test(between) && b.start - a.end <= 9 && !a.explicit
  const units = a.unit === b.unit || a.unit === ''
  if (!(joined || chained || falling) || !units || a.direction !== b.direction) return null
  if (LOWER.has(lower) && UPPER.has(b.comparator)) return bounded(a, b, lower, b.comparator, [a, b])
  if (falling && LOWER.has(b.comparator)) return bounded(b, a, b.comparator, between[0] === '>' ? 'lt' : 'le', [a, b])
  if (joined && UPPER.has(a.comparator) && LOWER.has(b.comparator))
    return bounded(b, a, b.comparator, a.comparator, [a, b])
  return null
}

function bounded(
  low: QuantityItem,
  high: QuantityItem,
  lower: string,
  upper: string,
  [a, b]: readonly [QuantityItem, QuantityItem],
): QuantityItem | null {
  if (compare(low.value!, high.value!) > 0) return null
  const { value: _value, ...rest } = b
  return {
    ...rest,
    start: a.start,
    end: b.end,
    comparator: 'between',
    explicit: true,
    low: low.value!,
    high: high.value!,
    ...(lower === 'gt' ? { lowOpen: true } : {}),
    ...(upper === 'lt' ? { highOpen: true } : {}),
    written: { value: `${a.written.value}-${b.written.value}`, unit: b.written.unit },
    digits: [a.digits[0], b.digits[1]],
    flags: [...new Set([...a.flags, ...b.flags])],
  }
}

/** 95%(含95%)以上: what follows the bracket compares the value before it. */
function restated(text: string, item: QuantityItem, end: number): QuantityItem | null {
  const tail = item.comparator === 'eq' ? readSuffix(text, end) : null
  const sign = combine(tail ? [tail.comparison] : [])
  if (sign === null || sign === 'below') return null
  const compared = tail ? { comparator: sign, explicit: true } : {}
  return { ...item, ...compared, end: tail?.end ?? end, flags: [...item.flags, 'restated'] }
}

/** 100%(1.0), 90%以上(含90%): the bracket repeats the value. */
function isRestated(a: QuantityItem, b: QuantityItem): boolean {
  if (a.unit === b.unit) return compare(a.value!, b.value!) === 0
  return (
    a.unit === '%' &&
    b.unit === '' &&
    (compare(a.value!, b.value!) === 0 || compare(a.value!, shift(b.value!, 2)) === 0)
  )
}
