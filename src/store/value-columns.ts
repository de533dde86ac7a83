/** A Value as columns: what people search by gets a column of its own, the rest goes into one JSON column, `…_more`. */
import type { Value } from '../model.ts'

const TEXT_KEYS = ['kind', 'raw', 'comparator', 'value', 'low', 'high', 'unit', 'date', 'from', 'to'] as const
const EMPTY_LISTS = ['inferred', 'flags', 'doubts'] as const

/** The column names of a Value under a prefix: `target` → `target_kind`, `target_raw` … `target_more`. */
export function valueColumns<P extends string>(prefix: P): readonly `${P}_${string}`[] {
  return [...TEXT_KEYS, 'more'].map((key) => `${prefix}_${key}` as const)
}

/** The columns of a Value; all null when there is no such column on the form. */
export function packValue(prefix: string, value: Value | null): Record<string, string | null> {
  const columns: Record<string, string | null> = {}
  const more: Record<string, unknown> = { ...value }
  for (const key of TEXT_KEYS) {
    columns[`${prefix}_${key}`] = value?.[key] ?? null
    delete more[key]
  }
  for (const key of EMPTY_LISTS) if (value?.[key].length === 0) delete more[key]
  columns[`${prefix}_more`] = Object.keys(more).length === 0 ? null : JSON.stringify(more)
  return columns
}

/** The inverse of {@link packValue}. */
export function unpackValue(prefix: string, row: Readonly<Record<string, unknown>>): Value | null {
  if (row[`${prefix}_kind`] === null) return null
  const value: Record<string, unknown> = { inferred: [], flags: [], doubts: [] }
  for (const key of TEXT_KEYS) {
    const text = row[`${prefix}_${key}`]
    if (text !== null) value[key] = text
  }
  return { ...value, ...JSON.parse((row[`${prefix}_more`] as string | null) ?? '{}') } as Value
}
