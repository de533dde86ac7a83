/** A Value as columns: what people search by gets a column of its own, the rest goes into one JSON column, `…_more`. */
import type { Value } from '../model.ts'

const TEXT_KEYS = ['kind', 'raw', 'comparator', 'value', 'low', 'high', 'unit', 'date', 'from', 'to'] as const
const OTHER_KEYS = [
  'lowOpen',
  'highOpen',
  'direction',
  'reason',
  'written',
  'assumed',
  'mentions',
  'suggestion',
] as const
const LISTS = ['inferred', 'flags', 'doubts'] as const
const NO_VALUE: readonly null[] = [...TEXT_KEYS, 'more'].map(() => null)

/** The cells of a Value in the order of its columns, `…_kind` to `…_more`; all null when the form has no such column. */
export function packValue(value: Value | null): readonly (string | null)[] {
  if (value === null) return NO_VALUE
  return [
    value.kind,
    value.raw,
    value.comparator ?? null,
    value.value ?? null,
    value.low ?? null,
    value.high ?? null,
    value.unit ?? null,
    value.date ?? null,
    value.from ?? null,
    value.to ?? null,
    packRest(value),
  ]
}

function packRest(value: Value): string | null {
  const rest: Record<string, unknown> = {}
  let any = false
  for (const key of OTHER_KEYS)
    if (value[key] !== undefined) {
      rest[key] = value[key]
      any = true
    }
  for (const key of LISTS)
    if (value[key].length > 0) {
      rest[key] = value[key]
      any = true
    }
  return any ? JSON.stringify(rest) : null
}

/** The inverse of {@link packValue}, from a row by its column names. */
export function unpackValue(prefix: string, row: Readonly<Record<string, unknown>>): Value | null {
  if (row[`${prefix}_kind`] === null) return null
  const value: Record<string, unknown> = { inferred: [], flags: [], doubts: [] }
  for (const key of TEXT_KEYS) {
    const text = row[`${prefix}_${key}`]
    if (text !== null) value[key] = text
  }
  return { ...value, ...JSON.parse((row[`${prefix}_more`] as string | null) ?? '{}') } as Value
}
