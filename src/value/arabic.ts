/** Numbers in the digits 0–9: thousands separators, a point, an exponent. */

import { shift } from './decimal.ts'
import type { Flag } from './flags.ts'
import { matchUnit, type UnitTable } from './unit.ts'

/** More digits than this are no number of a filing. */
export const MOST_DIGITS = 60

/** Digits read from a cleaned text; `value` is null when they are no one number (`1.2.3`, `12,34`, `3 5`). */
export interface Arabic {
  readonly end: number
  readonly value: string | null
  readonly flags: readonly Flag[]
}

/** Reads the digits at `at`, with thousands separators, a point, an exponent, or k. */
export function readArabic(text: string, at: number, table: UnitTable): Arabic {
  let end = skipDigits(text, at)
  let digits = text.slice(at, end)
  const flags: Flag[] = []
  if (text[end] === ',' && isDigit(text[end + 1])) {
    const grouped = digits.length <= 3 ? skipGroups(text, end) : end
    if (grouped === end || (text[grouped] === ',' && isDigit(text[grouped + 1]))) return unreadable(text, at)
    digits = text.slice(at, grouped).replaceAll(',', '')
    end = grouped
  }
  if ((text[end] === '.' || text[end] === '。') && isDigit(text[end + 1])) {
    if (text[end] === '。') flags.push('odd-separator')
    const fractionEnd = skipDigits(text, end + 1)
    if (text[fractionEnd] === '.' && isDigit(text[fractionEnd + 1])) return unreadable(text, at)
    digits += `.${text.slice(end + 1, fractionEnd)}`
    end = fractionEnd
  }
  if (text[end] === ' ') return unreadable(text, at)
  if (digits.length > MOST_DIGITS) return { end, value: null, flags }
  const exponent = /[eE]([+-]?\d{1,2})(?![0-9A-Za-z.])/y
  exponent.lastIndex = end
  const power = exponent.exec(text)
  if (power && Math.abs(Number(power[1])) <= 30)
    return { end: end + power[0].length, value: shift(digits, Number(power[1])), flags: [...flags, 'scientific'] }
  const kilo = (text[end] === 'k' || text[end] === 'K') && !/[A-Za-z]/.test(text[end + 1] ?? '')
  if (kilo && !matchUnit(table, text, end))
    return { end: end + 1, value: shift(digits, 3), flags: [...flags, 'letter-multiplier'] }
  return { end, value: digits.startsWith('.') ? `0${digits}` : digits, flags }
}

/** True for 0–9. */
export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9'
}

function skipDigits(text: string, at: number): number {
  let end = at
  while (isDigit(text[end])) end++
  return end
}

/** The end of `,ddd,ddd…` at `at`; `at` itself when no group of exactly three digits follows. */
function skipGroups(text: string, at: number): number {
  let end = at
  while (text[end] === ',' && skipDigits(text, end + 1) === end + 4) end += 4
  return end
}

function unreadable(text: string, at: number): Arabic {
  let end = at
  while (
    isDigit(text[end]) ||
    ((text[end] === ',' || text[end] === '.' || text[end] === ' ') && isDigit(text[end + 1]))
  )
    end++
  return { end, value: null, flags: [] }
}
