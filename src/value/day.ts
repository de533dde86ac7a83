/** Days that may lack a part, and single printed dates: 2021年6月30日, 12月31日, 2021-06-30, 2020.12, 次年3月. */
import type { Flag } from './flags.ts'
import { DIGITS } from './numeral-step.ts'

/** A printed date; `year: null` when none is printed, `month` and `day` null when not known. */
export interface Day {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month; February without a year counts 28, and {@link exists} allows its 29th. */
export function daysIn(year: number | null, month: number): number {
  const leap = year !== null && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0)
}

/** False for the 30th of February and the 13th month. */
export function exists({ year, month, day }: Day): boolean {
  if (month === null) return day === null
  if (month < 1 || month > 12) return false
  if (day === null) return true
  return day >= 1 && (day <= daysIn(year, month) || (year === null && month === 2 && day === 29))
}

/** The first day that a date covers: 2018-10 → 2018-10-01. */
export function firstOf({ year, month, day }: Day): Day {
  return { year, month: month ?? 1, day: day ?? 1 }
}

/** The last day that a date covers: 2018-10 → 2018-10-31. */
export function lastOf({ year, month, day }: Day): Day {
  const last = month ?? 12
  return { year, month: last, day: day ?? daysIn(year, last) }
}

/** `2018`, `2018-10`, `2018-10-31`, and `--12-31` or `--12` without a year. */
export function printDay({ year, month, day }: Day): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const head = year === null ? '-' : String(year).padStart(4, '0')
  return head + (month === null ? '' : `-${two(month)}`) + (day === null ? '' : `-${two(day)}`)
}

/** The inverse of {@link printDay}; null for any other text. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4}|-)(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!match) return null
  const number = (part: string | undefined) => (part === undefined ? null : Number(part))
  const day = { year: match[1] === '-' ? null : Number(match[1]), month: number(match[2]), day: number(match[3]) }
  return exists(day) ? day : null
}

/** True when `a` begins after `b` ends; days without a year are compared within one. */
export function isAfter(a: Day, b: Day): boolean {
  const rank = ({ year, month, day }: Day) => (year ?? 0) * 10000 + (month ?? 0) * 100 + (day ?? 0)
  return rank(firstOf(a)) > rank(lastOf(b))
}

/** A date as printed. */
export interface Point {
  readonly end: number
  readonly day: Day
  readonly yearOffset: number | 'every' | null
  readonly flags: readonly Flag[]
  /** Written with separators or bare digits only (2020.12, 202012): a date only where its surroundings say so. */
  readonly loose: false | 'dotted' | 'compact'
}

/** A pattern of the Chinese numbers up to 31. */
export const CHINESE_DAY = '三十一|三十|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]'
const RELATIVE_YEARS: Readonly<Record<string, number>> = {
  当年: 0,
  当年度: 0,
  本年度: 0,
  本年: 0,
  今年: 0,
  次年: 1,
  下一年: 1,
  下年度: 1,
  下年: 1,
  来年: 1,
  翌年: 1,
  明年: 1,
  上一年: -1,
  上年: -1,
  去年: -1,
}
const YEAR =
  /(\d{4}|[一二三四五六七八九][〇零○O一二三四五六七八九]{3}|[二两]千(?:零[一二三四五六七八九]|零?[二三]?十[一二三四五六七八九]?))年度?|(\d{2}|[零〇][一二三四五六七八九])年(?=\d{1,2}月|(?<=[零〇].年))/y
const RELATIVE =
  /(当年度?|本年度?|今年|次年|下一年|下年度?|来年|翌年|明年|上一年|上年|去年|每年)的?(?=(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|年?[底末内]|[上下]半年|前[二两三23]个?季度|第?[一二三四1-4]季度)/y
const YEAR_END_WORD = /(?:年底|年末|年内)(?!考|余额)/y
const MONTH = new RegExp(`(\\d{1,2}|${CHINESE_DAY})月份?(?![龄均度])`, 'y')
const DAY = new RegExp(`(\\d{1,2}|${CHINESE_DAY})(?:日|号|(?=$|[前,;。、)至~-]|之前|以前))`, 'y')
const SEPARATED = /(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?(?![\d.%])/y
const COMPACT = /(\d{4})(\d{2})(\d{2})?(?!\d|[.,%]\d)/y

/** The match of a sticky pattern at `at`. */
export function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** 0–9 or a Chinese number up to 31, or a year digit by digit. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const since = /^[二两]千零?(.+)$/.exec(text)
  if (since) return 2000 + numberOf(since[1]!)
  if (text.length === 4 || /^[零〇]./.test(text)) return Number([...text].map((char) => DIGITS.get(char) ?? 0).join(''))
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text]
  const digit = (char: string | undefined, blank: number) => (char ? (DIGITS.get(char) ?? Number(char)) : blank)
  return digit(tens, 1) * 10 + digit(ones, 0)
}

/** A year that a filing may be about. */
export const isYear = (year: number) => year >= 1900 && year <= 2100

/** Reads the date at `at`; null where none begins. */
export function readPoint(text: string, at: number): Point | null {
  const first = text[at]
  if (first === undefined) return null
  if (!/[\d〇零一二两三四五六七八九十当本今次下翌明上去每年]/.test(first)) return null
  return readWritten(text, at) ?? readSeparated(text, at)
}

/** Dates with 年, 月, 日. */
function readWritten(text: string, at: number): Point | null {
  const flags: Flag[] = []
  let end = at
  let year: number | null = null
  let yearOffset: number | 'every' | null = null
  const named = sticky(YEAR, text, at)
  const relative = named ? null : sticky(RELATIVE, text, at)
  if (named) {
    year = named[1] === undefined ? 2000 + numberOf(named[2]!) : numberOf(named[1])
    if (!isYear(year)) return null
    if (named[1] === undefined) flags.push('two-digit-year')
    end = YEAR.lastIndex
  } else if (relative) {
    yearOffset = relative[1] === '每年' ? 'every' : RELATIVE_YEARS[relative[1]!]!
    end = RELATIVE.lastIndex
  } else if (sticky(YEAR_END_WORD, text, at)) {
    return { end: at, day: { year: null, month: null, day: null }, yearOffset: 0, flags, loose: false }
  }
  const of = named !== null && text[end] === '的' ? end + 1 : end
  const month = sticky(MONTH, text, of)
  if (!month) {
    if (named || relative) return { end, day: { year, month: null, day: null }, yearOffset, flags, loose: false }
    return null
  }
  end = MONTH.lastIndex
  const day = sticky(DAY, text, end)
  if (day) end = DAY.lastIndex
  const read = { year, month: numberOf(month[1]!), day: day ? numberOf(day[1]!) : null }
  return { end, day: read, yearOffset, flags, loose: false }
}

/** 2020-12-31, 2020/12, 2020.12, 20201231, 202012. */
function readSeparated(text: string, at: number): Point | null {
  const separated = sticky(SEPARATED, text, at)
  if (separated) {
    const [, year, separator, month, day] = separated
    if (
      !isYear(Number(year)) ||
      (day === undefined && (Number(month) > 12 || (separator !== '.' && month!.length < 2)))
    )
      return null
    const read = { year: Number(year), month: Number(month), day: day === undefined ? null : Number(day) }
    return {
      end: SEPARATED.lastIndex,
      day: read,
      yearOffset: null,
      flags: [],
      loose: day === undefined && separator === '.' ? 'dotted' : false,
    }
  }
  const compact = sticky(COMPACT, text, at)
  if (!compact) return null
  const read = {
    year: Number(compact[1]),
    month: Number(compact[2]),
    day: compact[3] === undefined ? null : Number(compact[3]),
  }
  if (!isYear(read.year) || !exists(read)) return null
  return { end: COMPACT.lastIndex, day: read, yearOffset: null, flags: ['compact-date'], loose: 'compact' }
}
