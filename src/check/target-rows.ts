/** The rows that targets are expected of, and the sign that points were typed there instead. */
import type { Indicator, Value } from '../model.ts'
import { compare, sum } from '../value/index.ts'
import type { View } from './view.ts'

/** The rows of which a target is expected: children and rows without children, with a name. */
export function targetRows(view: View): readonly Indicator[] {
  return view.leaves.filter(({ level3 }) => level3 !== '')
}

/** True when the columns for values hold points: no unit anywhere, target = actual, and the sum is 90 or 100. */
export function weightsAsValues(view: View): boolean {
  const rows = targetRows(view).filter(({ target, actual }) => target && actual && target.kind !== 'missing')
  if (rows.length < 3) return false
  const bare = (value: Value | null) =>
    value?.kind === 'quantity' && value.unit === '' && value.comparator === 'eq' && value.value !== undefined
  if (!rows.every(({ target, actual }) => bare(target) && bare(actual) && compare(target!.value!, actual!.value!) >= 0))
    return false
  const total = sum(rows.map(({ target }) => target!.value!))
  return compare(total, '100') === 0 || compare(total, '90') === 0
}
