/** Exact decimal strings. Scaling moves the point; sums and products go through big.js; no binary floating point. */
import { Big } from 'big.js'

const PLAIN = /^-?\d+(?:\.\d+)?$/

/** True for the decimal strings of records: `-3.2`, `165300000`. */
export function isDecimal(text: string): boolean {
  return PLAIN.test(text)
}

/** A decimal without leading zeros, trailing zeros of the fraction, or a negative zero; `.5` and `5.` are completed. */
export function canonical(text: string): string {
  if (!text.includes('.') && text.charCodeAt(0) > 0x30) return text
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  let from = 0
  while (from < whole.length - 1 && whole[from] === '0') from++
  let to = fraction.length
  while (to > 0 && fraction[to - 1] === '0') to--
  const digits = (whole.slice(from) || '0') + (to > 0 ? `.${fraction.slice(0, to)}` : '')
  return negative && digits !== '0' ? `-${digits}` : digits
}

/** `text` × 10^`places`, exactly, canonical. */
export function shift(text: string, places: number): string {
  if (places === 0) return canonical(text)
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const digits = whole + fraction
  const point = whole.length + places
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
