/** The pieces of a number, taken one by one: digits, 十百千, 万亿, 点, 余. What they add up to is the numeral's matter. */
import { isDigit, MOST_DIGITS, readArabic } from './decimal.ts'
import type { Flag } from './flags.ts'
import { matchUnit, type UnitTable } from './unit.ts'

/** The Chinese digits, everyday and 大写. */
export const DIGITS: ReadonlyMap<string, number> = new Map(
  ['零〇', '一壹', '二贰两俩倆', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((chars, digit) =>
    [...chars].map((char) => [char, digit] as const),
  ),
)
/** 十百千 and their powers of ten. */
export const SMALL: ReadonlyMap<string, number> = new Map(Object.entries({ 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3 }))
/** 万亿兆 and their powers of ten. */
export const BIG: ReadonlyMap<string, number> = new Map(Object.entries({ 万: 4, 亿: 8, 兆: 12 }))
/** Why digits cannot be read. */
export type Bad = 'unreadable-number' | 'malformed-unit' | 'vague-number'

/** Digits × 10^exponent. */
export interface Term {
  readonly digits: string
  readonly exponent: number
}

/** A number half read. */
export interface State {
  readonly text: string
  readonly table: UnitTable
  at: number
  terms: Term[]
  current: string | null
  currentArabic: boolean
  upTo: string | null
  zero: boolean
  lastExponent: number
  bigs: { exponent: number; end: number }[]
  afterBig: boolean
  more: boolean
  arabic: boolean
  pointed: boolean
  magnitudeAt: number
  flags: Flag[]
  bad: Bad | null
}

/** Consumes the next piece of the number; false at its end. */
export function step(state: State): boolean {
  const { text, at } = state
  const char = text[at]
  if (char === undefined) return false
  if (isDigit(char) || (char === '.' && state.current === null && isDigit(text[at + 1]))) return takeArabic(state)
  if (DIGITS.has(char)) return takeChinese(state)
  const small = SMALL.get(char)
  if (small !== undefined) return takeSmall(state, small)
  const big = BIG.get(char)
  if (big !== undefined) return takeBig(state, big)
  // 两个亿
  if (char === '个' && text[at + 1] === '亿' && state.current !== null) return takeBig(skipOne(state), 8)
  if (char === '点') return takePoint(state)
  if (char === '余' || char === '多' || char === '来') return takeMore(state)
  if (char === '几' && state.terms.length > 0) return takeVague(state)
  return false
}

function skipOne(state: State): State {
  state.at++
  return state
}

function takeArabic(state: State): boolean {
  state.arabic = true
  if (state.current !== null || state.pointed) {
    state.bad = 'unreadable-number'
    return false
  }
  const read = readArabic(state.text, state.at, state.table)
  state.at = read.end
  state.flags.push(...read.flags)
  state.arabic = true
  if (read.value === null) {
    state.bad = 'unreadable-number'
    return false
  }
  state.current = read.value
  state.currentArabic = true
  state.afterBig = false
  state.magnitudeAt = -1
  return true
}

/** The Chinese digit at `at`; ○ and the letter O between Chinese digits are typed for 〇. */
function digitAt(text: string, at: number, start: number): number | undefined {
  const char = text[at] ?? ''
  const zero = at > start && (char === '○' || (char === 'O' && /[年○O\u4e00-\u9fff]/.test(text[at + 1] ?? '')))
  return zero ? 0 : DIGITS.get(char)
}

function takeChinese(state: State): boolean {
  const { text } = state
  let end = state.at
  let digits = ''
  for (let digit = digitAt(text, end, end); digit !== undefined; digit = digitAt(text, ++end, state.at)) {
    // 两 after 十 or another digit is the weight, not a two; 一两个 are one or two.
    if (text[end] === '两' && end > state.at && !(digits === '1' && beginsCounted(state, end + 1))) break
    digits += digit
  }
  // 7两 and 十两 are weights, 一万两千 is a number.
  const weight = state.current !== null || (state.terms.length > 0 && !/[百千万亿]/.test(text[state.at + 1] ?? ''))
  if (text[state.at] === '两' && weight) return false
  if (state.current !== null || state.pointed) {
    state.bad = 'unreadable-number'
    state.at = end
    return false
  }
  state.at = end
  state.afterBig = false
  state.magnitudeAt = -1
  const inside = state.terms.length > 0
  const significant = inside || SMALL.has(text[end] ?? '') ? digits.replace(/^0+/, '') : digits
  if (significant.length < digits.length) state.zero = true
  if (significant === '') return true
  state.currentArabic = false
  if (significant.length === 1) {
    state.current = significant
    return true
  }
  return takeDigitRow(state, significant, inside)
}

/** A unit, or 百千万亿, begins at `at`. */
function beginsCounted({ text, table }: State, at: number): boolean {
  const char = text[at] ?? ''
  return BIG.has(char) || SMALL.has(char) || matchUnit(table, text, at) !== null
}

/** Several Chinese digits in a row: 七八 (from 7 to 8) or, when nothing surrounds them, digit by digit (二〇二〇). */
function takeDigitRow(state: State, digits: string, inside: boolean): boolean {
  const next = state.text[state.at] ?? ''
  const [first, second] = [Number(digits[0]), Number(digits[1])]
  if (digits.length === 2 && second === first + 1 && first > 0) {
    state.current = String(first)
    state.upTo = String(second)
    return true
  }
  if (inside || SMALL.has(next) || digits.length > MOST_DIGITS || (digits.length === 2 && !digits.includes('0'))) {
    state.bad = 'unreadable-number'
    return false
  }
  state.current = digits
  return true
}

function takeSmall(state: State, exponent: number): boolean {
  if (beginsUnit(state)) return false
  if (state.current === null) {
    const ten = exponent === 1 && !state.more
    if (!ten || (state.terms.length > 0 && state.lastExponent <= 1)) {
      if (state.terms.length > 0) state.bad = 'unreadable-number'
      return false
    }
    state.current = '1'
  }
  if (state.currentArabic && exponent === 1 && state.current.length > 1) {
    state.bad = 'unreadable-number'
    return false
  }
  if (state.currentArabic && state.magnitudeAt < 0) state.magnitudeAt = state.at
  push(state, exponent)
  state.at++
  return true
}

function takeBig(state: State, exponent: number): boolean {
  if (beginsUnit(state)) return false
  if (
    state.terms.length > 0 &&
    state.current !== null &&
    isLoose(state) &&
    (state.lastExponent === 2 || state.lastExponent === 3)
  ) {
    // 一百五万 may be 105万 or 150万.
    state.bad = 'unreadable-number'
    return false
  }
  if (state.current !== null) push(state, 0)
  if (state.terms.length === 0) return false
  const outer = state.bigs.findLast((big) => big.exponent > exponent)
  const from = outer?.end ?? 0
  const repeated = state.bigs.some((big) => big.exponent === exponent && big.end >= from)
  if (
    state.bigs.length > 5 ||
    from === state.terms.length ||
    (repeated && !state.afterBig) ||
    (repeated && exponent !== 4)
  ) {
    state.at++
    state.bad = 'malformed-unit'
    return false
  }
  state.terms = state.terms.map((term, i) => (i < from ? term : { ...term, exponent: term.exponent + exponent }))
  state.bigs.push({ exponent, end: state.terms.length })
  state.lastExponent = exponent
  state.afterBig = true
  if (state.magnitudeAt < 0) state.magnitudeAt = state.at
  state.zero = false
  state.at++
  return true
}

function push(state: State, exponent: number): void {
  state.terms.push({ digits: state.current!, exponent })
  state.current = null
  state.lastExponent = exponent
  state.zero = false
  state.afterBig = false
}

/** 点 with digits after it. */
function takePoint(state: State): boolean {
  if (state.pointed || (state.current === null && state.terms.length === 0 && !state.zero)) return false
  let end = state.at + 1
  let fraction = ''
  while (end < state.text.length) {
    const char = state.text[end]!
    if (isDigit(char)) fraction += char
    else if (DIGITS.has(char)) fraction += DIGITS.get(char)
    else break
    end++
  }
  if (fraction === '' || fraction.length > MOST_DIGITS) return false
  state.current = `${state.current ?? '0'}.${fraction}`
  state.currentArabic = true
  state.pointed = true
  state.at = end
  return true
}

/** 余, 多, 来 after a number, before a magnitude, a unit or the end. */
function takeMore(state: State): boolean {
  const { text, at } = state
  if (state.more || (state.current === null && state.terms.length === 0)) return false
  const next = text[at + 1]
  const unit = matchUnit(state.table, text, at + 1) !== null
  if (text[at] === '来' ? !unit : !(unit || next === undefined || BIG.has(next) || /[,;。、)以人/]/.test(next)))
    return false
  state.more = true
  if (state.current !== null) push(state, 0)
  state.at++
  return next !== undefined && BIG.has(next)
}

function takeVague(state: State): boolean {
  let end = state.at + 1
  while (SMALL.has(state.text[end] ?? '') || BIG.has(state.text[end] ?? '')) end++
  state.at = end
  state.bad = 'vague-number'
  return false
}

/** 千 of 千克, 百 of 百分点, 兆 of 兆瓦 begin a unit, no magnitude. */
function beginsUnit(state: State): boolean {
  if (state.current === null && state.terms.length === 0) return false
  const unit = matchUnit(state.table, state.text, state.at)
  return unit !== null && unit.end > state.at + 1
}

/** A single digit right after a magnitude, without 零 between. */
export function isLoose(state: State): boolean {
  return state.terms.length > 0 && !state.zero && state.current?.length === 1
}
