/** Exact decimals: digits as printed become decimal strings, and those are scaled by moving the point; sums and products go through big.js; no binary floating point. */
import { Big } from 'big.js'
import type { Flag } from './flags.ts'
import { matchUnit, type UnitTable } from './unit.ts'

const PLAIN = /^-?\d+(?:\.\d+)?$/

/** True for the decimal strings of records: `-3.2`, `165300000`. */
export function isDecimal(text: string): boolean {
  return PLAIN.test(text)
}

/** A decimal without leading zeros, trailing zeros of the fraction, or a negative zero; `.5` and `5.` are completed. */
export function canonical(text: string): string {
  if (isCanonical(text)) return text
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  let from = 0
  while (from < whole.length - 1 && whole[from] === '0') from++
  let to = fraction.length
  while (to > 0 && fraction[to - 1] === '0') to--
  const digits = (whole.slice(from) || '0') + (to > 0 ? `.${fraction.slice(0, to)}` : '')
  return negative && digits !== '0' ? `-${digits}` : digits
}

/** True for most figures, told without taking them apart: no sign, nothing to cut off at either end. */
function isCanonical(text: string): boolean {
  const [first, point] = [text.charCodeAt(0), text.indexOf('.')]
  if (point < 0) return first > 0x30
  const last = text.charCodeAt(text.length - 1)
  return (first > 0x30 || (first === 0x30 && point === 1)) && last > 0x30
}

/** `text` × 10^`places`, exactly, canonical. */
export function shift(text: string, places: number): string {
  if (places === 0) return canonical(text)
  const negative = text.startsWith('-')
  const plain = negative ? text.slice(1) : text
  const at = plain.indexOf('.')
  const digits = at < 0 ? plain : plain.slice(0, at) + plain.slice(at + 1)
  const point = (at < 0 ? plain.length : at) + places
  const moved =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`
  return canonical(negative ? `-${moved}` : moved)
}

/** The exact product of two decimals, canonical. */
export function times(a: string, b: string): string {
  if (b === '1') return canonical(a)
  const power = /^(?:10*|0\.0*1)$/.test(b) ? (b[0] === '1' ? b.length - 1 : 2 - b.length) : null
  return power === null ? new Big(a).times(b).toFixed() : shift(a, power)
}

/** The exact sum of two decimals, canonical. */
export function plus(a: string, b: string): string {
  return isShort(a) && isShort(b) ? plusShort(a, b) : new Big(a).plus(b).toFixed()
}

/** At most 15 digits: as a double it is told from every other decimal of that size, and scaled to an integer it is exact. */
function isShort(text: string): boolean {
  return text.length < 16
}

function plusShort(a: string, b: string): string {
  const places = Math.max(placesOf(a), placesOf(b))
  const scale = 10 ** places
  const total = Math.round(Number(a) * scale) + Math.round(Number(b) * scale)
  if (Number.isNaN(total) || Math.max(a.length, b.length) + places > 15) return new Big(a).plus(b).toFixed()
  return places === 0 ? String(total) : shift(String(total), -places)
}

/** The exact sum of decimals, canonical; `0` of nothing. */
export function sum(figures: readonly string[]): string {
  let places = 0
  let longest = 0
  for (const figure of figures) {
    places = Math.max(places, placesOf(figure))
    longest = Math.max(longest, figure.length)
  }
  // As integers of the last decimal, as long as a double holds their sum exactly.
  if (longest + places > 13 || figures.length > 100) return figures.reduce(plus, '0')
  const scale = 10 ** places
  let total = 0
  for (const figure of figures) total += Math.round(Number(figure) * scale)
  return Number.isNaN(total) ? figures.reduce(plus, '0') : shift(String(total), -places)
}

function placesOf(text: string): number {
  const point = text.indexOf('.')
  return point < 0 ? 0 : text.length - point - 1
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compare(a: string, b: string): -1 | 0 | 1 {
  if (!isShort(a) || !isShort(b)) return new Big(a).cmp(b)
  const [x, y] = [Number(a), Number(b)]
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : new Big(a).cmp(b)
}

/** The exact quotient `a` ÷ `b` of two decimals, or null when it has no end (or `b` is zero). */
export function divide(a: string, b: string): string | null {
  const divisor = new Big(b)
  if (divisor.eq(0)) return null
  // A divisor of d digits ends, if at all, after at most ~3.33 d further places; more would be no printed number.
  const exact = new Big(a)
  const scaled = exact.times(new Big(10).pow(40))
  const whole = new Big(scaled.div(divisor).toFixed(0))
  return whole.times(divisor).eq(scaled) ? shift(whole.toFixed(), -40) : null
}

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
