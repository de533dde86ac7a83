/** Values split over columns: operator | value | unit. */
import type { Value } from '../model.ts'
import { clean } from './clean.ts'
import { combine, readPrefix } from './comparator.ts'
import { parseUnitText, plainUnit, scale, type UnitRead } from './compound.ts'
import type { ValueContext } from './context.ts'
import { times } from './decimal.ts'
import type { QuantityItem } from './item.ts'
import type { UnitTable } from './unit.ts'

/** True when the column 指标性质 says that the value is a grade or a text. */
export function isQualitativeOperator(operator: string | null): boolean {
  return operator !== null && /^定性/.test(clean(operator).text)
}

/**
 * Joins a bare number with the row's printed operator and unit: `≥` | `735` | `人次` → `≥735人次`. What the cell itself
 * states is not overruled. Returns the value as it is where neither column adds anything.
 */
export function joinColumns(value: Value, item: QuantityItem, context: ValueContext, table: UnitTable): Value {
  if (context.role === 'actual' || context.stored?.type === 'date') return value
  const operator = item.explicit ? null : readOperator(context.operator)
  const printed = context.unit?.trim() ?? ''
  const unit = value.unit === '' && printed !== '' ? columnUnit(table, printed, item) : null
  const other = value.unit !== '' && printed !== '' ? parseUnitText(table, clean(printed).text) : null
  const flags = other && other.code !== '' && other.code !== value.unit ? ['unit-conflict'] : []
  if (operator === null && unit === null)
    return flags.length === 0 ? value : { ...value, flags: [...value.flags, ...flags] }
  const raw = (operator ? context.operator!.trim() : '') + value.raw.trim() + (unit ? printed : '')
  const sign = operator && value.comparator === 'eq' ? operator : value.comparator
  return {
    ...value,
    raw,
    ...(sign === undefined ? {} : { comparator: sign }),
    ...(unit ? rescaled(value, unit, item) : {}),
    flags: [...value.flags, ...flags, ...(unit?.flags ?? [])],
  }
}

function readOperator(operator: string | null): Value['comparator'] | null {
  const text = clean(operator ?? '').text
  const prefix = readPrefix(text, 0)
  if (text === '' || prefix.end < text.length || prefix.direction !== null) return null
  const sign = combine(prefix.comparisons)
  return sign === null || sign === 'below' ? null : sign
}

function columnUnit(table: UnitTable, printed: string, item: QuantityItem): UnitRead | null {
  const text = clean(printed).text
  const known = parseUnitText(table, text)
  if (known) return known.code === '' && item.bareMagnitude ? null : known
  if (!/^[\u4e00-\u9fffA-Za-z]{1,6}$/.test(text) || /^无$|[数率值]$/.test(text)) return null
  return plainUnit(`{${text}}`, printed, text.length, ['unknown-unit'])
}

function rescaled(value: Value, unit: UnitRead, item: QuantityItem): Partial<Value> {
  const move = (number: string) => scale(number, unit) ?? times(number, unit.factor)
  return {
    ...(value.value === undefined ? {} : { value: move(value.value) }),
    ...(value.low === undefined ? {} : { low: move(value.low) }),
    ...(value.high === undefined ? {} : { high: move(value.high) }),
    unit: unit.code,
    written: { value: item.written.value, unit: item.written.unit + unit.printed },
  }
}
