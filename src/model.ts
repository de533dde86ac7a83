/**
 * The nouns of guibiao and its four interfaces. Everything between two stages is one of these types: plain, readonly
 * data. The zod schemas are the source of `schema/*.schema.json`; nothing is validated on the hot path.
 */
import { z } from 'zod'
import { Cells, Claim, type Decision, type Document, Finding, Format, Ledger, Mark, readonlyList } from './document.ts'
import type { Hints, Limits, Outcome } from './outcome.ts'
import { Decimal, Mention, Value } from './quantity.ts'

export * from './document.ts'
export * from './outcome.ts'
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

/** What was read from one file, in numbers, for people. */
export interface Counts {
  /** Form → status → filings. */
  readonly filings: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly indicators: number
  readonly ledger: Ledger
  /** Severity → findings, of the file and of its filings. */
  readonly findings: Readonly<Record<string, number>>
}

/**
 * A Reading in the form in which a store writes it, made where the file was read: plain data that crosses the border of
 * a process at little cost. `rows` (JSON) and `binaries` are the store's own.
 */
export interface Packed extends Omit<Reading, 'extraction'> {
  readonly reader: string | null
  readonly counts: Counts | null
  readonly rows: string | null
  readonly binaries: readonly Uint8Array[]
}

// ── The four interfaces ─────────────────────────────────────────────────────────────────────────────────────────────

/** Reads one file format. Rejects with a `ReadError`; whatever else is odd becomes a `READ-…` finding of the document. */
export interface Reader {
  readonly id: string
  readonly formats: readonly Format[]
  read(bytes: Uint8Array, limits: Limits): Promise<Document>
}

/** One rule that a reviewer would apply; pure. `check/check.ts` adds its `run`, which is shown a filing, a pair, a file … */
export interface Check {
  /** `FND-02`: the family and a number; never used again for another rule. */
  readonly id: string
  readonly severity: Finding['severity']
  readonly title: Finding['message']
  /** Why a reviewer minds, in one or two sentences. */
  readonly why: Finding['message']
  /** The form families that it looks at. */
  readonly forms: readonly string[] | 'all'
  /** The record fields that it looks at, e.g. `funds.executed`. */
  readonly reads: readonly string[]
  /** Where the rule comes from: notices, standards, or `D` (derived from the arithmetic of the form). */
  readonly source: string
  /** Drawn forms in which it stays silent and fires; they are run as its tests. A line of `=` parts two files. */
  readonly good: string
  readonly bad: string
  /** The profile that the examples need; `default` where none is named. */
  readonly profile?: string
}

/** What a run of an import was. */
export interface Run {
  readonly command: string
  readonly startedAt: string
  readonly version: string
  readonly rulesDigest: string
}

/** How a run ended; a run that was killed has no end. */
export type RunEnd = 'done' | 'interrupted' | 'failed'

/** Totals of a store, for people. */
export interface Totals {
  readonly blobs: number
  readonly filings: number
  readonly indicators: number
}

/** What a store knows of some bytes. `forgotten`: why a person had them taken out; they are not read again. */
export interface Known {
  readonly outcome: Outcome
  readonly message: string | null
  readonly format: Format
  readonly forgotten: string | null
}

/** One path to be saved: bytes newly read, or bytes that the store knows (`packed` is null) under a path. */
export interface Entry {
  readonly path: string
  readonly sha256: string
  readonly hints: Hints | null
  readonly packed: Packed | null
}

/** What became of an entry. `refused`: its records break a rule of the store, which keeps it as `crashed`. */
export interface Saved {
  readonly novelty: 'new-file' | 'new-path' | 'known'
  readonly refused: string | null
}

/** A Document as it was stored, with the path under which it was first read and what was known there. */
export interface StoredDocument {
  readonly sha256: string
  readonly path: string
  readonly hints: Hints | null
  readonly document: Document
}

/** Keeps readings. Every method is atomic: after a crash its effect is there as a whole or not at all. */
export interface Store {
  startRun(run: Run): Promise<number>
  finishRun(run: number, finishedAt: string, end: RunEnd): Promise<void>
  /** What is known of these bytes, or null. */
  knownOf(sha256: string): Promise<Known | null>
  /** The paths under which these bytes were met. */
  pathsOf(sha256: string): Promise<readonly string[]>
  /** Writes entries in their order, all or none; an entry that is read again replaces what was there. */
  save(run: number, entries: readonly Entry[]): Promise<readonly Saved[]>
  /** Every stored Document, in order of digest, for mapping it again. */
  documents(): AsyncIterable<StoredDocument>
  /** Puts newly mapped filings in place of a stored document's; false when nothing differs. */
  replace(run: number, packed: Packed): Promise<boolean>
  totals(): Promise<Totals>
  close(): Promise<void>
}

/**
 * One format that records are exported in: tables in, files out. A writer takes the tables one after the other, row by
 * row; what tables and writers are is the business of the export room.
 */
export interface Exporter<Table, Writer> {
  readonly id: string
  readonly mediatype: string
  /** True when it can write partitions. */
  readonly partitions: boolean
  /** The names of files and folders that it may write for these tables, to refuse before the work. */
  names(tables: readonly Table[]): readonly string[]
  open(folder: string, tables: readonly Table[]): Writer
}
