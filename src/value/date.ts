/** Dates and periods as filers write them: 2020年12月底前, 12月31日, 2022年3月-2023年11月, 2023.07-2024.01, 每年12月底前. */
import type { Comparator } from '../model.ts'
import {
  CHINESE_DAY,
  type Day,
  exists,
  firstOf,
  isAfter,
  isYear,
  lastOf,
  numberOf,
  type Point,
  readPoint,
  sticky,
} from './day.ts'
import type { Flag } from './flags.ts'

/** A date or period read from a cleaned text. `bad` when the printed day cannot be. */
export interface DateRead {
  readonly end: number
  readonly comparator: Comparator
  /** The day meant; the first day of a period. */
  readonly from: Day
  /** The last day of a period; null for a date. */
  readonly to: Day | null
  /** The period ends in the year after its first (10月至次年3月). */
  readonly wraps: boolean
  /** 每年: the year is left open on purpose. 当年, 次年: years to add to the filing's year. */
  readonly yearOffset: number | 'every' | null
  readonly flags: readonly Flag[]
  readonly bad: 'impossible-date' | 'year-or-number' | null
}

const MONTHS = new RegExp(
  `(\\d{1,2}|${CHINESE_DAY})月?(?:-+|~+|至|到)(\\d{1,2}|${CHINESE_DAY})月份?(?![\\d龄底末初前]|之前|以前)`,
  'y',
)
const YEARS = /(\d{4})年?(?:-+|~+|至|到)(\d{4})年度?(?![\d]|[底末前]|\d{1,2}月)/y
const PART_OF_YEAR = /(上半年|下半年|前[二两三23]个?季度|第?[一二三四1-4]季度|[前后](?:[一二三六123]个?月))/y
const QUARTER_END = /(上半年|前[二两三23]个?季度|第?[一二三四1-4]季度)(?:[末底]|(?=前|之前|以前))/y
const DAY_ONLY = new RegExp(`(\\d{1,2}|${CHINESE_DAY})[日号]`, 'y')
const BETWEEN = /(?:-+|~+|至|到|起至|和|与)/y

/** The months of 上半年, 第四季度, 后三月. */
function partOfYear(word: string): readonly [number, number] {
  if (word === '上半年') return [1, 6]
  if (word === '下半年') return [7, 12]
  const quarters = /^前([二两三23])个?季/.exec(word)
  if (quarters) return [1, numberOf(quarters[1]!.replace('两', '二')) * 3]
  const counted = /^([前后])([一二三六123])/.exec(word)
  if (counted) {
    const months = numberOf(counted[2]!)
    return counted[1] === '前' ? [1, months] : [13 - months, 12]
  }
  const quarter = numberOf(/[一二三四1-4]/.exec(word)![0])
  return [quarter * 3 - 2, quarter * 3]
}

/** A cheap look ahead: most numbers are followed by no 年, 月 or separator. */
function mayBeDate(text: string, at: number): boolean {
  const first = text.charCodeAt(at)
  if (first >= 0x30 && first <= 0x39) {
    let end = at + 1
    while (end < at + 9 && text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++
    return end - at === 6 || end - at === 8 || (end - at <= 4 && AFTER_DIGITS.has(text[end] ?? ''))
  }
  return first > 0x80 && /[年月季]/.test(text.slice(at, at + 8))
}

const AFTER_DIGITS = new Set('年月季-~至到./')

/**
 * Reads the date or period at `at`, or null. `aboutTime` says that the cell is about a point in time, which alone makes
 * `2020.12` or `202012` a date. Bounded: looks a few dozen characters ahead.
 */
export function readDate(text: string, at: number, aboutTime: boolean): DateRead | null {
  if (!mayBeDate(text, at)) return null
  const span = readSpan(text, at) ?? readBareYears(text, at, aboutTime) ?? readQuarterEnd(text, at)
  if (span) return span
  const point = readPoint(text, at)
  if (!point) return null
  const yearOnly = point.day.month === null && (point.day.year !== null || point.end > at)
  const within = yearOnly ? readPartOfYear(text, point) : null
  if (within) return within
  const second = readSecond(text, at, point)
  if (point.loose && !aboutTime && !second?.sure) return null
  if (second) return second.read
  return readTail(text, point)
}

/** 1-12月, 2020-2022年: both ends share their 月 or 年. */
function readSpan(text: string, at: number): DateRead | null {
  const years = sticky(YEARS, text, at)
  if (years && isYear(Number(years[1])) && isYear(Number(years[2]))) {
    const year = (value: string) => ({ year: Number(value), month: null, day: null })
    return period(YEARS.lastIndex, year(years[1]!), year(years[2]!), null, [])
  }
  return readMonths(text, at, { year: null, month: null, day: null }, null, [])
}

/** 2021-2023 alone: years where the cell is about time, else too close to numbers to tell. */
function readBareYears(text: string, at: number, aboutTime: boolean): DateRead | null {
  const years = sticky(/(\d{4})(?:-+|~+|至|到)(\d{4})(?=$|[,;。、)])/y, text, at)
  const [from, to] = [Number(years?.[1]), Number(years?.[2])]
  if (!years || from < 1990 || to > 2060 || to <= from) return null
  const year = (value: number) => ({ year: value, month: null, day: null })
  const read = period(at + years[0].length, year(from), year(to), null, [])
  return aboutTime ? read : { ...read, bad: 'year-or-number' }
}

function readMonths(
  text: string,
  at: number,
  year: Day,
  offset: DateRead['yearOffset'],
  flags: readonly Flag[],
): DateRead | null {
  const months = sticky(MONTHS, text, at)
  if (!months) return null
  const [from, to] = [numberOf(months[1]!), numberOf(months[2]!)]
  if (from < 1 || from > 12 || to < 1 || to > 12 || to < from) return null
  return period(MONTHS.lastIndex, { ...year, month: from }, { ...year, month: to }, offset, flags)
}

function readPartOfYear(text: string, point: Point): DateRead | null {
  const months = readMonths(text, point.end, point.day, point.yearOffset, point.flags)
  if (months) return months
  const part = sticky(PART_OF_YEAR, text, point.end)
  if (!part) return null
  const [from, to] = partOfYear(part[1]!)
  const last = { ...point.day, month: to }
  const span = period(PART_OF_YEAR.lastIndex, { ...point.day, month: from }, last, point.yearOffset, point.flags)
  return endOfSpan(text, span) ?? span
}

/** 第三季度末, 三季度前 without a year: its last day. */
function readQuarterEnd(text: string, at: number): DateRead | null {
  const part = sticky(QUARTER_END, text, at)
  if (!part) return null
  const [from, to] = partOfYear(part[1]!)
  const year = { year: null, month: null, day: null }
  return endOfSpan(text, period(at + part[1]!.length, { ...year, month: from }, { ...year, month: to }, null, []))
}

/** 末, 底, 前 behind a part of a year mean its last day; null when none of them follows. */
function endOfSpan(text: string, span: DateRead): DateRead | null {
  const end = sticky(/[末底]/y, text, span.end) ? span.end + 1 : span.end
  const before = sticky(BEFORE, text, end)
  if (end === span.end && !before) return null
  const flags: readonly Flag[] = end === span.end ? [...span.flags, 'open-before'] : span.flags
  return { ...span, end: end + (before?.[0].length ?? 0), comparator: 'le', from: span.to!, to: null, flags }
}

/** The second date of `2022年3月-2023年11月`, with what it leaves out taken from the first. */
function readSecond(text: string, at: number, first: Point): { read: DateRead; sure: boolean } | null {
  // 3月底-5月底
  const last = first.day.month !== null && first.day.day === null && sticky(END_OF, text, first.end) !== null
  const joint = sticky(BETWEEN, text, last ? END_OF.lastIndex : first.end)
  if (!joint || (first.day.year === null && first.day.month === null)) return null
  const start = BETWEEN.lastIndex
  const month = first.loose === 'dotted' ? sticky(/(\d{2})(?![\d.年月%])/y, text, start)?.[1] : undefined
  if (month !== undefined && Number(month) <= 12) {
    const to = { ...first.day, month: Number(month) }
    return { read: period(start + 2, first.day, to, null, first.flags), sure: Number(month) >= first.day.month! }
  }
  const second = readPoint(text, start) ?? readDayOnly(text, start, first) ?? readDotted(text, start, at)
  if (!second || (second.day.month === null) !== (first.day.month === null)) return null
  const end = endOfSecond(text, second, joint[0])
  if (end === null) return null
  const turns = first.day.year === null && second.day.year === null && second.yearOffset === first.yearOffset
  const wraps = (second.yearOffset === 1 && first.yearOffset !== 1) || (turns && isAfter(first.day, second.day))
  const from = { ...(last ? lastOf(first.day) : first.day), year: first.day.year ?? (wraps ? null : second.day.year) }
  const year = second.day.year ?? (wraps && from.year !== null ? from.year + 1 : from.year)
  const flags = [...first.flags, ...second.flags, ...(wraps ? (['next-year'] as const) : [])]
  const to = { ...second.day, year }
  const read = period(end, from, to, first.yearOffset, [...new Set(flags)], wraps && year === null)
  const alike = second.loose === 'dotted' || second.end - start === first.end - at
  return { read, sure: second.loose === first.loose && alike }
}

/** The 7日 of 5月1日-7日. */
function readDayOnly(text: string, at: number, { day }: Point): Point | null {
  const match = day.day === null ? null : sticky(DAY_ONLY, text, at)
  return (
    match && {
      end: DAY_ONLY.lastIndex,
      day: { ...day, day: numberOf(match[1]!) },
      yearOffset: null,
      flags: [],
      loose: false,
    }
  )
}

/** The 12.31 of 2018.1.1-12.31: month and day with the separator of the first date, which begins at `first`. */
function readDotted(text: string, at: number, first: number): Point | null {
  const separator = sticky(/\d{4}([./])\d{1,2}\1\d/y, text, first)?.[1]
  const match = sticky(/(\d{1,2})([./])(\d{1,2})(?![\d.%])/y, text, at)
  if (separator === undefined || match?.[2] !== separator) return null
  const day = { year: null, month: Number(match[1]), day: Number(match[3]) }
  return { end: at + match[0].length, day, yearOffset: null, flags: [], loose: false }
}

/** Where a period ends that has `second` as its last date; null for 3月和5月 without 之间. */
function endOfSecond(text: string, second: Point, joint: string): number | null {
  const between = sticky(/之?间/y, text, second.end)
  if (between) return second.end + between[0].length
  if (joint === '和' || joint === '与') return null
  return second.end + (sticky(/(?:月底|年底|[底末止])?(?:前|之前|以前)?/y, text, second.end)?.[0].length ?? 0)
}

function period(
  end: number,
  from: Day,
  to: Day,
  yearOffset: DateRead['yearOffset'],
  flags: readonly Flag[],
  wraps = false,
): DateRead {
  const bad = !exists(from) || !exists(to) || (!wraps && isAfter(from, to)) ? 'impossible-date' : null
  return { end, comparator: 'between', from: firstOf(from), to: lastOf(to), yearOffset, flags, bad, wraps }
}

/** A weekday or a time of day behind a date. */
const AFTERWARDS = /,?\(?(?:星期|礼拜|周)[一二三四五六日天]\)?|[T ]?\d{1,2}(?::\d{2}(?::\d{2})?|[时点](?:\d{1,2}分)?)/y
const END_OF = /(?:月底|月末|年底|年末|年内|底|末)/y
const THIRD = /([上中下])旬/y
const BEFORE = /(?:及以前|或以前|及之前|或之前|之前|以前|前|以内|之内|内)(?![期后三往来提景沿端台部容涵])/y
const FROM = /(?:及以后|或以后|及之后|或之后|起|开始|以来|-?至今|到现在|到目前|到今)/y
const AFTER = /(?:之后|以后|后)(?![期续勤台面方])/y

/** What follows a single date: 底, 上旬, 前, 后, a weekday, a time. */
function readTail(text: string, point: Point): DateRead {
  const flags = [...point.flags]
  let { end, day } = point
  let comparator: Comparator = 'eq'
  const bad = exists(day) || (day.year === null && day.month === null) ? null : 'impossible-date'
  const third = day.month !== null && day.day === null ? sticky(THIRD, text, end) : null
  if (third) {
    const [from, to] = { 上: [1, 10], 中: [11, 20], 下: [21, null] }[third[1] as '上' | '中' | '下']
    const span = period(THIRD.lastIndex, { ...day, day: from! }, { ...day, day: to ?? null }, point.yearOffset, flags)
    const before = sticky(BEFORE, text, span.end)
    return before ? { ...span, end: BEFORE.lastIndex, comparator: 'le', from: span.to!, to: null } : span
  }
  if (bad === null && day.day === null && sticky(END_OF, text, end)) {
    day = lastOf(day)
    comparator = 'le'
    end = END_OF.lastIndex
  }
  for (let more = sticky(AFTERWARDS, text, end); more; more = sticky(AFTERWARDS, text, end)) {
    if (!/[一二三四五六日天]$|[一二三四五六日天]\)|00:00/.test(more[0])) flags.push('time-of-day')
    end = AFTERWARDS.lastIndex
  }
  if (sticky(BEFORE, text, end)) {
    if (day.day === null) flags.push('open-before')
    return {
      end: BEFORE.lastIndex,
      comparator: 'le',
      from: lastOf(day),
      to: null,
      yearOffset: point.yearOffset,
      flags,
      bad,
      wraps: false,
    }
  }
  if (sticky(FROM, text, end)) [comparator, end] = ['ge', FROM.lastIndex]
  else if (sticky(AFTER, text, end)) [comparator, end] = ['gt', AFTER.lastIndex]
  return { end, comparator, from: day, to: null, yearOffset: point.yearOffset, flags, bad, wraps: false }
}
