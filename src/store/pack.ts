/** Reading → rows: everything that a store writes, computed before it writes. Pure; any SQL store can use it. */
import { createHash } from 'node:crypto'
import type { Extraction, Filing, Finding, Indicator, Packed, Reading } from '../model.ts'
import type { FilingTable } from './columns.ts'
import { collectPlaces, compactCells, compactClaims, compactLooseClaims, type Places } from './compact.ts'
import { countsOf } from './counts.ts'
import { packDocument } from './document-content.ts'
import { toFen } from './fen.ts'
import { compactMarks, type TextAt, textsOf } from './marks.ts'
import { packValue } from './value-columns.ts'

/** What a column holds: TEXT, INTEGER or NULL. Integers that may be large are text, which the table converts. */
export type SqlValue = string | number | null
/** One row in the order of its columns (`columns.ts`); slots for numbers that the store gives are null. */
export type Row = SqlValue[]

/** The rows of one filing. Where it has marks, their column holds the position of their bytes among the binaries. */
export interface FilingRows {
  readonly filing: Row
  readonly records: Readonly<Record<FilingTable, readonly Row[]>>
}

/** The rows of one file: what `rows` of a {@link Packed} is as JSON. */
export interface PackedRows {
  readonly filings: readonly FilingRows[]
  readonly findings: readonly Row[]
  readonly ledger: readonly number[]
  /** A hash of all of them: equal digest, nothing to change. */
  readonly digest: string
}

const listOrNull = (list: readonly unknown[]): string | null => (list.length === 0 ? null : JSON.stringify(list))
const mapOrNull = (map: object): string | null => (Object.keys(map).length === 0 ? null : JSON.stringify(map))

/** Packs a reading. Its first binary is the document, the others are marks. */
export function packReading(reading: Reading): Packed {
  const { extraction, path, sha256, bytes, format, outcome } = reading
  const message = reading.message === null ? null : wellFormed(reading.message)
  const file = { path: wellFormed(path), sha256, bytes, format, outcome, message }
  if (extraction === null) return { ...file, reader: null, counts: null, rows: null, binaries: [] }
  const binaries = [packDocument(extraction.document)]
  const rows = packRows(extraction, binaries)
  return { ...file, reader: extraction.document.reader, counts: countsOf(extraction), rows, binaries }
}

/** Half a surrogate pair is no character and would break a file's UTF-8: U+FFFD stands for it. */
function wellFormed(text: string): string {
  return (text as string & { toWellFormed(): string }).toWellFormed()
}

/** The rows as JSON; marks go to `binaries`. */
function packRows(extraction: Extraction, binaries: Uint8Array[]): string {
  const textAt = textsOf(extraction.document)
  const filings = extraction.filings.map((filing, position) => packFiling(filing, position, textAt, binaries))
  const { label, value, ignored, unread } = extraction.ledger
  const rows = { filings, findings: extraction.findings.map(packFinding), ledger: [label, value, ignored, unread] }
  let json = JSON.stringify(rows)
  // JSON spells half surrogate pairs as escapes; a text that only looks like one is no worse for it.
  if (/\\ud[89a-f]/.test(json))
    json = JSON.stringify(rows, (_key, one) => (typeof one === 'string' ? wellFormed(one) : one))
  const hash = createHash('sha256').update(json)
  for (const marks of binaries.slice(1)) hash.update(marks)
  return `${json.slice(0, -1)},"digest":"${hash.digest('hex')}"}`
}

function packFiling(filing: Filing, position: number, textAt: TextAt, binaries: Uint8Array[]): FilingRows {
  const places = collectPlaces()
  const records = {
    field: filing.fields.map(({ label, text, cells }, at): Row => [null, at, label, text, compactCells(cells, places)]),
    fund: filing.funds.map((fund, at) => packFund(fund, at, filing.amountUnit, places)),
    goal: filing.goals.map((goal, at) => packGoal(goal, at, places)),
    indicator: filing.indicators.map((indicator, at) => packIndicator(indicator, at, places)),
    observation: filing.indicators.flatMap((indicator, at) => packObservations(indicator, at, places)),
    measure: filing.measures.map((measure, at) => packMeasure(measure, at, places)),
    finding: filing.findings.map(packFinding),
  }
  const marks = compactMarks(filing.marks, places, textAt)
  const marksAt = marks === null ? null : binaries.push(marks) - 1
  return { filing: packHead(filing, position, marksAt, places), records }
}

/** The filing's own row, packed last: by then every place has its number. */
function packHead(filing: Filing, position: number, marks: number | null, places: Places): Row {
  const { source, signoff, division, ledger } = filing
  const claims = compactCells(filing.cells, places)
  const unread = listOrNull(compactClaims(filing.unread, places))
  const blocks = listOrNull(filing.blocks.map((one) => [one.label, one.points, compactCells(one.cells, places)]))
  return [
    ...[null, position, filing.id, filing.digest, filing.key, JSON.stringify(filing.subject)],
    filing.status === 'template' ? 'template' : 'current',
    ...[source.path, source.format, source.block, source.range, filing.form, filing.title, filing.attachmentNo],
    ...[filing.fiscalYear, filing.asOf, filing.department, filing.departmentCode, filing.agency, filing.agencyCode],
    ...[filing.projectName, filing.projectCode, filing.projectPeriod, filing.amountUnit, filing.duties],
    ...[signoff.preparedBy, signoff.phone, signoff.filedOn, signoff.head],
    ...[division?.code ?? null, division?.name ?? null, filing.uscc, filing.status],
    ...[filing.totalWeight, filing.totalScore, filing.grade],
    ...[ledger.label, ledger.value, ledger.ignored, ledger.unread],
    ...[mapOrNull(filing.inferred), blocks, JSON.stringify(places.list), claims, unread, marks],
  ]
}

function packFund(fund: Filing['funds'][number], position: number, unit: string | null, places: Places): Row {
  const amounts = [fund.amount, fund.initialBudget, fund.adjustment, fund.adjustedBudget, fund.executed]
  const exact = amounts.map((amount) => toFen(amount, unit))
  return [
    ...[null, position, fund.axis, fund.horizon, fund.item, fund.label, ...amounts],
    ...exact.map(({ fen }) => (fen === null ? null : `${fen}`)),
    exact.some(({ rounded }) => rounded) ? 1 : 0,
    ...[fund.executionRate, fund.weight, fund.score, fund.reason, listOrNull(fund.flags)],
    compactCells(fund.cells, places),
  ]
}

function packGoal(goal: Filing['goals'][number], position: number, places: Places): Row {
  const { horizon, expected, actual, mentions, cells } = goal
  return [null, position, horizon, expected, actual, listOrNull(mentions), compactCells(cells, places)]
}

function packIndicator(indicator: Indicator, position: number, places: Places): Row {
  const { key, level1, level1Label, level2, level2Label, level3, category, parent } = indicator
  return [
    ...[null, position, key, level1, level1Label, level2, level2Label, level3, category, parent],
    ...packValue(indicator.target),
    ...packValue(indicator.actual),
    ...[indicator.weight, indicator.score, indicator.deviation, mapOrNull(indicator.extra)],
    compactCells(indicator.cells, places),
  ]
}

function packObservations(indicator: Indicator, at: number, places: Places): readonly Row[] {
  return indicator.observations.map(({ role, horizon, period, subject, value, cells }, position) => [
    ...[null, at, position, role, horizon, period, subject],
    ...packValue(value),
    compactCells(cells, places),
  ])
}

function packMeasure(measure: Filing['measures'][number], position: number, places: Places): Row {
  const { section, rowPath, columnPath, item, period, value, cells } = measure
  return [
    ...[null, position, section, JSON.stringify(rowPath), JSON.stringify(columnPath), item, period],
    ...packValue(value),
    compactCells(cells, places),
  ]
}

function packFinding(finding: Finding, position: number): Row {
  const { rule, severity, message, form, indicator, related, expected, found, suggestion, cells } = finding
  return [
    ...[null, null, position, rule, severity, message.en, message.zh, form, indicator, listOrNull(related)],
    ...[expected, found, suggestion, compactLooseClaims(cells)],
  ]
}
