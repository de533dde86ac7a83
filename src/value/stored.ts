/** Typed spreadsheet cells: the stored number stands in for the displayed, rounded one. */

import type { Stored } from '../model.ts'
import { compare, isDecimal, plus, shift, times } from './decimal.ts'
import type { Doubt, Flag } from './flags.ts'
import type { Item } from './item.ts'

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
