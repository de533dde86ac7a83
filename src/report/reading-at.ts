/** What was read into a field of a filing, in a few characters: the other end of a claim. */
import type { Filing, Value } from '../model.ts'
import { describeValue } from './reading.ts'

/** Head fields that rule files call otherwise than the record does. */
const FIELD_NAMES: Readonly<Record<string, readonly string[]>> = {
  departmentName: ['department'],
  agencyName: ['agency'],
  preparedBy: ['signoff', 'preparedBy'],
  phone: ['signoff', 'phone'],
  filedOn: ['signoff', 'filedOn'],
  headPerson: ['signoff', 'head'],
}

/**
 * The reading behind a claim's `into`, e.g. `indicators[3].target` → `≥90 %`, `funds[0].amount` → `18926 万元`. Null
 * when the path leads to no single text or value.
 */
export function readingAt(filing: Filing, into: string): string | null {
  const keys = into.split(/[.[\]]+/).filter((key) => key !== '')
  let at: unknown = filing
  for (const key of FIELD_NAMES[into] ?? keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  if (typeof at === 'number') return String(at)
  if (typeof at === 'string') return isAmount(into) && filing.amountUnit !== null ? `${at} ${filing.amountUnit}` : at
  return isValue(at) ? describeValue(at) : null
}

function isAmount(into: string): boolean {
  return /^funds\[\d+\]\.(amount|initialBudget|adjustment|adjustedBudget|executed)$/.test(into)
}

function isValue(at: unknown): at is Value {
  return typeof at === 'object' && at !== null && 'kind' in at && 'raw' in at && 'doubts' in at
}
