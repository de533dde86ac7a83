/** Calendar arithmetic for dates that may lack a year, a month or a day. */

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
