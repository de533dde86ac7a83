/** Rows → Filing: the inverse of `pack.ts`. What was saved comes back as it was. */
import type {
  Claim,
  Filing,
  Finding,
  Fund,
  Goal,
  Indicator,
  Ledger,
  Measure,
  Observation,
  Place,
  Value,
} from '../model.ts'
import type { FilingTable } from './columns.ts'
import { type CompactClaim, expandCells, expandClaims, expandLooseClaims, expandPlaces } from './compact.ts'
import { expandMarks, type TextAt } from './marks.ts'
import { unpackValue } from './value-columns.ts'

/** A row as the database returns it. The columns' types are those of the tables, which are STRICT. */
// biome-ignore lint/suspicious/noExplicitAny: one cast for each column would say nothing that STRICT does not
export type StoredRow = Readonly<Record<string, any>>

const listOf = (json: string | null) => JSON.parse(json ?? '[]')
const mapOf = (json: string | null) => JSON.parse(json ?? '{}')

/** Rebuilds a filing from its row (with `sha256`), the rows of its records in order of position, and its document. */
export function unpackFiling(
  row: StoredRow,
  records: Readonly<Record<FilingTable, readonly StoredRow[]>>,
  textAt: TextAt,
): Filing {
  const places = expandPlaces(JSON.parse(row.places))
  const observations = records.indicator.map((): StoredRow[] => [])
  for (const observation of records.observation) observations[observation.indicator]?.push(observation)
  return {
    ...unpackHead(row),
    fields: records.field.map(({ label, text, claims }) => ({ label, text, cells: expandCells(claims, places) })),
    funds: records.fund.map((fund) => unpackFund(fund, places)),
    goals: records.goal.map((goal) => unpackGoal(goal, places)),
    indicators: records.indicator.map((indicator, at) => unpackIndicator(indicator, observations[at]!, places)),
    measures: records.measure.map((measure) => unpackMeasure(measure, places)),
    findings: records.finding.map(unpackFinding),
    cells: expandCells(row.claims, places),
    blocks: listOf(row.blocks).map(([label, points, cells]: [string, string, string | null]) => ({
      label,
      points,
      cells: expandCells(cells, places),
    })),
    unread: expandClaims(listOf(row.unread) as readonly CompactClaim[], places) as readonly Claim[],
    marks: expandMarks(row.marks, places, textAt),
  }
}

type Head = Omit<
  Filing,
  'fields' | 'funds' | 'goals' | 'indicators' | 'measures' | 'findings' | 'cells' | 'blocks' | 'unread' | 'marks'
>

function unpackHead(row: StoredRow): Head {
  return {
    id: row.id,
    digest: row.digest,
    key: row.key,
    subject: JSON.parse(row.subject),
    source: {
      path: row.source_path,
      sha256: row.sha256,
      format: row.source_format,
      block: row.source_block,
      range: row.source_range,
    },
    form: row.form,
    title: row.title,
    attachmentNo: row.attachment_no,
    fiscalYear: row.fiscal_year,
    asOf: row.as_of,
    department: row.department,
    departmentCode: row.department_code,
    agency: row.agency,
    agencyCode: row.agency_code,
    projectName: row.project_name,
    projectCode: row.project_code,
    projectPeriod: row.project_period,
    amountUnit: row.amount_unit,
    duties: row.duties,
    signoff: {
      preparedBy: row.signoff_prepared_by,
      phone: row.signoff_phone,
      filedOn: row.signoff_filed_on,
      head: row.signoff_head,
    },
    division: row.division_code === null ? null : { code: row.division_code, name: row.division_name },
    uscc: row.uscc,
    status: row.status,
    inferred: mapOf(row.inferred),
    totalWeight: row.total_weight,
    totalScore: row.total_score,
    grade: row.grade,
    ledger: unpackLedger(row),
  }
}

/** The four counts of a row with `ledger_…` columns. */
export function unpackLedger(row: StoredRow): Ledger {
  return {
    label: row.ledger_label,
    value: row.ledger_value,
    ignored: row.ledger_ignored,
    unread: row.ledger_unread,
  }
}

function unpackFund(row: StoredRow, places: readonly Place[]): Fund {
  return {
    axis: row.axis,
    horizon: row.horizon,
    item: row.item,
    label: row.label,
    amount: row.amount,
    initialBudget: row.initial_budget,
    adjustment: row.adjustment,
    adjustedBudget: row.adjusted_budget,
    executed: row.executed,
    executionRate: row.execution_rate,
    weight: row.weight,
    score: row.score,
    reason: row.reason,
    flags: listOf(row.flags),
    cells: expandCells(row.claims, places),
  }
}

function unpackGoal(row: StoredRow, places: readonly Place[]): Goal {
  return {
    horizon: row.horizon,
    expected: row.expected,
    actual: row.actual,
    mentions: listOf(row.mentions),
    cells: expandCells(row.claims, places),
  }
}

function unpackIndicator(row: StoredRow, observations: readonly StoredRow[], places: readonly Place[]): Indicator {
  return {
    key: row.key,
    level1: row.level1,
    level1Label: row.level1_label,
    level2: row.level2,
    level2Label: row.level2_label,
    level3: row.level3,
    category: row.category,
    parent: row.parent,
    target: unpackValue('target', row),
    actual: unpackValue('actual', row),
    observations: observations.map((observation) => unpackObservation(observation, places)),
    weight: row.weight,
    score: row.score,
    deviation: row.deviation,
    extra: mapOf(row.extra),
    cells: expandCells(row.claims, places),
  }
}

function unpackObservation(row: StoredRow, places: readonly Place[]): Observation {
  return {
    role: row.role,
    horizon: row.horizon,
    period: row.period,
    subject: row.subject,
    value: unpackValue('value', row) as Value,
    cells: expandCells(row.claims, places),
  }
}

function unpackMeasure(row: StoredRow, places: readonly Place[]): Measure {
  return {
    section: row.section,
    rowPath: JSON.parse(row.row_path),
    columnPath: JSON.parse(row.column_path),
    item: row.item,
    period: row.period,
    value: unpackValue('value', row) as Value,
    cells: expandCells(row.claims, places),
  }
}

/** A finding as it was saved. */
export function unpackFinding(row: StoredRow): Finding {
  return {
    rule: row.rule,
    severity: row.severity,
    message: { en: row.message_en, zh: row.message_zh },
    form: row.form,
    indicator: row.indicator,
    cells: expandLooseClaims(row.claims),
    related: listOf(row.related),
    expected: row.expected,
    found: row.found,
    suggestion: row.suggestion,
  }
}
