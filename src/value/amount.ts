/** Figures of funds blocks and point columns: amounts, execution rates, weights, scores. */

import type { Stored } from '../model.ts'
import { isPercentFormat, missingReason, restore } from './cell-state.ts'
import { clean } from './clean.ts'
import { parseUnitText, scale } from './compound.ts'
import { canonical, compare, divide, isDecimal, shift } from './decimal.ts'
import type { Flag } from './flags.ts'
import type { QuantityItem } from './item.ts'
import { readItem } from './quantity.ts'
import { scan } from './scan.ts'
import type { UnitTable } from './unit.ts'

/** What is known about an amount cell beside its text. */
export interface AmountContext {
  /** The form's 金额单位; null when it states none. */
  readonly amountUnit: string | null
  readonly stored?: Stored | null
}

/** An amount cell as read. */
export interface AmountReading {
  /** A decimal as printed, without thousands separators, in the form's unit; null when the cell states none. */
  readonly amount: string | null
  /** The unit that the cell itself states (`万元`, `元`; a bare 万 means 万元); null when it states none. */
  readonly unit: string | null
  readonly flags: readonly Flag[]
}

/**
 * Reads an amount cell of a funds block. A cell that states another unit than the form is converted exactly (flag
 * `unit-converted`); text that is no single amount gives null and the flag `no-amount`; blank, "/" and "—" give null.
 */
export function parseAmount(text: string, context: AmountContext, units: UnitTable): AmountReading {
  const stored = context.stored ?? null
  const cleaned = clean(text)
    .text.replace(/^:/, '')
    .replace(/[。;,.]+$/, '')
  const how = { table: units, aboutTime: false, aboutDuration: false }
  const typed = restore(cleaned, scan(cleaned, how), stored)
  const shown = typed?.text ?? cleaned
  const flags = [...(typed?.flags ?? [])]
  if (missingReason(shown, units) !== null || /^无$/.test(shown)) return { amount: null, unit: null, flags }
  const item = readItem(shown, 0, how)
  const breakdown = item !== null && /^\([^()]*\)$/.test(shown.slice(item.end))
  if (item?.kind !== 'quantity' || (item.end < shown.length && !breakdown) || !isAmount(item))
    return { amount: null, unit: null, flags: [...flags, 'no-amount'] }
  if (breakdown) flags.push('breakdown')
  flags.push(...item.flags)
  const unit = item.written.unit === '' ? null : item.unit === '' ? `${item.written.unit}元` : item.written.unit
  const printed = /^-?\d+(?:\.\d+)?$/.test(item.written.value) ? item.written.value : null
  if (unit === null) return { amount: printed ?? item.value!, unit, flags }
  const target = context.amountUnit === null ? unit : clean(context.amountUnit).text
  // 16530万万 is 万万元, which cannot be.
  if (/万万/.test(unit)) return { amount: null, unit: null, flags: [...flags, 'no-amount'] }
  const same = isSameUnit(unit, target, units)
  if (same && printed !== null) return { amount: printed, unit, flags }
  return { ...converted(item, unit, target, units), flags: same ? flags : [...flags, 'unit-converted'] }
}

function isAmount(item: QuantityItem): boolean {
  return item.comparator === 'eq' && item.value !== undefined && (item.unit === '' || item.unit === 'CNY')
}

/** 万元 and 万元人民币 count alike. */
function isSameUnit(unit: string, target: string, units: UnitTable): boolean {
  if (unit === target) return true
  const [a, b] = [unit, target].map((text) => parseUnitText(units, text))
  return a != null && b != null && a.code === b.code && compare(a.factor, b.factor) === 0
}

function converted(item: QuantityItem, unit: string, target: string, units: UnitTable): Omit<AmountReading, 'flags'> {
  const to = parseUnitText(units, target)
  const one = to && scale('1', to)
  const amount = one === null || to!.code !== 'CNY' ? null : divide(item.value!, one)
  return { amount, unit }
}

/** A number alone: digits, thousands separators, a point. */
const FIGURE = /^\(?([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)(%|分)?\)?$/

/**
 * Reads an execution rate (执行率) in percent: 100, 100%, and 1 stored under a percent format are all `"100"`; digits
 * are kept as printed (`"100.00"`). Null for what is no rate.
 */
export function parseRate(text: string, stored: Stored | null): string | null {
  return figure(text, stored, '%')
}

/** Reads points (分值, 权重, 得分): `5`, `5分`, `(10分)`, `10%`. Null for what is no number of points. */
export function parsePoints(text: string, stored: Stored | null): string | null {
  return figure(text, stored, '分')
}

function figure(text: string, stored: Stored | null, unit: '%' | '分'): string | null {
  const match = FIGURE.exec(clean(text).text.replace(/[。;,.]+$/, ''))
  const digits = match?.[1]
    ?.replaceAll(',', '')
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
  const shown = digits && isDecimal(digits) && (unit === '分' || match![2] !== '分') ? digits : null
  if (stored?.type !== 'number' || stored.value === null || !isDecimal(stored.value)) return shown
  if (shown === null && /\S/.test(text) && !/^#+$/.test(text.trim())) return null
  const exact = isPercentFormat(stored.format) ? shift(stored.value, 2) : canonical(stored.value)
  return shown !== null && compare(shown, exact) === 0 ? shown : exact
}
