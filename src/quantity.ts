/**
 * What a value cell means: Value, its mentions, and the units it is counted in. Other rooms import these through `model.ts`.
 */
import { z } from 'zod'
import { readonlyList } from './document.ts'

const text = z.string()

/** An exact decimal as a string: `-3.2`, `165300000`. Never a binary floating point number. */
export const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)

export const COMPARATORS = ['eq', 'ge', 'gt', 'le', 'lt', 'approx', 'between'] as const
const Comparator = z.enum(COMPARATORS)
export type Comparator = z.infer<typeof Comparator>

/** A quantity inside a longer text. */
export const Mention = z.object({
  raw: text,
  comparator: Comparator,
  value: Decimal.optional(),
  low: Decimal.optional(),
  high: Decimal.optional(),
  unit: text,
  flags: readonlyList(z.string()),
})
export type Mention = z.infer<typeof Mention>

/** A value cell as read (指标值, 实际完成值). `docs/values.md` documents every flag, doubt, `inferred` and `assumed`. */
export const Value = z.object({
  raw: text,
  kind: z.enum(['quantity', 'date', 'qualitative', 'missing']),
  comparator: Comparator.optional(),
  value: Decimal.optional(),
  low: Decimal.optional(),
  high: Decimal.optional(),
  lowOpen: z.boolean().optional(),
  highOpen: z.boolean().optional(),
  /** UCUM, ISO 4217 for money, `{…}` for counters, `[mu]`, `[pp]`; `""` when no unit is printed. */
  unit: text.optional(),
  /** `2018`, `2018-10`, `2018-10-31`, `--12-31`. */
  date: text.optional(),
  from: text.optional(),
  to: text.optional(),
  direction: z.enum(['up', 'down']).optional(),
  /** Why a `missing` value is missing: `blank`, `slash`, `dash`, `placeholder`, `unit-only`. */
  reason: text.optional(),
  /** Number and unit as printed, after cleaning (full-width, separators). */
  written: z.object({ value: text, unit: text }).optional(),
  assumed: z.object({ value: Decimal, unit: text, from: z.enum(['target', 'column', 'header', 'name']) }).optional(),
  mentions: readonlyList(Mention).optional(),
  inferred: readonlyList(z.string()),
  flags: readonlyList(z.string()),
  doubts: readonlyList(z.string()),
  /** What a doubted value may have been meant as; never applied. */
  suggestion: text.optional(),
})
export type Value = z.infer<typeof Value>

/** One unit of measurement: one line of `schema/units.json`. */
export const Unit = z.strictObject({
  /** The code of the base unit: UCUM, ISO 4217 or `{counter}`. */
  code: text,
  dimension: text,
  /** Exact factor to the base unit: a decimal, or a fraction `2000/3`. */
  factor: z.string().regex(/^\d+(\.\d+)?(\/\d+)?$/),
  /** How filers write it; the first one is how guibiao prints it. */
  spellings: z.array(z.string().min(1)).min(1).readonly(),
})
export type Unit = z.infer<typeof Unit>
