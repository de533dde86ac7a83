/** Numbers and fractions as filers write them: `16,530.00`, `1.65亿`, `3万5千`, `叁拾`, `-3.2`, `百分之九十五`, `四分之一`. Exact, never guessing. */
import { divide, isDigit, plus, readArabic, shift, times } from './decimal.ts'
import type { Flag } from './flags.ts'
import { type Bad, BIG, DIGITS, isLoose, SMALL, type State, step, type Term } from './numeral-step.ts'
import { matchUnit, type UnitTable } from './unit.ts'

/** A number found in a cleaned text, from the offset asked for up to `end`. */
export interface NumberRead {
  readonly start: number
  readonly end: number
  /** The exact decimal with 万/亿 expanded; absent when `bad` says why the digits cannot be read. */
  readonly value: string
  /** For 七八, 二三十: the upper of the two numbers. */
  readonly upTo: string | null
  /** 余, 多: the number is what is at least there. */
  readonly more: boolean
  /** The number as printed, without the magnitude (万, 亿) after it and without thousands separators. */
  readonly coefficient: string
  readonly magnitude: string
  /** Written without any 0–9. */
  readonly chinese: boolean
  readonly flags: readonly Flag[]
  /** The words themselves make it percent (百分之, 千分之). */
  readonly ratio: boolean
  readonly bad: Bad | null
}

/** True where a number may begin: a digit, `.5`, a Chinese digit or 十. */
export function startsNumber(text: string, at: number): boolean {
  const char = text[at]
  if (char === undefined) return false
  if (isDigit(char) || DIGITS.has(char) || char === '十' || char === '拾') return true
  return char === '.' && isDigit(text[at + 1])
}

/** Reads the number at `at`, or null where none begins. Linear in what it consumes. */
export function readNumber(text: string, at: number, table: UnitTable): NumberRead | null {
  if (!startsNumber(text, at)) return null
  const plain = readPlainDigits(text, at, table)
  if (plain) return plain
  const state: State = {
    text,
    table,
    at,
    terms: [],
    current: null,
    currentArabic: false,
    upTo: null,
    zero: false,
    lastExponent: 0,
    bigs: [],
    afterBig: false,
    more: false,
    arabic: false,
    pointed: false,
    magnitudeAt: -1,
    flags: [],
    bad: null,
  }
  while (state.bad === null && step(state));
  return finish(state, at)
}

/** Characters that carry a number on behind its digits. */
const CARRIES_ON = new Set([...DIGITS.keys(), ...SMALL.keys(), ...BIG.keys(), '点', '余', '多', '来', '○', 'O'])

/** Digits with nothing else to them, or one Chinese digit: nearly all numbers there are. Null when more follows. */
function readPlainDigits(text: string, at: number, table: UnitTable): NumberRead | null {
  const digit = DIGITS.get(text[at]!)
  if (digit !== undefined) {
    if (CARRIES_ON.has(text[at + 1] ?? '') || isDigit(text[at + 1]) || text.startsWith('个亿', at + 1)) return null
    return plain(at, at + 1, String(digit), text[at]!, true, [])
  }
  if (!isDigit(text[at])) return null
  const { end, value, flags } = readArabic(text, at, table)
  if (value === null || CARRIES_ON.has(text[end] ?? '') || text.startsWith('个亿', end)) return null
  const printed = text.slice(at, end)
  return plain(at, end, value, printed.includes(',') ? printed.replaceAll(',', '') : printed, false, flags)
}

function plain(
  start: number,
  end: number,
  value: string,
  coefficient: string,
  chinese: boolean,
  flags: readonly Flag[],
): NumberRead {
  const [upTo, more, magnitude, ratio, bad] = [null, false, '', false, null]
  return { start, end, value, upTo, more, coefficient, magnitude, chinese, flags, ratio, bad }
}

function finish(state: State, start: number): NumberRead | null {
  const { terms } = state
  if (state.bad !== null) return failed(state, start, state.bad)
  if (state.current === null && terms.length === 0 && !state.zero) return null
  const all = [...terms]
  if (state.current !== null) {
    const loose = isLoose(state)
    // 一百万五 may be 1005000 or 1500000.
    if (loose && state.lastExponent > 3 && sum(terms)?.slice(0, -state.lastExponent).endsWith('00'))
      return failed(state, start, 'unreadable-number')
    // 一万五 is 15000: the last digit counts the next lower place, unless a 零 stands before it.
    if (loose && state.currentArabic) state.flags.push('short-numeral')
    all.push({ digits: state.current, exponent: loose ? state.lastExponent - 1 : 0 })
  }
  const value = sum(all)
  const upTo = state.upTo === null ? null : upToOf(state, all)
  if (value === null || (state.upTo !== null && upTo === null)) return failed(state, start, 'unreadable-number')
  const { coefficient, magnitude } = splitMagnitude(state, start)
  const { at: end, more, flags } = state
  return {
    start,
    end,
    value,
    upTo,
    more,
    coefficient,
    magnitude,
    chinese: !state.arabic,
    flags,
    ratio: false,
    bad: null,
  }
}

/** Digits that cannot be read: what they are stands in `coefficient`, why in `bad`. */
function failed(state: State, start: number, bad: Bad): NumberRead {
  const { at: end, more, flags } = state
  const coefficient = state.text.slice(start, end)
  const chinese = !state.arabic
  return { start, end, value: '0', upTo: null, more, coefficient, magnitude: '', chinese, flags, ratio: false, bad }
}

/** The printed number and the 万/亿 after it, where it is one factor of the whole (`1.65` `亿`, not `3亿5千` `万`). */
function splitMagnitude(state: State, start: number): Pick<NumberRead, 'coefficient' | 'magnitude'> {
  const printed = state.text.slice(start, state.at).replace(/[,余多来个]/g, '')
  const tail = state.magnitudeAt < 0 ? '' : state.text.slice(state.magnitudeAt, state.at).replace(/[余多来]/g, '')
  const coefficient = printed.slice(0, printed.length - tail.length)
  const compound = state.arabic ? !/^[\d.]+$/.test(coefficient) : /[万亿兆]/.test(coefficient)
  return tail === '' || compound ? { coefficient: printed, magnitude: '' } : { coefficient, magnitude: tail }
}

/** The terms added up; null when they are not in falling order (一万五万, 1万50000). */
function sum(terms: readonly Term[]): string | null {
  let total: string | null = null
  let ceiling = Number.POSITIVE_INFINITY
  for (const { digits, exponent } of terms) {
    const whole = digits.indexOf('.') < 0 ? digits.length : digits.indexOf('.')
    if (whole + exponent > ceiling) return null
    ceiling = exponent
    const part = shift(digits, exponent)
    total = total === null ? part : plus(total, part)
  }
  return total ?? '0'
}

/** The number with the upper digit of a pair (七八) in the place of the lower. */
function upToOf(state: State, terms: readonly Term[]): string | null {
  const lower = String(Number(state.upTo) - 1)
  const index = terms.findLastIndex((term) => term.digits === lower)
  if (index < 0 || index < terms.length - 1) return null
  return sum(terms.map((term, i) => (i === index ? { ...term, digits: state.upTo! } : term)))
}

/** A number with its sign, or the fraction that its words make. */
export type Figure = NumberRead

const PARTS = /(百万|千万|十万|万万|[百佰千仟万亿])分之/y
const PLACES: Readonly<Record<string, number>> = {
  百: 2,
  佰: 2,
  千: 3,
  仟: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  万万: 8,
}

/** Reads the figure at `at`. `signed` allows a minus sign (a hyphen after a number is none). */
export function readFigure(text: string, at: number, table: UnitTable, signed: boolean): Figure | null {
  const sign = text[at] === '负' || (signed && (text[at] === '-' || text[at] === '+'))
  const start = sign ? at + 1 : at
  const figure = readParts(text, start, table) ?? readPlain(text, start, table)
  if (!figure || !sign) return figure
  const negative = text[at] !== '+'
  return {
    ...figure,
    start: at,
    value: negative ? times(figure.value, '-1') : figure.value,
    coefficient: negative ? `-${figure.coefficient}` : figure.coefficient,
    bad: figure.upTo === null ? figure.bad : 'unreadable-number',
  }
}

/** 百分之N, 千分之N, 万分之N: percent. */
function readParts(text: string, at: number, table: UnitTable): Figure | null {
  if (PLACES[text[at] ?? ''] === undefined && text[at] !== '十') return null
  PARTS.lastIndex = at
  const parts = PARTS.exec(text)
  if (!parts) return null
  const negative = /[负-]/.test(text[PARTS.lastIndex] ?? '')
  const start = PARTS.lastIndex + (negative ? 1 : 0)
  const places = 2 - PLACES[parts[1]!]!
  // 百分之百 alone writes its hundred without 一.
  const hundred = /[百佰]/.test(text[start] ?? '') && text[start + 1] !== '点'
  const number = hundred ? null : readNumber(text, start, table)
  if (!hundred && !number) return null
  const read = number ?? { ...NOTHING, end: start + 1, value: '100', coefficient: '100', chinese: true }
  const move = (value: string) => shift(negative ? times(value, '-1') : value, places)
  const magnitude = ''
  const coefficient = places === 0 && !negative ? read.coefficient + read.magnitude : move(read.value)
  const upTo = read.upTo === null ? null : move(read.upTo)
  return { ...read, start: at, value: move(read.value), upTo, coefficient, magnitude, ratio: true }
}

const NOTHING = { start: 0, ratio: false, upTo: null, more: false, magnitude: '', flags: [], bad: null } as const

/** A number, or N of M equal parts (四分之一) where that has an exact decimal. */
function readPlain(text: string, at: number, table: UnitTable): Figure | null {
  const number = startsNumber(text, at) ? readNumber(text, at, table) : readHundreds(text, at, table)
  if (!number) return null
  if (number.bad !== null) return number
  if (text[number.end] === '又' && number.upTo === null) return readMixed(text, number, table) ?? number
  if (text[number.end] !== '分' || !text.startsWith('分之', number.end)) return number
  return number.upTo === null ? (readShare(text, number, table) ?? number) : number
}

/** N of M equal parts, behind M: exact, or bad where the decimal has no end. */
function readShare(text: string, parts: NumberRead, table: UnitTable): Figure | null {
  const above = readNumber(text, parts.end + 2, table)
  if (!above || above.bad !== null) return null
  const value = divide(above.value, parts.value)
  const flags = [...parts.flags, ...above.flags]
  const printed = text.slice(parts.start, above.end)
  const read = { ...parts, end: above.end, coefficient: printed, magnitude: '', chinese: true, flags }
  return value === null ? { ...read, bad: 'unreadable-number' } : { ...read, value }
}

/** 一又二分之一: a whole and a part of one. */
function readMixed(text: string, whole: NumberRead, table: UnitTable): Figure | null {
  const parts = startsNumber(text, whole.end + 1) ? readNumber(text, whole.end + 1, table) : null
  if (!parts || parts.bad !== null || parts.upTo !== null || !text.startsWith('分之', parts.end)) return null
  const share = readShare(text, parts, table)
  if (!share) return null
  const coefficient = text.slice(whole.start, share.end)
  return { ...share, start: whole.start, coefficient, value: plus(whole.value, share.value) }
}

const HUNDREDS =
  /(?:百万|千万|百亿|千亿|万亿|[百千万亿])(?=[余多])|(?<=[近逾超约过])(?:百万|千万|百亿|千亿|万亿|[百千万亿])/y

/** 百余人, 近千户, 超百万: the magnitude alone stands for one of it. */
function readHundreds(text: string, at: number, table: UnitTable): Figure | null {
  HUNDREDS.lastIndex = at
  const word = HUNDREDS.exec(text)?.[0]
  if (word === undefined || /[几数\d一二三四五六七八九十百千万亿]/.test(text[at - 1] ?? '')) return null
  const end = at + word.length
  const more = /[余多]/.test(text[end] ?? '')
  if (more && !/^$|[,;。、)]/.test(text[end + 1] ?? '') && matchUnit(table, text, end + 1) === null) return null
  const places = [...word].reduce((sum, char) => sum + (SMALL.get(char) ?? BIG.get(char) ?? 0), 0)
  const read = { ...NOTHING, start: at, end: more ? end + 1 : end, value: shift('1', places), coefficient: word }
  return { ...read, more, chinese: true }
}
