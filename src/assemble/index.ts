/** From a draft to a filing: every claimed text gets its value, the head its keys, the whole its status and identity. */

import { type Book, cellsOf, type Span } from '../form/claims.ts'
import type { Draft, DraftGoal, DraftMeasure } from '../form/draft.ts'
import type { Rules } from '../form/form.ts'
import type { Filing, Finding, Format, Goal, Measure } from '../model.ts'
import { stripLabel } from '../text.ts'
import { compileUnits, findMentions, NO_CONTEXT, parsePoints, parseValue, type UnitTable } from '../value/index.ts'
import { assembleFunds, commonUnit } from './funds.ts'
import { assembleHead, type Head } from './head.ts'
import { assembleIndicators } from './indicators.ts'

/** Where a filing comes from. */
export interface Origin {
  readonly path: string
  readonly sha256: string
  readonly format: Format
}

/** A filing before its identity is known: `id` and `digest` are hashes, and hashing is asynchronous. */
export type Unsigned = Omit<Filing, 'id' | 'digest'>

const tables = new WeakMap<Rules, UnitTable>()

function unitsOf(rules: Rules): UnitTable {
  const known = tables.get(rules)
  if (known) return known
  const made = compileUnits(rules.units)
  tables.set(rules, made)
  return made
}

/** Values a draft. */
export function assemble(draft: Draft, book: Book, rules: Rules, origin: Origin): Unsigned {
  const units = unitsOf(rules)
  const findings: Finding[] = [...draft.findings]
  const printed = assembleHead(draft, units)
  const watched = watchedYear(draft, printed)
  const head = { ...printed, fiscalYear: printed.fiscalYear ?? watched }
  const stated = head.amountUnit
  const amountUnit = stated ?? commonUnit(draft, units)
  const funds = assembleFunds(draft.funds, amountUnit, units, findings)
  const indicators = assembleIndicators(draft.indicators, {
    amountUnit,
    fiscalYear: head.fiscalYear,
    units,
    terms: rules.terms,
    findings,
  })
  const asOf = head.asOf ?? columnMonth(indicators, head.fiscalYear)
  const inferred = {
    ...(watched === null ? {} : { fiscalYear: 'asOf' }),
    ...(stated === null && amountUnit !== null ? { amountUnit: 'cells' } : {}),
    ...(head.asOf === null && asOf !== null ? { asOf: 'column' } : {}),
  }
  const filing = {
    ...head,
    asOf,
    source: { ...origin, block: draft.anchor.block, range: draft.anchor.range },
    form: draft.form,
    amountUnit,
    inferred,
    funds,
    goals: draft.goals.map((goal) => assembleGoal(goal, units)),
    indicators,
    measures: draft.measures.map((measure) => assembleMeasure(measure, amountUnit, head.fiscalYear, units)),
    totalWeight: pointsOf(draft.totals.weight),
    totalScore: pointsOf(draft.totals.score) ?? pointsOf(draft.head.get('totalScore')),
    grade: ticked(draft.head.get('grade')?.text || null),
    blocks: draft.blocks.map(({ label, points }) => ({
      label: stripLabel(label.text),
      points: points.text,
      cells: cellsOf({ label, points }),
    })),
    cells: { ...head.cells, ...cellsOf({ totalWeight: draft.totals.weight, totalScore: draft.totals.score }) },
    ledger: book.ledger(draft.sources),
    unread: draft.unread,
    marks: draft.marks,
    findings: findings.map((finding) => ({ ...finding, form: finding.form ?? draft.form })),
  }
  return { ...filing, status: statusOf(draft, filing), ...identityOf(draft.form, head) }
}

/** 监控时点：2022年8月31日: the state of things is that of a day in the year that a monitoring form watches. */
function watchedYear(draft: Draft, { fiscalYear, asOf }: Head): number | null {
  const year =
    fiscalYear === null && draft.form === 'monitoring' ? /^(?:19|20)\d\d(?=-)/.exec(asOf ?? '')?.[0] : undefined
  return year === undefined ? null : Number(year)
}

/** 1～7月执行情况 heads the actual values of a monitoring form: the state of things is that of the last month, `2021-07`. */
function columnMonth(indicators: Filing['indicators'], year: number | null): string | null {
  const periods = new Set(
    indicators.flatMap((one) =>
      one.observations.flatMap(({ role, period }) => (role === 'actual' && period ? [period] : [])),
    ),
  )
  const months = [...periods].map((period) => /(\d{1,2})月\D*$/.exec(period)?.[1])
  const [month] = months
  if (year === null || months.length !== 1 || !month || Number(month) < 1 || Number(month) > 12) return null
  return `${year}-${month.padStart(2, '0')}`
}

function assembleGoal({ horizon, ...draft }: DraftGoal, units: UnitTable): Goal {
  const expected = draft.expected?.text ?? null
  const actual = draft.actual?.text ?? null
  const mentions = [expected, actual].flatMap((text) => (text === null ? [] : findMentions(text, units)))
  return { horizon, expected, actual, mentions, cells: cellsOf({ expected: draft.expected, actual: draft.actual }) }
}

function assembleMeasure(
  draft: DraftMeasure,
  amountUnit: string | null,
  fiscalYear: number | null,
  units: UnitTable,
): Measure {
  const { value, rowPath, columnPath, section } = draft
  const context = { ...NO_CONTEXT, amountUnit, fiscalYear, stored: value?.stored ?? null }
  return {
    section: section ? stripLabel(section.text) : null,
    rowPath: rowPath.map((span) => stripLabel(span.text)),
    columnPath: columnPath.map((span) => stripLabel(span.text)),
    item: null,
    period:
      /(?:19|20)\d\d(?=年|$|\D)/.exec([...columnPath, ...rowPath].map((span) => span.text).join(' '))?.[0] ?? null,
    value: parseValue(value?.text ?? '', context, units),
    cells: cellsOf({ value }),
  }
}

/** 优√ 良□ 中□ 差□, □优 ☑良: of several boxes the one that is ticked; the text as printed where none or several are. */
function ticked(text: string | null): string | null {
  if (text === null || !/[□☐○]/.test(text)) return text
  const before = /^\s*[□☐○√✓✔☑■]/.test(text)
  const pattern = before ? /([□☐○√✓✔☑■])\s*([^□☐○√✓✔☑■\s]+)/g : /([^□☐○√✓✔☑■\s]+)\s*([□☐○√✓✔☑■])/g
  const options = [...text.matchAll(pattern)].map((m) => (before ? [m[2]!, m[1]!] : [m[1]!, m[2]!]))
  const chosen = options.filter(([, box]) => /[√✓✔☑■]/.test(box!))
  return chosen.length === 1 ? chosen[0]![0]! : text
}

function pointsOf(span: Span | undefined): string | null {
  return span ? parsePoints(span.text, span.stored) : null
}

function statusOf(draft: Draft, filing: Pick<Filing, 'unread' | 'findings' | 'indicators'>): Filing['status'] {
  if (draft.blank) return 'template'
  if (draft.form === 'unknown') return 'unknown'
  if (filing.unread.length > 0 || filing.findings.some(({ rule }) => rule === 'ambiguous-column')) return 'partial'
  const doubted = filing.indicators.some(
    (one) => (one.target?.doubts.length ?? 0) > 0 || (one.actual?.doubts.length ?? 0) > 0,
  )
  return doubted || filing.findings.some(({ severity }) => severity !== 'info') ? 'flagged' : 'clean'
}

const plain = (text: string | null) => (text === null ? null : text.normalize('NFKC').replace(/[\s()（）【】[\]]/g, ''))

/**
 * The subject of a filing and its key. Parts: division, department, agency, project. A part that the family does not have
 * is empty; a needed part that could not be read is null, and a key with a null part joins nothing.
 */
function identityOf(form: string, head: Head): Pick<Filing, 'subject' | 'key'> {
  const project = /^(?:project|transfer|monitoring)/.test(form)
  const name = head.projectCode ?? plain(head.projectName)
  const body = plain(head.department) ?? plain(head.agency)
  const subject = [
    head.division?.code ?? '',
    project && name !== null ? (body ?? '') : body,
    project ? (plain(head.agency) ?? '') : '',
    project ? name : '',
  ]
  const whole = head.fiscalYear !== null && form !== 'unknown' && subject.every((part) => part !== null)
  return { subject, key: whole ? [form, head.fiscalYear, ...subject].join('|') : null }
}

/** The printed facts of a filing in one normalized text: equal texts are copies of one another. */
export function factsOf(filing: Unsigned): string {
  const squash = (value: unknown) =>
    JSON.stringify(value)
      .normalize('NFKC')
      .replace(/\s|\\n/g, '')
  const figures = filing.funds.map(({ cells: _cells, flags: _flags, ...fund }) => fund)
  const rows = filing.indicators.map((one) => [
    one.level1Label,
    one.level2Label,
    one.level3,
    one.observations.map(({ role, value }) => [role, value.raw]),
    one.weight,
    one.score,
    one.deviation,
  ])
  const goals = filing.goals.map(({ expected, actual }) => [expected, actual])
  const fields = filing.fields.map(({ label, text }) => [label, text])
  return squash([
    filing.form,
    filing.fiscalYear,
    filing.department,
    filing.agency,
    filing.projectName,
    filing.projectCode,
    filing.amountUnit,
    figures,
    goals,
    rows,
    fields,
    filing.totalWeight,
    filing.totalScore,
  ])
}
