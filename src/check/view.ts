/** A filing made ready for checks: which columns it prints, which rows carry points and values, whether it is all there. */
import type { Claim, Filing, Fund, Indicator, Mark, Value } from '../model.ts'
import { stripLabel } from '../text.ts'
import { EVALUATION_FORMS, GOAL_FORMS } from './forms.ts'
import { remember, rememberText } from './remember.ts'

/** The columns of indicator rows. */
export type Column = 'target' | 'actual' | 'weight' | 'score' | 'deviation' | 'operator'

/** A filing with what checks ask of it again and again. */
export interface View {
  readonly filing: Filing
  readonly isGoals: boolean
  readonly isEvaluation: boolean
  readonly isTransfer: boolean
  readonly isDepartment: boolean
  /** Rows that carry points: parents and rows without a parent. */
  readonly units: readonly Indicator[]
  /** Rows that carry values: children and rows without children. */
  readonly leaves: readonly Indicator[]
  /** The column is printed, whether or not anything stands in it. */
  prints(column: Column): boolean
  /** The column of the funds block is printed. */
  printsFund(column: string): boolean
  /** Something is printed after the last indicator row: a total, notes, signatures. Else the table may be cut off. */
  readonly isFinished: boolean
  /** The form names its body or project and states its year: its beginning is there. */
  readonly isHeaded: boolean
  /** The annual lines of the funds block. */
  readonly funds: readonly Fund[]
  /** The annual total line. */
  readonly total: Fund | null
  /** The captions of the form: title, year, unit, attachment. */
  readonly captions: readonly Mark[]
  /** The row has 其中 rows below it. */
  isParent(row: Indicator): boolean
  /** The row's score stands in a cell that other rows share: it belongs to none of them alone. */
  sharesScore(row: Indicator): boolean
  /** The line that carries the points of budget execution: the total, else the only line that prints points. */
  readonly execution: Fund | null
}

/** The view of a filing, made once. */
export const viewOf: (filing: Filing) => View = remember(buildView)

function buildView(filing: Filing): View {
  const { indicators, form } = filing
  const parents = new Set<Indicator>()
  for (const { parent } of indicators) if (parent !== null && indicators[parent]) parents.add(indicators[parent])
  const headings = headingsOf(filing)
  const funds = filing.funds.filter(({ horizon }) => horizon === 'annual')
  const total = funds.find(({ item, axis }) => item === 'total' || axis === 'total') ?? null
  const units = indicators.filter(
    ({ parent, weight }) => parent === null || (weight !== null && !indicators[parent]?.weight),
  )
  const shared = sharedBy(units, 'score')
  return {
    filing,
    isGoals: (GOAL_FORMS as readonly string[]).includes(form),
    isEvaluation: (EVALUATION_FORMS as readonly string[]).includes(form),
    isTransfer: form.startsWith('transfer-'),
    isDepartment: form.startsWith('department-'),
    units,
    leaves: indicators.filter((row) => !parents.has(row)),
    prints: (column) => headings.has(`indicators/${column}`) || indicators.some((row) => holds(row, column)),
    printsFund: (column) =>
      headings.has(`funds/${column}`) || filing.funds.some((fund) => fund[column as keyof Fund] != null),
    isFinished: isFinished(filing),
    isHeaded: (filing.department ?? filing.agency ?? filing.projectName) !== null,
    funds,
    total,
    captions: filing.marks.filter(({ rule }) => rule.includes('/caption/')),
    isParent: (row) => parents.has(row),
    sharesScore: (row) => shared.has(row),
    execution: executionLine(funds, total),
  }
}

/** `indicators/weight`, `funds/executed`: the columns whose headings are printed. */
function headingsOf({ marks }: Filing): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { as, rule } of marks) {
    const at = as === 'label' ? rule.indexOf('/heading/') : -1
    if (at > 0) found.add(`${rule.slice(rule.lastIndexOf('/', at - 1) + 1, at)}${rule.slice(at + '/heading'.length)}`)
  }
  return found
}

function holds(row: Indicator, column: Column): boolean {
  return column === 'operator' ? false : row[column] !== null
}

const OF_ROWS = /\/indicators\/(?!total)/

/** The place of the last indicator, and whether anything but more level labels comes after it. */
function isFinished({ indicators, marks, totalWeight, totalScore, cells }: Filing): boolean {
  let last: Placed | null = null
  for (const { cells: own } of indicators)
    for (const claims of Object.values(own))
      for (const claim of claims) if (last === null || isAfter(claim, last)) last = claim
  if (last === null) return true
  const end = last
  if (
    (totalWeight !== null || totalScore !== null) &&
    [...(cells.totalWeight ?? []), ...(cells.totalScore ?? [])].some((claim) => isAfter(claim, end))
  )
    return true
  return marks.some((mark) => isAfter(mark, end) && !OF_ROWS.test(mark.rule))
}

type Placed = Pick<Claim, 'place'>

function isAfter({ place: a }: Placed, { place: b }: Placed): boolean {
  return a.block !== b.block ? a.block > b.block : (a.row ?? 0) > (b.row ?? 0)
}

/** The total line carries the points; a component's points count only where it is the single line that prints any. */
function executionLine(funds: readonly Fund[], total: Fund | null): Fund | null {
  if (total && (total.weight !== null || total.score !== null)) return total
  const pointed = funds.filter(({ weight, score }) => weight !== null || score !== null)
  return pointed.length === 1 ? pointed[0]! : null
}

/** The text of a printed column heading (`funds/executionRate`); '' where there is none. */
export function headingOf({ filing }: View, column: string): string {
  return (
    filing.marks.find(({ as, rule }) => as === 'label' && rule.endsWith(`/${column.replace('/', '/heading/')}`))?.raw ??
    ''
  )
}

/** The claims behind some keys of a record, in this order. */
export function claimsOf(record: { readonly cells: Filing['cells'] }, ...keys: readonly string[]): readonly Claim[] {
  const claims: Claim[] = []
  for (const key of keys) for (const claim of record.cells[key] ?? []) claims.push(claim)
  return claims
}

/** The cell of a claim as one text: equal texts are one cell. */
export function cellOf({ place }: Claim): string {
  return `${place.block},${place.row},${place.column}`
}

/** The rows whose claim of `key` stands in a cell with that of another row. */
function sharedBy(rows: readonly Indicator[], key: 'score'): ReadonlySet<Indicator> {
  const byCell = new Map<string, Indicator[]>()
  for (const row of rows) {
    const claim = row.cells[key]?.[0]
    if (!claim) continue
    const cell = cellOf(claim)
    const others = byCell.get(cell)
    if (others) others.push(row)
    else byCell.set(cell, [row])
  }
  return new Set([...byCell.values()].filter((list) => list.length > 1).flat())
}

/** Where two rows share one merged cell, its figure counts once: the rows whose claim of `key` is their own. */
export function ownRows(rows: readonly Indicator[], key: 'weight' | 'score' | 'deviation'): readonly Indicator[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const [claim] = row.cells[key] ?? []
    if (!claim) return true
    const at = `${cellOf(claim)},${claim.start}`
    if (seen.has(at)) return false
    seen.add(at)
    return true
  })
}

/** A row states a value in this role: in the default slice or in any other. */
export function states(row: Indicator, role: 'target' | 'actual'): boolean {
  const stated = (value: Value | null) => value !== null && value.kind !== 'missing'
  return stated(row[role]) || row.observations.some((one) => one.role === role && stated(one.value))
}

/** The printed label of a level without numbering, points in brackets and colons. */
export const bareLabel = rememberText((label) =>
  stripLabel(label.normalize('NFKC').replace(/\([^()]*分[^()]*\)|\d+分$/g, '')),
)

/** Text that is printed where a reason is asked for, but gives none. */
export function isFiller(text: string): boolean {
  return /^(?:无|没有|暂无|不适用|已完成|完成|正常|同上|[-—–/\\0.。、]|无偏差|无原因)*$/.test(text.replace(/\s/g, ''))
}

/** What every note about a row says: its name, and the claims of some of its keys. */
export function about(row: Indicator, ...keys: readonly string[]) {
  return { indicator: row.level3, cells: claimsOf(row, ...keys) }
}
