/** What a cell holds beside its words: nothing at all, a stored number that it shows rounded, or traces of scanning damage. */
import type { Stored, Value } from '../model.ts'
import { parseUnitText } from './compound.ts'
import { compare, isDecimal, plus, shift, times } from './decimal.ts'
import type { Doubt, Flag, Reason } from './flags.ts'
import type { Item } from './item.ts'
import type { ValueContext } from './surroundings.ts'
import type { UnitTable } from './unit.ts'

/** What stands in the place of a number in a template: ** × XX ___ □ …… */
const HOLES = /[*×_□…]+|\.{2,}|。{2,}|(?<![A-Za-z])[xX]+(?![A-Za-z])/g

/** Why a cleaned cell text is `missing`; null when it says something. */
export function missingReason(text: string, table: UnitTable): Reason | null {
  if (text === '') return 'blank'
  if (text.length > 40 || /[0-9一二三四五六七八九十]/.test(text)) return null
  if (/^[/\\|]+$/.test(text)) return 'slash'
  if (/^-+$/.test(text)) return 'dash'
  if (/^N\/?A$/i.test(text)) return 'placeholder'
  const filled = text.replace(HOLES, '')
  const rest = filled.replace(/^[≥≤><=~≈:;,。]+/, '')
  if (rest === '') return 'placeholder'
  const unit = parseUnitText(table, rest)
  if (unit === null) return null
  if (rest !== text) return 'placeholder'
  // 学生 or 项目 alone is a word, 人次 alone is what is left of a value.
  return unit.dimension === 'count' && rest.length > 1 && !rest.endsWith('次') ? null : 'unit-only'
}

/** The cleaned text with the stored number in place of the displayed one. */
export interface Restored {
  readonly text: string
  readonly flags: readonly Flag[]
  readonly doubts: readonly Doubt[]
}

/** True when a number format shows percent. */
export function isPercentFormat(format: string | null): boolean {
  return format !== null && /%/.test(format.replace(/"[^"]*"|\\./g, ''))
}

/**
 * Puts the stored number into a displayed text that holds exactly one number. Null when the cell stores none, the text
 * holds another count of numbers, or both agree.
 */
export function restore(text: string, items: readonly Item[], stored: Stored | null): Restored | null {
  if (stored?.type !== 'number' || stored.value === null || !isDecimal(stored.value)) return null
  const percent = isPercentFormat(stored.format)
  if (/^#+$/.test(text) || text === '') {
    const shown = percent ? `${shift(stored.value, 2)}%` : stored.value
    return { text: shown, flags: ['display-rounded'], doubts: [] }
  }
  const numbers = items.filter((item) => item.kind === 'quantity')
  const only = numbers[0]
  if (numbers.length !== 1 || only!.low !== undefined || items.some((item) => item.kind === 'unreadable')) return null
  const start = only!.digits[0]
  const shown = /^[-+]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?/.exec(text.slice(start, only!.digits[1]))?.[0]
  if (shown === undefined) return null
  const end = start + shown.length
  const displayed = shown.replaceAll(',', '')
  const rest = text.slice(end)
  // A percent format shows a percent sign; where the reader could only give the bare number, the format still counts.
  if (percent && !rest.startsWith('%') && isSame(displayed, stored.value))
    return { text: `${text.slice(0, start)}${shift(stored.value, 2)}%${rest}`, flags: ['percent-format'], doubts: [] }
  const exact = percent ? shift(stored.value, 2) : stored.value
  if (isSame(displayed, exact)) return null
  const result = text.slice(0, start) + exact + rest
  return isRounding(displayed, exact) && percent === rest.startsWith('%')
    ? { text: result, flags: ['display-rounded'], doubts: [] }
    : { text: result, flags: ['display-differs'], doubts: ['display-differs'] }
}

function isSame(shown: string, exact: string): boolean {
  return isDecimal(shown) && compare(shown, exact) === 0
}

/** True when `shown` is `exact` rounded to the places shown. */
function isRounding(shown: string, exact: string): boolean {
  if (!isDecimal(shown)) return /[eE]/.test(shown)
  const places = shown.split('.')[1]?.length ?? 0
  const distance = plus(exact, times(shown, '-1')).replace('-', '')
  return compare(distance, shift('1', -places)) < 0
}

const GROWTH = /增长|增速|增幅|涨|提高|提升|回报|放大|倍/

/** A reading of a cleaned text with a doubt and a suggestion where it looks like scanning damage. */
export function doubtScan(value: Value, text: string, context: ValueContext): Value {
  const suggestion = suspected(value, text, context)
  return suggestion === null ? value : { ...value, doubts: [...value.doubts, 'ocr-suspect'], suggestion }
}

function suspected(value: Value, text: string, context: ValueContext): string | null {
  if (text.length > 12) return null
  const letters = /^([≥≤><=])?([0-9OolI]*[OolI][0-9OolI]*(?:\.\d+)?)(%.*)$/.exec(text)
  if (letters && /\d/.test(letters[2]!)) {
    const digits = letters[2]!.replace(/[Oo]/g, '0').replace(/[lI]/g, '1')
    return `${letters[1] ?? ''}${digits}${letters[3]}`
  }
  const sign = /^[A-Za-z](\d{1,3}(?:\.\d+)?%)$/.exec(text)
  if (sign) return `≥${sign[1]}`
  if (value.kind !== 'quantity' || value.comparator !== 'eq' || value.direction !== undefined) return null
  const rate = /^2([1-9]\d(?:\.\d+)?|100)%$/.exec(text)
  if (rate && !GROWTH.test(context.indicator ?? '')) return `≥${rate[1]}%`
  const times = /^2([1-9]\d{2})次$/.exec(text)
  if (times && !isConfirmed(value, context)) return `≥${times[1]}次`
  return null
}

/** The target and the actual of one order of magnitude speak for the reading. */
function isConfirmed({ value }: Value, { partner, role }: ValueContext): boolean {
  if (role === 'actual' && partner === null) return true
  const other = partner?.value
  return other !== undefined && compare(times(other, '2'), value!) >= 0
}
