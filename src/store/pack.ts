/** Extraction → rows: everything that a store writes, computed before it writes. Pure; any SQL store can use it. */
import { createHash } from 'node:crypto'
import type { Extraction, Filing, Finding, Indicator } from '../model.ts'
import { collectPlaces, compactCells, compactClaims, compactLooseClaims, compactMarks, type Places } from './compact.ts'
import { toFen } from './fen.ts'
import { packValue } from './value-columns.ts'

/** What a column holds: TEXT, INTEGER, BLOB or NULL. Integers that may be large are text, which the table converts. */
export type SqlValue = string | number | Uint8Array | null
/** One row: column → value, without the keys that the store gives (`blob_no`, `filing_no`, `run_no`). */
export type Row = Readonly<Record<string, SqlValue>>

/** Tables whose rows belong to a filing. */
export const FILING_TABLES = ['field', 'fund', 'goal', 'indicator', 'observation', 'measure', 'finding'] as const
export type FilingTable = (typeof FILING_TABLES)[number]

/** The rows of one filing. */
export interface FilingRows {
  readonly filing: Row
  readonly records: Readonly<Record<FilingTable, readonly Row[]>>
}

/** The rows of one file. `digest` is a hash of all of them: equal digest, nothing to change. */
export interface ExtractionRows {
  readonly filings: readonly FilingRows[]
  readonly findings: readonly Row[]
  readonly ledger: Row
  readonly digest: string
}

const listOrNull = (list: readonly unknown[]): string | null => (list.length === 0 ? null : JSON.stringify(list))
const mapOrNull = (map: object): string | null => (Object.keys(map).length === 0 ? null : JSON.stringify(map))

/** Packs what was read from a file. */
export function packExtraction(extraction: Extraction): ExtractionRows {
  const filings = extraction.filings.map(packFiling)
  const findings = extraction.findings.map(packFinding)
  const ledger = packLedger(extraction.ledger)
  return { filings, findings, ledger, digest: digestOf({ filings, findings, ledger }) }
}

/** Marks are hashed as bytes, the rest as JSON: of a list of bytes JSON would make a number each. */
function digestOf({ filings, findings, ledger }: Omit<ExtractionRows, 'digest'>): string {
  const hash = createHash('sha256')
  const update = (row: Row) => hash.update(JSON.stringify(Object.values(row)))
  update(ledger)
  findings.forEach(update)
  for (const { filing, records } of filings) {
    const { marks, ...head } = filing
    update(head)
    if (marks instanceof Uint8Array) hash.update(marks)
    for (const table of FILING_TABLES) {
      hash.update(`${table} ${records[table].length}`)
      records[table].forEach(update)
    }
  }
  return hash.digest('hex')
}

function packFiling(filing: Filing, position: number): FilingRows {
  const places = collectPlaces()
  const records = {
    field: filing.fields.map(({ label, text, cells }, at) => ({
      position: at,
      label,
      text,
      claims: compactCells(cells, places),
    })),
    fund: filing.funds.map((fund, at) => packFund(fund, at, filing.amountUnit, places)),
    goal: filing.goals.map((goal, at) => packGoal(goal, at, places)),
    indicator: filing.indicators.map((indicator, at) => packIndicator(indicator, at, places)),
    observation: filing.indicators.flatMap((indicator, at) => packObservations(indicator, at, places)),
    measure: filing.measures.map((measure, at) => packMeasure(measure, at, places)),
    finding: filing.findings.map(packFinding),
  }
  return { filing: packHead(filing, position, places), records }
}

/** The filing's own row, packed last: by then every place has its number. */
function packHead(filing: Filing, position: number, places: Places): Row {
  const claims = compactCells(filing.cells, places)
  const unread = listOrNull(compactClaims(filing.unread, places))
  const marks = compactMarks(filing.marks, places)
  const blocks = listOrNull(
    filing.blocks.map(({ label, points, cells }) => [label, points, compactCells(cells, places)]),
  )
  return {
    position,
    id: filing.id,
    digest: filing.digest,
    key: filing.key,
    subject: JSON.stringify(filing.subject),
    source_path: filing.source.path,
    source_format: filing.source.format,
    source_block: filing.source.block,
    source_range: filing.source.range,
    form: filing.form,
    title: filing.title,
    attachment_no: filing.attachmentNo,
    fiscal_year: filing.fiscalYear,
    as_of: filing.asOf,
    department: filing.department,
    department_code: filing.departmentCode,
    agency: filing.agency,
    agency_code: filing.agencyCode,
    project_name: filing.projectName,
    project_code: filing.projectCode,
    project_period: filing.projectPeriod,
    amount_unit: filing.amountUnit,
    duties: filing.duties,
    signoff_prepared_by: filing.signoff.preparedBy,
    signoff_phone: filing.signoff.phone,
    signoff_filed_on: filing.signoff.filedOn,
    signoff_head: filing.signoff.head,
    division_code: filing.division?.code ?? null,
    division_name: filing.division?.name ?? null,
    uscc: filing.uscc,
    status: filing.status,
    total_weight: filing.totalWeight,
    total_score: filing.totalScore,
    grade: filing.grade,
    ...packLedger(filing.ledger),
    inferred: mapOrNull(filing.inferred),
    blocks,
    places: JSON.stringify(places.list),
    claims,
    unread,
    marks,
  }
}

function packLedger(ledger: Filing['ledger']): Row {
  return {
    ledger_label: ledger.label,
    ledger_value: ledger.value,
    ledger_ignored: ledger.ignored,
    ledger_unread: ledger.unread,
  }
}

function packFund(fund: Filing['funds'][number], position: number, unit: string | null, places: Places): Row {
  const fen = {
    amount_fen: toFen(fund.amount, unit),
    initial_budget_fen: toFen(fund.initialBudget, unit),
    adjustment_fen: toFen(fund.adjustment, unit),
    adjusted_budget_fen: toFen(fund.adjustedBudget, unit),
    executed_fen: toFen(fund.executed, unit),
  }
  return {
    position,
    axis: fund.axis,
    horizon: fund.horizon,
    item: fund.item,
    label: fund.label,
    amount: fund.amount,
    initial_budget: fund.initialBudget,
    adjustment: fund.adjustment,
    adjusted_budget: fund.adjustedBudget,
    executed: fund.executed,
    ...Object.fromEntries(
      Object.entries(fen).map(([column, exact]) => [column, exact.fen === null ? null : `${exact.fen}`]),
    ),
    rounded: Object.values(fen).some((exact) => exact.rounded) ? 1 : 0,
    execution_rate: fund.executionRate,
    weight: fund.weight,
    score: fund.score,
    reason: fund.reason,
    flags: listOrNull(fund.flags),
    claims: compactCells(fund.cells, places),
  }
}

function packGoal(goal: Filing['goals'][number], position: number, places: Places): Row {
  return {
    position,
    horizon: goal.horizon,
    expected: goal.expected,
    actual: goal.actual,
    mentions: listOrNull(goal.mentions),
    claims: compactCells(goal.cells, places),
  }
}

function packIndicator(indicator: Indicator, position: number, places: Places): Row {
  return {
    position,
    key: indicator.key,
    level1: indicator.level1,
    level1_label: indicator.level1Label,
    level2: indicator.level2,
    level2_label: indicator.level2Label,
    level3: indicator.level3,
    category: indicator.category,
    parent: indicator.parent,
    ...packValue('target', indicator.target),
    ...packValue('actual', indicator.actual),
    weight: indicator.weight,
    score: indicator.score,
    deviation: indicator.deviation,
    extra: mapOrNull(indicator.extra),
    claims: compactCells(indicator.cells, places),
  }
}

function packObservations(indicator: Indicator, at: number, places: Places): readonly Row[] {
  return indicator.observations.map((observation, position) => ({
    indicator: at,
    position,
    role: observation.role,
    horizon: observation.horizon,
    period: observation.period,
    subject: observation.subject,
    ...packValue('value', observation.value),
    claims: compactCells(observation.cells, places),
  }))
}

function packMeasure(measure: Filing['measures'][number], position: number, places: Places): Row {
  return {
    position,
    section: measure.section,
    row_path: JSON.stringify(measure.rowPath),
    column_path: JSON.stringify(measure.columnPath),
    item: measure.item,
    period: measure.period,
    ...packValue('value', measure.value),
    claims: compactCells(measure.cells, places),
  }
}

function packFinding(finding: Finding, position: number): Row {
  return {
    position,
    rule: finding.rule,
    severity: finding.severity,
    message_en: finding.message.en,
    message_zh: finding.message.zh,
    form: finding.form,
    indicator: finding.indicator,
    related: listOrNull(finding.related),
    expected: finding.expected,
    found: finding.found,
    suggestion: finding.suggestion,
    claims: compactLooseClaims(finding.cells),
  }
}
