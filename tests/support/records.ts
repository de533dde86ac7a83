/** Small hand-made records for tests of what comes after extraction. */
import { createHash } from 'node:crypto'
import type {
  Cells,
  Document,
  Entry,
  Extraction,
  Filing,
  Fund,
  Indicator,
  Reading,
  Run,
  Value,
} from '../../src/model.ts'
import { packReading } from '../../src/store/pack.ts'

/** The SHA-256 of a text, as hex. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A claim on one cell. */
export const claimsOf = (key: string, row: number, column: number, raw: string): Cells => ({
  [key]: [
    {
      place: { block: 1, row, column, address: `表1 第${row + 1}行第${column + 1}列` },
      start: 0,
      end: raw.length,
      raw,
    },
  ],
})

/** A quantity that compares as equal. */
export const quantity = (raw: string, value: string, unit: string): Value => ({
  raw,
  kind: 'quantity',
  comparator: 'eq',
  value,
  unit,
  inferred: [],
  flags: [],
  doubts: [],
})

/** An indicator with a target. */
export function indicatorOf(level3: string, target: Value, rest: Partial<Indicator> = {}): Indicator {
  return {
    key: level3,
    level1: 'output',
    level1Label: '产出指标',
    level2: 'quantity',
    level2Label: '数量指标',
    level3,
    category: 'output/quantity',
    parent: null,
    target,
    actual: null,
    observations: [],
    weight: '10',
    score: null,
    deviation: null,
    extra: {},
    cells: claimsOf('target', 9, 4, target.raw),
    ...rest,
  }
}

/** A line of the funds block. */
export function fundOf(item: string, label: string, amount: string | null, rest: Partial<Fund> = {}): Fund {
  return {
    axis: 'total',
    horizon: 'annual',
    item,
    label,
    amount,
    initialBudget: null,
    adjustment: null,
    adjustedBudget: null,
    executed: null,
    executionRate: null,
    weight: null,
    score: null,
    reason: null,
    flags: [],
    cells: amount === null ? {} : claimsOf('amount', 2, 1, amount),
    ...rest,
  }
}

/** A goals form of a department with one fund line and one indicator. */
export function filingOf(sha256: string, rest: Partial<Filing> = {}): Filing {
  return {
    id: sha256Of(`${sha256}#1`).slice(0, 24),
    digest: sha256Of(`digest of ${sha256}`),
    key: null,
    subject: ['430212', '某区住建局', null, ''],
    source: { path: 'a.docx', sha256, format: 'docx', block: 1, range: '第1–20行' },
    form: 'department-goals',
    title: '部门整体支出绩效目标表',
    attachmentNo: '附件3',
    fiscalYear: 2020,
    asOf: null,
    department: '某区住建局',
    departmentCode: null,
    agency: null,
    agencyCode: null,
    projectName: null,
    projectCode: null,
    projectPeriod: null,
    amountUnit: '万元',
    duties: '管房子',
    signoff: { preparedBy: '张某', phone: null, filedOn: null, head: null },
    division: null,
    uscc: null,
    fields: [],
    status: 'clean',
    inferred: {},
    cells: claimsOf('department', 0, 1, '某区住建局'),
    funds: [fundOf('total', '资金总额', '18926')],
    goals: [],
    indicators: [indicatorOf('改造资金投入', quantity('16530万', '165300000', 'CNY'))],
    measures: [],
    totalWeight: null,
    totalScore: null,
    grade: null,
    blocks: [],
    ledger: { label: 40, value: 60, ignored: 2, unread: 0 },
    unread: [],
    marks: [],
    findings: [],
    ...rest,
  }
}

/** A Document with one paragraph. */
export const documentOf = (text: string): Document => ({
  format: 'docx',
  reader: 'docx',
  blocks: [{ kind: 'paragraph', text, part: 'body', hidden: false }],
  findings: [],
})

/** What extract would return for a file with these filings. */
export function extractionOf(sha256: string, filings: readonly Filing[] = [filingOf(sha256)]): Extraction {
  return {
    sha256,
    document: documentOf(`document of ${sha256}`),
    filings,
    ledger: { label: 40, value: 60, ignored: 2, unread: 0 },
    findings: [],
    evidence: filings.map(() => []),
  }
}

/** A file that was read. */
export function readingOf(path: string, extraction: Extraction): Reading {
  return { path, sha256: extraction.sha256, bytes: 1234, format: 'docx', outcome: 'read', message: null, extraction }
}

/** A file as an import hands it to a store. */
export function entryOf(reading: Reading, rest: Partial<Entry> = {}): Entry {
  const { path, sha256 } = reading
  return { path, sha256, hints: null, packed: packReading(reading), ...rest }
}

/** A file whose bytes could not be read. */
export function failedOf(path: string, sha256: string, outcome: Reading['outcome'], message: string): Reading {
  return { path, sha256, bytes: 9, format: 'docx', outcome, message, extraction: null }
}

/** A run of an import. */
export const RUN: Run = {
  command: 'import a.docx',
  startedAt: '2026-01-02T03:04:05Z',
  version: '0.1.0',
  rulesDigest: 'rules-1',
}
