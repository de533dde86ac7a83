/** How far a figure in a text may lie from the table's for the rounding of either. */
import type { Mention, Value } from '../model.ts'
import { compare, shift } from '../value/index.ts'
import { halfUnit, larger, ratio10 } from './decimal.ts'

/** Half a unit of the last digit that the text, or the cell, prints; in the base unit of the values. */
export function mentionSlack(mention: Mention, value: Value): string {
  const printed = /\d[\d.]*/.exec(mention.raw.replace(/[,，]/g, ''))?.[0] ?? mention.value!
  const own = shift(halfUnit(printed), ratio10(mention.value!, printed))
  const written = value.written?.value
  const other = written && compare(written, '0') !== 0 ? shift(halfUnit(written), ratio10(value.value!, written)) : '0'
  return larger(own, other)
}
