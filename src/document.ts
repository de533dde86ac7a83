/**
 * What a reader makes of a file, and how every later stage points into it: Document, Grid, Place, Claim, Finding.
 * Other rooms import these through `model.ts`.
 */
import { z } from 'zod'

/** A schema for a readonly array. */
export const readonlyList = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const text = z.string()
const maybe = z.string().nullable()
const index = z.int().nonnegative()
// ── Document: what a reader makes of bytes ──────────────────────────────────────────────────────────────────────────

/** A typed cell value as the file stores it; `number` is rounded to the 15 significant digits that Excel shows. */
export const Stored = z.object({
  type: z.enum(['number', 'date', 'boolean', 'error', 'text']),
  /** Decimal string, ISO 8601 date, `true`/`false`, or the error's code (`#REF!`). null: a formula without cached value. */
  value: maybe,
  /** The number format, e.g. `0.00%` or `0"万元"` (ECMA-376-1 §18.8.31). */
  format: maybe,
  formula: maybe,
})
export type Stored = z.infer<typeof Stored>

/** One cell of a grid with the rectangle it covers; row and column count from 0. */
export const Cell = z.object({
  row: index,
  column: index,
  rowSpan: z.int().positive(),
  columnSpan: z.int().positive(),
  /** Paragraphs and line breaks joined by `\n`, tabs kept; nothing trimmed. */
  text,
  stored: Stored.nullable(),
  /** `hidden`: row, column or text hidden by its author. `spans` other than 1 come from a merge, never from a guess. */
  hidden: z.boolean(),
  /** Text that a merge covers: it is no cell of its own, but it is in the file, and so it is accounted for. */
  covered: z.boolean(),
  /** A visual merge: centred across the following columns, no merge in the file (evidence only). */
  across: z.boolean(),
})
export type Cell = z.infer<typeof Cell>

/** Cells placed on a rectangle of `rows` × `columns`. No two uncovered cells overlap. */
export const Grid = z.object({ rows: index, columns: index, cells: readonlyList(Cell) })
export type Grid = z.infer<typeof Grid>

/** A line outside of tables. `part` tells the running text from headers, notes and text boxes. */
export const Paragraph = z.object({
  kind: z.literal('paragraph'),
  text,
  part: z.enum(['body', 'header', 'footer', 'note', 'textbox', 'comment']),
  hidden: z.boolean(),
})
export type Paragraph = z.infer<typeof Paragraph>

/** A table or a sheet. */
export const Table = z.object({
  kind: z.literal('table'),
  /** The sheet's name; null in formats without sheets. */
  name: maybe,
  grid: Grid,
  hidden: z.boolean(),
  /** The cell that holds a nested table (its block, row and column); null for a table of its own. */
  within: z.object({ block: index, row: index, column: index }).nullable(),
})
export type Table = z.infer<typeof Table>

export const Block = z.discriminatedUnion('kind', [Paragraph, Table])
export type Block = z.infer<typeof Block>

/** File formats that are told apart by their bytes. */
export const FORMATS = [
  'docx',
  'xlsx',
  'xls',
  'ods',
  'odt',
  'html',
  'csv',
  'txt',
  'doc',
  'wps',
  'rtf',
  'zip',
  'pdf',
  'image',
  'unknown',
] as const
export const Format = z.enum(FORMATS)
export type Format = z.infer<typeof Format>

// ── Place, claim, finding ───────────────────────────────────────────────────────────────────────────────────────────

/** Where something is printed. Rows and columns count from 0 (null for a paragraph); `address` is for people. */
export const Place = z.object({
  block: index,
  row: index.nullable(),
  column: index.nullable(),
  /** `Sheet1!D13`, `表2 第13行第4列`, `段落5`. */
  address: text,
})
export type Place = z.infer<typeof Place>

/** A span of characters (UTF-16 offsets, end exclusive) of one cell or caption, and what is printed there. */
export const Claim = z.object({ place: Place, start: index, end: index, raw: text })
export type Claim = z.infer<typeof Claim>

/** What a claimed span is: printed label, value of a record, or text that a named rule leaves out on purpose. */
export const Mark = z.object({
  place: Place,
  start: index,
  end: index,
  raw: text,
  as: z.enum(['label', 'value', 'ignored', 'unread']),
  /** The rule that claimed it, e.g. `department-goals/funds/row-label`. */
  rule: text,
  /** The record field that it fills, e.g. `indicators[3].target`; null for labels and ignored text. */
  into: maybe,
})
export type Mark = z.infer<typeof Mark>

/** Counts of significant characters (all but white space and separators). The four add up to all there are. */
export const Ledger = z.object({ label: index, value: index, ignored: index, unread: index })
export type Ledger = z.infer<typeof Ledger>

/** Record key → the claims behind it. */
export const Cells = z.record(z.string(), readonlyList(Claim))
export type Cells = z.infer<typeof Cells>

/** Something a reader, the mapper or a check has to say; bad data is a finding, never an exception. */
export const Finding = z.object({
  rule: text,
  severity: z.enum(['error', 'warning', 'info']),
  message: z.object({ en: text, zh: text }),
  form: maybe,
  indicator: maybe,
  cells: readonlyList(Claim),
  related: readonlyList(z.string()),
  expected: maybe,
  found: maybe,
  suggestion: maybe,
})
export type Finding = z.infer<typeof Finding>

/** What a reader returns: blocks in the order of the file. */
export const Document = z.object({
  format: Format,
  /** Which reader read it, e.g. `docx`, `xlsx/sheetjs`. */
  reader: text,
  blocks: readonlyList(Block),
  findings: readonlyList(Finding),
})
export type Document = z.infer<typeof Document>

/** One decision of the mapper: what was weighed against what. `chosen` null: nothing was, for want of evidence. */
export interface Decision {
  /** What was decided: `form`, or the heading of a column. */
  readonly about: string
  readonly chosen: string | null
  readonly candidates: readonly { readonly name: string; readonly points: number; readonly why: string }[]
}
