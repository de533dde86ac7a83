/** The columns that a packed row fills, in order. The first of a record is its filing's number, given when it is saved. */

const value = <P extends string>(prefix: P) =>
  (['kind', 'raw', 'comparator', 'value', 'low', 'high', 'unit', 'date', 'from', 'to', 'more'] as const).map(
    (key) => `${prefix}_${key}` as const,
  )

const LEDGER = ['ledger_label', 'ledger_value', 'ledger_ignored', 'ledger_unread'] as const

/** Tables whose rows belong to a filing, in the order in which they are written. */
export const FILING_TABLES = ['field', 'fund', 'goal', 'indicator', 'observation', 'measure', 'finding'] as const
export type FilingTable = (typeof FILING_TABLES)[number]

const FUND = [
  ...['axis', 'horizon', 'item', 'label', 'amount', 'initial_budget', 'adjustment', 'adjusted_budget', 'executed'],
  ...['amount_fen', 'initial_budget_fen', 'adjustment_fen', 'adjusted_budget_fen', 'executed_fen', 'rounded'],
  ...['execution_rate', 'weight', 'score', 'reason', 'flags', 'claims'],
]
const FINDING = [
  ...['rule', 'severity', 'message_en', 'message_zh', 'form', 'indicator', 'related', 'expected', 'found'],
  ...['suggestion', 'claims'],
]

/** Columns of the tables of records. */
export const RECORD_COLUMNS: Readonly<Record<FilingTable, readonly string[]>> = {
  field: ['filing_no', 'position', 'label', 'text', 'claims'],
  fund: ['filing_no', 'position', ...FUND],
  goal: ['filing_no', 'position', 'horizon', 'expected', 'actual', 'mentions', 'claims'],
  indicator: [
    ...['filing_no', 'position', 'key', 'level1', 'level1_label', 'level2', 'level2_label', 'level3', 'category'],
    ...['parent', ...value('target'), ...value('actual'), 'weight', 'score', 'deviation', 'extra', 'claims'],
  ],
  observation: [
    ...['filing_no', 'indicator', 'position', 'role', 'horizon', 'period', 'subject', ...value('value'), 'claims'],
  ],
  measure: [
    ...['filing_no', 'position', 'section', 'row_path', 'column_path', 'item', 'period', ...value('value'), 'claims'],
  ],
  finding: ['filing_no', 'blob_no', 'position', ...FINDING],
}

/** Columns of a filing's own row; `blob_no` is given when it is saved. */
export const FILING_COLUMNS: readonly string[] = [
  ...['blob_no', 'position', 'id', 'digest', 'key', 'subject', 'standing'],
  ...['source_path', 'source_format', 'source_block', 'source_range', 'form', 'title', 'attachment_no', 'fiscal_year'],
  ...['as_of', 'department', 'department_code', 'agency', 'agency_code', 'project_name', 'project_code'],
  ...['project_period', 'amount_unit', 'duties', 'signoff_prepared_by', 'signoff_phone', 'signoff_filed_on'],
  ...['signoff_head', 'division_code', 'division_name', 'uscc', 'status', 'total_weight', 'total_score', 'grade'],
  ...[...LEDGER, 'inferred', 'blocks', 'places', 'claims', 'unread', 'marks'],
]

/** Columns of a document's row. */
export const DOCUMENT_COLUMNS: readonly string[] = [
  ...['blob_no', 'path', 'encoding', 'content', ...LEDGER, 'records_digest', 'run_no'],
]

/** Where in a filing's row stand what a store must know of it beside its contents. */
export const AT = {
  digest: FILING_COLUMNS.indexOf('digest'),
  key: FILING_COLUMNS.indexOf('key'),
  standing: FILING_COLUMNS.indexOf('standing'),
  marks: FILING_COLUMNS.indexOf('marks'),
} as const

/** An INSERT of one row of these columns. */
export function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}
