/**
 * The nouns of guibiao and its four interfaces. Everything between two stages is one of these types: plain, readonly
 * data. The zod schemas are the source of `schema/*.schema.json`; nothing is validated on the hot path.
 */
import { z } from 'zod'
import { Cells, Claim, type Document, Finding, Format, Ledger, Mark, readonlyList } from './document.ts'
import { Decimal, Mention, Value } from './quantity.ts'

export * from './document.ts'
export * from './quantity.ts'

const text = z.string()
const maybe = z.string().nullable()
const index = z.int().nonnegative()

// ── Filing (填报表) ─────────────────────────────────────────────────────────────────────────────────────────────────

/** One line of the funds block (资金). Amounts in the filing's `amountUnit`, rates in percent. */
export const Fund = z.object({
  axis: z.enum(['total', 'by-revenue', 'by-expenditure', 'by-source']).nullable(),
  horizon: z.enum(['annual', 'multi-year']),
  item: maybe,
  label: text,
  amount: Decimal.nullable(),
  initialBudget: Decimal.nullable(),
  adjustment: Decimal.nullable(),
  adjustedBudget: Decimal.nullable(),
  executed: Decimal.nullable(),
  executionRate: Decimal.nullable(),
  weight: Decimal.nullable(),
  score: Decimal.nullable(),
  reason: maybe,
  flags: readonlyList(z.string()),
  cells: Cells,
})
export type Fund = z.infer<typeof Fund>

/** One pair of overall goal and what became of it (总体目标). */
export const Goal = z.object({
  horizon: z.enum(['annual', 'multi-year']),
  expected: maybe,
  actual: maybe,
  mentions: readonlyList(Mention),
  cells: Cells,
})
export type Goal = z.infer<typeof Goal>

/** One reading of an indicator: target, actual or forecast of one horizon, period and subject. */
export const Observation = z.object({
  role: z.enum(['target', 'actual', 'forecast']),
  horizon: z.enum(['annual', 'multi-year']),
  period: maybe,
  subject: maybe,
  value: Value,
  cells: Cells,
})
export type Observation = z.infer<typeof Observation>

/** One performance indicator (绩效指标, PEFA PI-8), in printed order. */
export const Indicator = z.object({
  key: text,
  level1: maybe,
  level1Label: maybe,
  level2: maybe,
  level2Label: maybe,
  level3: text,
  category: maybe,
  parent: index.nullable(),
  target: Value.nullable(),
  actual: Value.nullable(),
  observations: readonlyList(Observation),
  weight: Decimal.nullable(),
  score: Decimal.nullable(),
  deviation: maybe,
  extra: z.record(z.string(), z.string()),
  cells: Cells,
})
export type Indicator = z.infer<typeof Indicator>

/** One cell of a label × heading matrix that is neither funds nor indicators (base data, cost composition). */
export const Measure = z.object({
  section: maybe,
  rowPath: readonlyList(z.string()),
  columnPath: readonlyList(z.string()),
  item: maybe,
  period: maybe,
  value: Value,
  cells: Cells,
})
export type Measure = z.infer<typeof Measure>

/** A labelled cell that no other key holds. */
export const Field = z.object({ label: text, text, cells: Cells })
export type Field = z.infer<typeof Field>

const Signoff = z.object({ preparedBy: maybe, phone: maybe, filedOn: maybe, head: maybe })

/** One form filled in by one body for one period (填报表). */
export const Filing = z.object({
  id: text,
  digest: text,
  key: maybe,
  subject: readonlyList(maybe),
  source: z.object({ path: text, sha256: text, format: Format, block: index, range: text }),
  form: text,
  title: maybe,
  attachmentNo: maybe,
  fiscalYear: z.int().nullable(),
  asOf: maybe,
  department: maybe,
  departmentCode: maybe,
  agency: maybe,
  agencyCode: maybe,
  projectName: maybe,
  projectCode: maybe,
  projectPeriod: maybe,
  amountUnit: maybe,
  duties: maybe,
  signoff: Signoff,
  division: z.object({ code: text, name: text }).nullable(),
  uscc: maybe,
  fields: readonlyList(Field),
  status: z.enum(['template', 'unknown', 'partial', 'flagged', 'clean']),
  inferred: z.record(z.string(), z.string()),
  cells: Cells,
  funds: readonlyList(Fund),
  goals: readonlyList(Goal),
  indicators: readonlyList(Indicator),
  measures: readonlyList(Measure),
  totalWeight: Decimal.nullable(),
  totalScore: Decimal.nullable(),
  grade: maybe,
  blocks: readonlyList(z.object({ label: text, points: text, cells: Cells })),
  ledger: Ledger,
  unread: readonlyList(Claim),
  marks: readonlyList(Mark),
  findings: readonlyList(Finding),
})
export type Filing = z.infer<typeof Filing>

// ── What happens to a file ──────────────────────────────────────────────────────────────────────────────────────────

/** How the reading of a file ended. Every file has exactly one. */
export const OUTCOMES = [
  'read',
  'timeout',
  'out-of-memory',
  'too-large',
  'encrypted',
  'unsupported',
  'damaged',
  'crashed',
  'skipped',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** An unreadable file. The message names what was found and what to do; `code` is the file's outcome. */
export class ReadError extends Error {
  override readonly name = 'ReadError'
  readonly code: Outcome
  constructor(code: Outcome, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Bounds that a reader keeps while it reads; passing one throws `too-large`. */
export interface Limits {
  /** Bytes of all archive entries together, inflated. */
  readonly inflatedBytes: number
  readonly entryBytes: number
  /** Inflated bytes for each compressed byte of an entry. */
  readonly ratio: number
  readonly entries: number
  readonly elements: number
  readonly nesting: number
  readonly cells: number
}

export const LIMITS: Limits = {
  inflatedBytes: 256 * 2 ** 20,
  entryBytes: 128 * 2 ** 20,
  ratio: 100,
  entries: 2000,
  elements: 2_000_000,
  nesting: 200,
  cells: 1_000_000,
}

/** One decision of the mapper: what was weighed against what. `chosen` null: nothing was, for want of evidence. */
export interface Decision {
  /** What was decided: `form`, or the heading of a column. */
  readonly about: string
  readonly chosen: string | null
  readonly candidates: readonly { readonly name: string; readonly points: number; readonly why: string }[]
}

/** What `extract` makes of one file: its Document, the filings in it, and the ledger of all its characters. */
export interface Extraction {
  readonly sha256: string
  readonly document: Document
  readonly filings: readonly Filing[]
  readonly ledger: Ledger
  readonly findings: readonly Finding[]
  /** For each filing what was decided: its form, and every column, with their candidates. */
  readonly evidence: readonly (readonly Decision[])[]
}

/** One file as an import saw it. `extraction` is null unless the outcome is `read`. */
export interface Reading {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly format: Format
  readonly outcome: Outcome
  readonly message: string | null
  readonly extraction: Extraction | null
}

// ── The four interfaces ─────────────────────────────────────────────────────────────────────────────────────────────

/** Reads one file format. Rejects with a `ReadError`; whatever else is odd becomes a `READ-…` finding of the document. */
export interface Reader {
  readonly id: string
  readonly formats: readonly Format[]
  read(bytes: Uint8Array, limits: Limits): Promise<Document>
}

/** One rule that a reviewer would apply; pure. */
export interface Check {
  readonly id: string
  readonly severity: Finding['severity']
  readonly title: { readonly en: string; readonly zh: string }
  readonly why: { readonly en: string; readonly zh: string }
  /** Record fields that it looks at. */
  readonly reads: readonly string[]
  run(filings: readonly Filing[]): readonly Finding[]
}

/** What a run of an import was. */
export interface Run {
  readonly command: string
  readonly startedAt: string
  readonly version: string
  readonly rulesDigest: string
}

/** Totals of a store, for people. */
export interface Totals {
  readonly blobs: number
  readonly filings: number
  readonly indicators: number
}

/** Keeps readings. Every method is atomic: after a crash its effect is there as a whole or not at all. */
export interface Store {
  startRun(run: Run): Promise<number>
  finishRun(run: number, finishedAt: string): Promise<void>
  /** The outcome under which these bytes are known, or null. */
  outcomeOf(sha256: string): Promise<Outcome | null>
  /** Notes that a path was seen with these bytes; false when exactly that was known. */
  sight(run: number, path: string, sha256: string): Promise<boolean>
  /** Writes a file's blob, document and filings in place of what was there under the same digest. */
  save(run: number, reading: Reading): Promise<void>
  /** Every stored Document with its path, in order of digest, for mapping it again. */
  documents(): AsyncIterable<{ readonly sha256: string; readonly path: string; readonly document: Document }>
  /** Puts newly mapped filings in place of a stored document's; false when nothing differs. */
  replace(run: number, extraction: Extraction): Promise<boolean>
  totals(): Promise<Totals>
  close(): Promise<void>
}

/** Writes records out; `write` resolves when the target is complete and leaves nothing behind when it fails. */
export interface Exporter {
  readonly id: string
  write(store: Store, target: string): Promise<void>
}
