/** Values as text that reads back as the same value. */
import type { Value } from '../model.ts'
import { parseDay } from './day.ts'
import { compare } from './decimal.ts'
import type { UnitTable } from './unit.ts'

const SIGNS = { eq: '', ge: '≥', gt: '>', le: '≤', lt: '<', approx: '约', between: '' } as const

/**
 * Prints a value so that `parseValue` of the print gives the same kind, comparison, numbers, unit and dates. Units are
 * printed in their base (5.8公里 as 5800米). Text and missing values print as they stand.
 */
export function printValue(value: Value, units: UnitTable): string {
  if (value.kind === 'date') return printDate(value)
  if (value.kind !== 'quantity') return value.raw
  const unit = printUnit(value.unit ?? '', units)
  const turn = value.direction === 'up' ? '提高' : value.direction === 'down' ? '下降' : ''
  const { comparator = 'eq', value: number, low, high } = value
  if (comparator === 'between') {
    if (value.lowOpen || value.highOpen)
      return `${turn}${value.lowOpen ? '大于' : '大于等于'}${low}${unit}${turn}${value.highOpen ? '小于' : '小于等于'}${high}${unit}`
    return `${turn}${low}~${high}${unit}`
  }
  if (comparator === 'approx' && low !== undefined) return `${turn}${low}余${unit}`
  // 近三年 would be the last three years.
  if (comparator === 'approx' && high !== undefined) return `${turn}接近${duration(high, unit)}`
  // A unit that is not in the table is read only after a printed comparison.
  const sign = comparator === 'eq' && !isKnown(value.unit ?? '', units) ? '=' : SIGNS[comparator]
  return `${turn}${sign}${duration(number!, unit)}`
}

/** 2020年 would be a year: a length of 2020 years is printed with a decimal point. */
function duration(number: string, unit: string): string {
  const dateLike = /^[年月]/.test(unit) && /^\d+$/.test(number) && compare(number, '0') >= 0
  return `${number}${dateLike ? '.0' : ''}${unit}`
}

/** A recorded unit in its first spellings: `CNY/{人}/mo` as 元/人/个月. */
export function printUnit(code: string, units: UnitTable): string {
  if (code === '') return ''
  const whole = units.byCode.get(code)
  if (whole) return whole.spellings[0]!
  const parts = code.split('/')
  // Mbit/s is one unit with a slash of its own.
  const rate = `${parts[0]}/${parts[1]}`
  const factors = units.byCode.has(rate) ? [rate, ...parts.slice(2)] : parts
  return factors.map((part, i) => (i === 0 && part === '1' ? '' : spellingOf(part, units))).join('/')
}

function isKnown(code: string, units: UnitTable): boolean {
  const first = code.split('/')[0]!
  return first === '' || first === '1' || units.byCode.has(code) || units.byCode.has(first)
}

function spellingOf(code: string, units: UnitTable): string {
  return units.byCode.get(code)?.spellings[0] ?? code.replace(/^\{|\}$/g, '')
}

function printDate(value: Value): string {
  if (value.from !== undefined && value.to !== undefined) return `${words(value.from)}至${words(value.to)}`
  const day = words(value.date ?? '')
  return `${SIGNS[value.comparator ?? 'eq']}${day}`
}

function words(date: string): string {
  const day = parseDay(date)
  if (day === null) return date
  const year = day.year === null ? '' : `${day.year}年`
  return year + (day.month === null ? '' : `${day.month}月`) + (day.day === null ? '' : `${day.day}日`)
}
