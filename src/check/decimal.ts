/** What checks need of exact decimals beyond `value/decimal.ts`: sums, rounded quotients, and how exact a printed figure is. */
import { compare, plus, shift, sum, times } from '../value/index.ts'

/** `a` − `b`, exactly. */
export function minus(a: string, b: string): string {
  return plus(a, negate(b))
}

function negate(a: string): string {
  return times(a, '-1')
}

/** |a|. */
export function magnitude(a: string): string {
  return a.startsWith('-') ? a.slice(1) : a
}

/** The greater of two decimals. */
export function larger(a: string, b: string): string {
  return compare(a, b) >= 0 ? a : b
}

/** The lesser of two decimals. */
export function smaller(a: string, b: string): string {
  return compare(a, b) <= 0 ? a : b
}

/** `a` ÷ `b` rounded half up to `places` decimals, which are all printed (`4.50`). `b` must not be zero. */
export function quotient(a: string, b: string, places: number): string {
  const scale = Math.max(decimalsOf(a), decimalsOf(b))
  const [top, bottom] = [BigInt(shift(a, scale)) * 10n ** BigInt(places), BigInt(shift(b, scale))]
  const negative = top < 0n !== bottom < 0n
  const [n, d] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  const rounded = (2n * n + d) / (2n * d)
  const digits = rounded.toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const text = places === 0 ? digits : `${whole}.${digits.slice(-places)}`
  return negative && rounded !== 0n ? `-${text}` : text
}

/** `a` rounded half up to `places` decimals. */
export function roundTo(a: string, places: number): string {
  return quotient(a, '1', places)
}

/** How many decimals a figure is printed with. */
export function decimalsOf(figure: string): number {
  const point = figure.indexOf('.')
  return point < 0 ? 0 : figure.length - point - 1
}

/** Half a unit of the last printed decimal: how far the true figure may lie from the printed one. */
export function halfUnit(figure: string): string {
  return shift('5', -decimalsOf(figure) - 1)
}

/** How far a sum of printed figures may be off by their rounding: half a unit of the last decimal for each of them. */
export function tolerance(figures: readonly string[]): string {
  const most = figures.reduce((places, figure) => Math.max(places, decimalsOf(figure)), 0)
  if (most > 12 || figures.length > 100) return sum(figures.map(halfUnit))
  // Counted in half units of the smallest decimal among them.
  const halves = figures.reduce((count, figure) => count + 10 ** (most - decimalsOf(figure)), 0)
  return shift(String(5 * halves), -most - 1)
}

/** True when two figures differ by more than the rounding of the printed figures behind them. */
export function differ(a: string, b: string, printed: readonly string[]): boolean {
  return compare(magnitude(minus(a, b)), tolerance(printed)) > 0
}

/** True for zero in any spelling (`0`, `0.00`). */
export function isZero(figure: string): boolean {
  return compare(figure, '0') === 0
}

/** True for a figure above zero. */
export function isPositive(figure: string): boolean {
  return compare(figure, '0') > 0
}

/** True when every figure is less than the one before it. */
export function isDescending(figures: readonly string[]): boolean {
  return figures.every((figure, at) => at === 0 || compare(figure, figures[at - 1]!) < 0)
}

/** By how many decimal places `a` is larger than `b`, when the two have the same digits; else 0. */
export function ratio10(a: string, b: string): number {
  for (let places = 0; places <= 12; places++) if (compare(shift(b, places), a) === 0) return places
  return 0
}
