/** The value reader: cell text → Value, by the rules of `docs/values.md`. */
import { clean } from './clean.ts'
import { parseValue } from './parse.ts'
import { NO_CONTEXT } from './surroundings.ts'
import type { UnitTable } from './unit.ts'

export { type AmountContext, type AmountReading, parseAmount, parsePoints, parseRate } from './amount.ts'
export { compare, divide, isDecimal, plus, shift, sum, times } from './decimal.ts'
export { DOUBTS, type Doubt, FLAGS, type Flag, REASONS, type Reason } from './flags.ts'
export { findMentions, parseValue } from './parse.ts'
export { printUnit, printValue } from './print.ts'
export { NO_CONTEXT, type ValueContext } from './surroundings.ts'
export { compileUnits, dimensionOf, type UnitTable } from './unit.ts'

/**
 * Reads a date cell (填报日期): an ISO date with the precision printed, or null when the text is no single date. A
 * missing year is taken from `fiscalYear`.
 */
export function parseDate(text: string, fiscalYear: number | null, units: UnitTable): { readonly date: string } | null {
  const value = parseValue(text, { ...NO_CONTEXT, indicator: '日期', fiscalYear }, units)
  const trimmed = clean(text).text
  return value.kind === 'date' && value.comparator === 'eq' && value.date !== undefined && trimmed.length <= 40
    ? { date: value.date }
    : null
}
