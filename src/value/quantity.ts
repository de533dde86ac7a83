/** Reads one quantity or date at a place of a cleaned text, with everything that belongs to it. */
import type { Comparator } from '../model.ts'
import { type Comparison, combine, readSuffix } from './comparator.ts'
import { plainUnit, readUnit, scale, type UnitRead } from './compound.ts'
import { readDate } from './date.ts'
import { plus, shift, times } from './decimal.ts'
import { type Figure, readFigure } from './figure.ts'
import type { Flag } from './flags.ts'
import type { Item, QuantityItem } from './item.ts'
import { isTold, type Lead, noLead, readLead, unitOf, withEach } from './lead.ts'
import { idiomEnd, isOtherWordBefore, nameEnd, zeroNoun } from './names.ts'
import { BIG, DIGITS, SMALL } from './numeral-step.ts'
import { readRange } from './range.ts'
import { matchUnit, type UnitTable } from './unit.ts'
import { malformedEnd, readSmallerParts, readUnitAfter, unitNameEnd } from './unit-after.ts'

/** What steers a scan beside the text. */
export interface ScanContext {
  readonly table: UnitTable
  /** The cell is about a point in time: 2020.12 is a date. */
  readonly aboutTime: boolean
  /** The cell is about a length of time: ≤6月 are months. */
  readonly aboutDuration: boolean
}

/** The quantity, date or name whose first character is at `at`, or null. Looks ahead a bounded distance beyond it. */
export function readItem(text: string, at: number, context: ScanContext): Item | null {
  const yearly = text[at] === '每' ? readDated(text, noLead(at), context) : null
  if (yearly) return yearly
  const lead = readLead(text, at, context.table)
  const dated = lead.currency || lead.each ? null : readDated(text, lead, context)
  if (dated) return dated
  const signed = lead.end > lead.start || !/[0-9A-Za-z%)\u4e00-\u9fff]/.test(text[at - 1] ?? '')
  const plain = readFigure(text, lead.end, context.table, signed) ?? readHalf(text, lead.end, context.table)
  if (!plain) return null
  const figure = lead.below
    ? { ...plain, value: times(plain.value, '-1'), coefficient: `-${plain.coefficient}` }
    : plain
  if (figure.bad !== null) return unreadable(text, at, figure, context.table)
  const idiom = idiomEnd(text, at, figure.end, context.table) ?? idiomEnd(text, figure.start, figure.end, context.table)
  if (idiom !== null) return { kind: 'name', start: at, end: idiom, flag: 'named-number' }
  const name = nameEnd(text, lead.start, figure, isTold(lead.comparisons), context.table)
  if (name !== null) return { kind: 'name', start: at, end: name, flag: 'named-number' }
  return readRange(text, lead, figure, context.table) ?? readSingle(text, lead, figure, context)
}

function readDated(text: string, lead: Lead, context: ScanContext): Item | null {
  if (isOtherWordBefore(text, lead.end)) return null
  const read = readDate(text, lead.end, context.aboutTime)
  if (!read) return null
  const sign = combine(lead.comparisons)
  const months = /^(\d{1,2})月$/.exec(text.slice(lead.end, read.end))?.[1]
  if (Number(months) > 12 && sign !== 'eq') return null
  if (context.aboutDuration && lead.comparisons.length > 0 && months !== undefined) return null
  if (sign === null) return { kind: 'unreadable', start: lead.start, end: read.end, flag: 'comparator-conflict' }
  const implied = read.comparator === 'eq' && sign !== 'eq' && read.to === null
  const comparator: Comparator = implied ? (sign === 'below' ? 'approx' : sign) : read.comparator
  return { kind: 'date', start: lead.start, end: read.end, read: { ...read, comparator } }
}

function readHalf(text: string, at: number, table: UnitTable): Figure | null {
  if (text[at] !== '半' || /[一上下大小过各前后个]/.test(text[at - 1] ?? '')) return null
  const unit = matchUnit(table, text, at + 1)
  // 半个 and 半% say nothing, 半打 and 半成 do.
  const plain = unit?.unit.dimension === 'count' || unit?.unit.dimension === 'ratio'
  if (!unit || (plain && unit.unit.factor === '1')) return null
  const half = { end: at + 1, start: at, value: '0.5', upTo: null, more: false, coefficient: '0.5', magnitude: '' }
  return { ...half, chinese: true, flags: [], bad: null, ratio: false }
}

const NUMERALS = new Set([...DIGITS.keys(), ...SMALL.keys(), ...BIG.keys()])

function unreadable(text: string, start: number, figure: Figure, table: UnitTable): Item {
  let end = figure.end
  while (/[万亿千百]/.test(text[end] ?? '') || (figure.chinese && NUMERALS.has(text[end] ?? ''))) end++
  const unit = readUnit(table, text, end)
  // Chinese digits that make no number are mostly part of a word (十四五, 九三学社).
  const word = figure.chinese && !unit && !figure.coefficient.includes('分之')
  if (word && figure.bad === 'unreadable-number') return { kind: 'name', start, end, flag: 'named-number' }
  return { kind: 'unreadable', start, end: unit?.end ?? end, flag: figure.bad! }
}

function readSingle(text: string, lead: Lead, figure: Figure, context: ScanContext): Item | null {
  const { table } = context
  const zero = matchUnit(table, text, figure.end) ? null : zeroNoun(text, figure)
  if (zero !== null) return quantity(text, lead, figure, null, zero, figure.value, [], [])
  const after = figure.ratio ? null : readUnitAfter(text, figure, lead, table)
  // 每周五 is a day of the week.
  if (!after && lead.each?.codes.includes('wk') && !figure.ratio)
    return { kind: 'unreadable', start: lead.start, end: figure.end, flag: 'unread-per' }
  const counted = lead.each && !figure.ratio ? plainUnit('', '', figure.end, ['missing-unit']) : null
  const behind = after ?? (counted && { unit: counted, more: false, half: false, flags: [] })
  const found = behind && { ...behind, unit: withEach(behind.unit, lead) }
  const malformed = malformedEnd(text, figure, found?.unit ?? null, table)
  if (malformed !== null) return { kind: 'unreadable', start: lead.start, end: malformed, flag: 'malformed-unit' }
  let end = found?.unit.end ?? figure.end
  let value = found ? scale(found.half ? plus(figure.value, '0.5') : figure.value, found.unit) : figure.value
  if (value === null) return { kind: 'unreadable', start: lead.start, end, flag: 'unreadable-number' }
  let unit = found?.unit ?? null
  const sum = unit && figure.upTo === null ? readSmallerParts(text, unit, value, table) : null
  if (sum) {
    value = sum.value
    unit = { ...unit!, code: sum.code, end: sum.end }
    end = sum.end
  }
  if (unit && !figure.more && isBrokenTime(text, end, figure, unit))
    return { kind: 'unreadable', start: lead.start, end, flag: 'unreadable-date' }
  const name = unitNameEnd(text, end, { unit, value, compared: isTold(lead.comparisons) })
  if (name !== null) return { kind: 'name', start: lead.start, end: name, flag: 'named-number' }
  const more = found?.more || figure.more
  return quantity(
    text,
    lead,
    more ? { ...figure, more } : figure,
    unit,
    end,
    value,
    found?.flags ?? [],
    sum ? [sum.printed] : [],
  )
}

/** 5日前, 412月, 42020年, -2020年: a date that lost a part, no length of time. */
function isBrokenTime(text: string, end: number, figure: Figure, unit: UnitRead): boolean {
  if (unit.dimension !== 'time' || unit.divisor !== '1') return false
  if (text[end] === '前' && !/前[期三后端]/.test(text.slice(end, end + 2))) return true
  const whole = figure.value.includes('.') || figure.coefficient.includes('.') ? '' : figure.value
  if (whole.startsWith('-')) return unit.printed === '月' || unit.printed === '年'
  return (unit.printed === '月' && whole.length > 2) || (unit.printed === '年' && whole.length > 3)
}

/** The codes of lengths of time that things recur in. */
const PERIOD = /^(?:a|mo|d|wk|h|\{季度\}|\{学期\}|\{学年\})$/

/** Puts figure, unit and comparison together. */
function quantity(
  text: string,
  lead: Lead,
  figure: Figure,
  unit: UnitRead | null,
  at: number,
  value: string,
  extraFlags: readonly Flag[],
  parts: readonly string[],
): Item {
  let end = at
  const comparisons: Comparison[] = [...lead.comparisons]
  for (let suffix = readSuffix(text, end); suffix && comparisons.length < 8; suffix = readSuffix(text, end)) {
    comparisons.push(suffix.comparison)
    end = suffix.end
  }
  const sign = combine(comparisons)
  if (sign === null) return { kind: 'unreadable', start: lead.start, end, flag: 'comparator-conflict' }
  const { unit: code, dimension } = unitOf(unit, lead, figure.ratio)
  const printed = figure.magnitude + (unit?.printed ?? (figure.ratio ? '%' : '')) + parts.join('')
  const flags = [...figure.flags, ...(unit?.flags ?? []), ...(lead.each?.flags ?? []), ...extraFlags]
  // 每万元产值能耗下降3% lowers what is counted per 万元; the rate itself is not so much for each of them.
  if (dimension === 'ratio' && lead.each && !lead.each.codes.every((one) => PERIOD.test(one)))
    return { kind: 'unreadable', start: lead.start, end, flag: 'unread-per' }
  // 每月25日 is a day of the month.
  if (unit?.printed === '日' && lead.each?.codes.some((one) => one === 'mo' || one === '{季度}'))
    return { kind: 'unreadable', start: lead.start, end, flag: 'unreadable-date' }
  const told = isTold(comparisons)
  const short = unit !== null && (dimension === 'count' || unit.printed.length === 1)
  const counted = short && figure.chinese && figure.end - figure.start === 1
  return {
    kind: 'quantity',
    start: lead.start,
    end,
    ...signed(sign, figure, shift(value, 0), unit),
    explicit: told,
    reached: lead.comparisons.length > 0,
    unit: code,
    dimension,
    written: { value: figure.coefficient, unit: printed },
    bareMagnitude: code === '' && figure.magnitude !== '',
    digits: [figure.start, figure.end],
    direction: lead.direction,
    flags: flags.length < 2 ? flags : [...new Set(flags)],
    doubts: [],
    weak: counted && !told && lead.comparisons.length === 0 && lead.each === null,
  }
}

/** The comparison with its bound: 余 and 多 give a lower, 近 an upper one, 七八 both. */
function signed(
  sign: NonNullable<ReturnType<typeof combine>>,
  figure: Figure,
  value: string,
  unit: UnitRead | null,
): Pick<QuantityItem, 'comparator' | 'value' | 'low' | 'high'> {
  if (figure.upTo !== null) {
    const high = unit ? scale(figure.upTo, unit) : figure.upTo
    return { comparator: 'between', low: value, high: high ?? value }
  }
  if (sign === 'below') return { comparator: 'approx', high: value }
  if (figure.more && (sign === 'eq' || sign === 'approx')) return { comparator: 'approx', low: value }
  return { comparator: sign, value }
}
