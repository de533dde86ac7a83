/** The values of a row by role, horizon, period and subject: one column, or several side by side. */
import { normalize } from '../text.ts'
import type { Span } from './claims.ts'
import type { DraftObservation } from './draft.ts'
import type { RoleColumn } from './roles.ts'
import type { Work } from './work.ts'

/** 2023年: a year of several side by side, no village. */
const YEAR = /^(?:19|20)\d\d(?:年度?)?$/

type Take = (column: RoleColumn) => Span | null

/** Observations of one row, and the columns without a role that they used. */
export interface Observations {
  readonly observations: readonly DraftObservation[]
  readonly used: ReadonlySet<RoleColumn>
}

/** Reads target, actual and forecast columns; operator and unit columns go with the values left or right of them. */
export function observationsOf(work: Work, columns: readonly RoleColumn[], take: Take): Observations {
  const observations: DraftObservation[] = []
  const used = new Set<RoleColumn>()
  for (const column of columns) {
    if (column.role !== 'target' && column.role !== 'actual' && column.role !== 'forecast') continue
    const partner = (role: 'operator' | 'unit') =>
      columns.find((other) => other.role === role && other.of === column.role) ??
      columns.find((other) => other.role === role && other.of === null && other.qualifier === column.qualifier) ??
      columns.find((other) => other.role === role && other.of === null && other.qualifier === null)
    const operator = partner('operator')
    const unit = partner('unit')
    const printed = {
      value: take(column),
      operator: operator ? take(operator) : null,
      unit: unit ? take(unit) : null,
    }
    observations.push({
      role: column.role,
      horizon: column.horizon,
      period: column.period,
      subject: column.subject,
      ...valueBeside(work, printed, column.role === 'target' || unit?.of === column.role),
      own: (operator ?? unit)?.of === column.role,
    })
  }
  if (!columns.some((column) => column.role === 'target'))
    for (const column of subjectColumns(columns)) {
      used.add(column)
      observations.push({
        role: 'target',
        horizon: column.horizon,
        ...(YEAR.test(column.heading)
          ? { period: column.heading, subject: null }
          : { period: null, subject: column.heading }),
        value: take(column),
        operator: null,
        unit: null,
        own: false,
      })
    }
  return { observations, used }
}

type Printed = Pick<DraftObservation, 'value' | 'operator' | 'unit'>

/**
 * (blank) | 显著提升 under 值 | 单位(文字描述): where the value is blank, a text beside it that is neither unit nor sign is the
 * value. A unit that target and actual share says so of the target only.
 */
function valueBeside(work: Work, printed: Printed, own: boolean): Printed {
  const { value, operator, unit } = printed
  if (value !== null && !/^[-—–/\\]*$/.test(normalize(value.text))) return printed
  const sign = operator ? work.terms.pattern('operator', normalize(operator.text)) : null
  if (operator && isText(work, operator) && sign === null && unit === null && own)
    return { value: inPlaceOf(value, operator), operator: null, unit: null }
  const open = sign === null ? operator !== null || (unit?.text.length ?? 0) > 3 : sign.code === 'kind'
  if (unit === null || !open || !isText(work, unit)) return printed
  return own
    ? { value: inPlaceOf(value, unit), operator: sign ? operator : null, unit: null }
    : { ...printed, unit: null }
}

/** A text that is the value, with the claims of the dash that stands in the column of values. */
function inPlaceOf(dash: Span | null, text: Span): Span {
  return dash === null ? text : { ...text, claims: [...dash.claims, ...text.claims] }
}

/** True for a text that is no unit, no sign and no placeholder. */
function isText(work: Work, { text }: Span): boolean {
  const plain = normalize(text)
  const unit = work.unitWords.has(plain) || work.unitWords.has(plain.replace(/^[十百千万亿]+/, ''))
  return !unit && work.terms.pattern('operator', plain) === null && work.terms.pattern('placeholder', plain) === null
}

/** One column per village or unit: two or more neighbours without a role that hold figures, right of the names. */
function subjectColumns(columns: readonly RoleColumn[]): readonly RoleColumn[] {
  const name = columns.find((column) => column.role === 'level3')
  if (!name) return []
  const figures = (column: RoleColumn) =>
    column.texts.length > 0 &&
    column.texts.filter((text) => /\d/.test(normalize(text)) && text.length <= 20).length * 2 >= column.texts.length
  let best: RoleColumn[] = []
  let run: RoleColumn[] = []
  for (const column of columns) {
    if (
      column.role === null &&
      column.start >= name.end &&
      column.heading !== '' &&
      !column.known &&
      column.candidates.length === 0 &&
      figures(column)
    )
      run.push(column)
    // A spacer between two villages parts them for the eye only.
    else if (column.heading !== '' || column.texts.length > 0) run = []
    if (run.length > best.length) best = [...run]
  }
  return best.length >= 2 && alike(best) ? best : []
}

/** Values of one kind side by side: in most rows the same words around the figures. */
function alike(columns: readonly RoleColumn[]): boolean {
  const rows = columns[0]!.texts.length
  if (columns.some((column) => column.texts.length !== rows)) return true
  const words = (text: string) => normalize(text).replace(/[\d.,]+/g, '#')
  let same = 0
  for (let row = 0; row < rows; row++)
    same += Number(new Set(columns.map((column) => words(column.texts[row]!))).size === 1)
  const points = columns.some((column) =>
    [90, 100].includes(column.texts.reduce((sum, text) => sum + (Number(text) || 0), 0)),
  )
  return same * 2 > rows && !(points && rows > 1)
}
