/** Units as printed after a number: 万元 is done by the number, here 元/人·月, 立方米/日, 件(册), 次/年, /株, 每人每月. */

import { divide, shift, times } from './decimal.ts'
import type { Flag } from './flags.ts'
import { DIGITS } from './numeral-step.ts'
import { baseOf, matchUnit, partOf, type UnitMatch, type UnitTable } from './unit.ts'

/** A unit read from a cleaned text. {@link scale} turns a printed number into one in `code`. */
export interface UnitRead {
  readonly end: number
  readonly code: string
  /** As printed, without the bracket of an alternative. */
  readonly printed: string
  readonly dimension: string | null
  readonly factor: string
  readonly divisor: string
  /** Code and factor of the same unit as a part of a compound. */
  readonly part: { readonly code: string; readonly factor: string }
  readonly flags: readonly Flag[]
}

/** A unit read elsewhere than from the table: it counts as it is printed. */
export function plainUnit(code: string, printed: string, end: number, flags: readonly Flag[] = []): UnitRead {
  return { end, code, printed, dimension: null, factor: '1', divisor: '1', part: { code, factor: '1' }, flags }
}

/** The `/人/月` of a compound. */
export interface Denominators {
  readonly end: number
  readonly codes: readonly string[]
  readonly divisor: string
  readonly flags: readonly Flag[]
}

/** A printed number in the unit's recorded code, exactly; null when the division has no end. */
export function scale(value: string, unit: UnitRead): string | null {
  const scaled = times(value, unit.factor)
  return unit.divisor === '1' ? scaled : divide(scaled, unit.divisor)
}

/** Reads the unit at `at`: `""` with a missing part where only `/株` is printed; null where none is. */
export function readUnit(table: UnitTable, text: string, at: number): UnitRead | null {
  const first = matchUnit(table, text, at)
  if (!first) {
    const per = text[at] === '/' ? readDenominators(table, text, at, false) : null
    if (!per) return text[at] === '/' ? perCount(text, at) : null
    const code = ['1', ...per.codes].join('/')
    const flags: readonly Flag[] = ['missing-unit', ...per.flags]
    return { ...plainUnit(code, text.slice(at, per.end), per.end, flags), divisor: per.divisor }
  }
  const turns = withTurns(table, text, at, first)
  const { unit } = turns ?? first
  const dimension = unit.dimension
  const printedEnd = first.end
  let end = turns?.end ?? skipAlternative(table, text, printedEnd)
  if (dimension === 'money' && /[整正]/.test(text[end] ?? '') && !/[整正][个体改治式确]/.test(text.slice(end, end + 2)))
    end++
  const per = readDenominators(table, text, end, true)
  const part = partOf(table, unit)
  if (!per) {
    const printed = text.slice(at, printedEnd)
    return { end, ...baseOf(table, unit), printed, dimension, divisor: '1', part, flags: [] }
  }
  const code = [part.code, ...per.codes].join('/')
  const whole = { code, factor: part.factor }
  return { ...per, ...whole, printed: text.slice(at, per.end), dimension, part: whole }
}

/** 18/10万, 3/千: a share, recorded in percent. */
function perCount(text: string, at: number): UnitRead | null {
  const count = readCount(text, at + 1)
  if (count.value.length < 4 || /[\d\u4e00-\u9fff]/.test(text[count.end] ?? '')) return null
  const unit = plainUnit('%', text.slice(at, count.end), count.end, ['per-count'])
  return { ...unit, dimension: 'ratio', factor: '100', divisor: count.value }
}

/** 人(次), 户(次): the turns of them, where that is a unit. */
function withTurns(table: UnitTable, text: string, at: number, { end }: UnitMatch): UnitMatch | null {
  if (!text.startsWith('(次)', end)) return null
  const joined = `${text.slice(at, end)}次`
  const match = matchUnit(table, joined, 0)
  return match?.end === joined.length ? { unit: match.unit, end: end + 3 } : null
}

/** 台(套), 件(册): the bracket names the same thing again. */
function skipAlternative(table: UnitTable, text: string, at: number): number {
  if (text[at] !== '(') return at
  const other = matchUnit(table, text, at + 1)
  return other && text[other.end] === ')' ? other.end + 1 : at
}

/** Reads `/人·月`, `/人、天`, `每人每月`; null where none begins. An unknown word after `/` is kept as a counter. */
export function readDenominators(table: UnitTable, text: string, at: number, unknown: boolean): Denominators | null {
  if (text[at] !== '/' && text[at] !== '每') return null
  const codes: string[] = []
  const flags: Flag[] = []
  let divisor = '1'
  let end = at
  while (codes.length < 4) {
    const separator = text[end] ?? ''
    if (separator !== '/' && separator !== '每' && (codes.length === 0 || !/[·*、.×]/.test(separator))) break
    const grouped = separator === '/' ? readGroup(table, text, end + 1) : null
    if (grouped) {
      codes.push(...grouped.codes)
      divisor = times(divisor, grouped.divisor)
      end = grouped.end
      continue
    }
    // 千 of 千克 belongs to the unit, 万 of 万人 is a count.
    // 元/每月 says per twice.
    const start = separator === '/' && text[end + 1] === '每' ? end + 2 : end + 1
    const several = readSeveral(table, text, start)
    const plain = several ? null : matchPart(table, text, start)
    const count = several ?? (plain ? { value: '1', end: start } : readCount(text, start))
    const match = plain ?? matchPart(table, text, count.end)
    if (match) {
      const part = partOf(table, match.unit)
      codes.push(part.code)
      divisor = times(times(divisor, count.value), part.factor)
      end = skipAlternative(table, text, match.end)
      continue
    }
    const word = separator === '/' && (unknown || codes.length > 0) ? unknownWord(text, count.end) : ''
    if (word === '') break
    codes.push(`{${word}}`)
    flags.push('unknown-unit')
    divisor = times(divisor, count.value)
    end = count.end + word.length
  }
  return codes.length === 0 ? null : { end, codes, divisor, flags }
}

/** A unit in a denominator: 人·天 is two there, not the counter 人天. */
function matchPart(table: UnitTable, text: string, at: number): UnitMatch | null {
  const match = matchUnit(table, text, at) ?? matchCode(table, text, at)
  if (match?.unit.dimension === 'ratio') return null
  const joined = match?.unit.dimension === 'count' ? text.slice(at, match.end).search(/[·*/]/) : -1
  if (joined <= 0) return match
  const first = matchUnit(table, text.slice(at, at + joined), 0)
  return first && { ...first, end: at + joined }
}

/** The d of m3/d: a code that is no spelling of its own. */
function matchCode(table: UnitTable, text: string, at: number): UnitMatch | null {
  const letters = /^[a-zA-Z]{1,3}(?![A-Za-z])/.exec(text.slice(at, at + 5))?.[0] ?? ''
  const unit = table.byCode.get(letters)
  return unit ? { unit, end: at + letters.length } : null
}

/** The (人·次) of 元/(人·次). */
function readGroup(table: UnitTable, text: string, at: number): Denominators | null {
  if (text[at] !== '(') return null
  const inner = readDenominators(table, `/${text.slice(at + 1, at + 12)}`, 0, false)
  return inner && text[at + inner.end] === ')' ? { ...inner, end: at + inner.end + 1 } : null
}

const SEVERAL = /(?:(\d{1,3})(?![\d.,%])|([一二两三四五六七八九十])|(半))个?/y

/** The 两 of 每两年, the 半 of 1次/半年, the 5 of 每5人: a count in front of a denominator that is no power of ten. */
function readSeveral(
  table: UnitTable,
  text: string,
  at: number,
): { readonly value: string; readonly end: number } | null {
  SEVERAL.lastIndex = at
  const match = SEVERAL.exec(text)
  if (!match || /^10*$/.test(match[1] ?? '')) return null
  const end = at + match[0].length - (match[0].endsWith('个') ? 1 : 0)
  const unit = matchUnit(table, text, end)
  if (!unit || (match[3] !== undefined && unit.unit.dimension !== 'time')) return null
  const digit = match[2] === '十' ? '10' : String(DIGITS.get(match[2] ?? '') ?? '0.5')
  return { value: match[1] ?? digit, end }
}

/** The 百, 万, 10万, 100 in front of a denominator; 1 where there is none. */
function readCount(text: string, at: number): { readonly value: string; readonly end: number } {
  const pattern = /(10*)?(十)?(百|千)?(万|亿)?/y
  pattern.lastIndex = at
  const [, digits = '1', ten, small, big] = pattern.exec(text)!
  const places = (ten ? 1 : 0) + (small === '百' ? 2 : small ? 3 : 0) + (big === '万' ? 4 : big ? 8 : 0)
  return { value: shift(digits, places), end: pattern.lastIndex }
}

/** Up to four Chinese characters that may name a thing counted, cut before a comparison or a verb. */
function unknownWord(text: string, at: number): string {
  const pattern = /[\u4e00-\u9fff]{1,5}/y
  pattern.lastIndex = at
  const run = pattern.exec(text)?.[0] ?? ''
  const cut = run.search(/以上|以下|以内|之内|左右|及以|或以|标准|补助|的|内|每/)
  const word = cut < 0 ? run : run.slice(0, cut)
  return word.length > 4 ? '' : word
}

/** What a word for a unit means by itself: 万亩, 元/人·月, %, (万元). Null when it is not all unit. */
export function parseUnitText(table: UnitTable, text: string): UnitRead | null {
  const plain = text.replace(/^\(|\)$/g, '')
  const count = readCount(plain, 0)
  const from = /^\d/.test(plain) ? 0 : count.end
  // 千 of 千克 belongs to the unit.
  for (const [start, value] of [
    [0, '1'],
    [from, count.value],
  ] as const) {
    const unit = readUnit(table, plain, start)
    const part = unit && { ...unit.part, factor: times(unit.part.factor, value) }
    if (unit?.end === plain.length) return { ...unit, printed: plain, factor: times(unit.factor, value), part: part! }
  }
  if (from > 0 && from === plain.length) return { ...plainUnit('', plain, from), factor: count.value }
  return null
}
