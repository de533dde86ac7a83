/**
 * Lists of projects (绩效目标汇总表): 项目名称 is a column beside the indicators, merged over the rows of its project. Each
 * project is a filing; the columns left of the indicators hold its head, its funds and its goals.
 */
import type { GridIndex } from '../grid.ts'
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsIn, filledIn, type ListHeading, takeCell, takePart } from './area.ts'
import type { Span } from './claims.ts'
import { type Column, type Heading, readHeading } from './columns.ts'
import type { FundKey } from './draft.ts'
import { keyOf, takeUnit } from './fund-figures.ts'
import { isIndicatorHeading, isTotal } from './headings.ts'
import { decide } from './indicators.ts'
import { unitOrBody } from './inline.ts'
import { BODY, isLone } from './list-heading.ts'
import { findLooseFund, takeLooseFund } from './loose-funds.ts'
import type { Region } from './regions.ts'
import { assignRoles, type RoleColumn } from './roles.ts'
import { openAll, readRow } from './rows.ts'
import { ruleName, setHead, type Work } from './work.ts'

/** The columns of a list: those of the project itself, and those of its indicators. */
interface ListColumns {
  readonly own: readonly Column[]
  readonly heading: Heading
  readonly roles: readonly RoleColumn[]
}

/** What a list's columns hold is judged once, over all its rows. */
const judged = new WeakMap<GridIndex, ListColumns>()

function columnsOf(work: Work, area: Area, list: ListHeading): ListColumns {
  const before = judged.get(area.index)
  if (before) return before
  const whole = { ...area, top: list.top, bottom: area.table.grid.rows - 1 }
  const heading = readHeading(work, { kind: 'indicators', banner: null, area: whole, inner: area.left }, list.top)
  const first = heading.columns.findIndex((column) => isLevelColumn(work, column))
  const own = { ...heading, columns: heading.columns.slice(first) }
  const made = { own: heading.columns.slice(0, first), heading: own, roles: assignRoles(work, own.columns) }
  judged.set(area.index, made)
  return made
}

/** Reads the rows of one project, in one or more areas under the heading of their list. */
export function readProject(work: Work, areas: readonly Area[]): void {
  for (const area of areas) {
    const { own, heading, roles } = columnsOf(work, area, area.list!)
    const figures = own.filter(({ heading }) => figureOf(work, heading) !== null)
    for (const column of own) readOwn(work, area, column, figures.length === 1)
    const part = {
      columns: decide(work, area, heading, roles),
      inner: roles[0]?.start ?? area.left,
      horizon: 'annual' as const,
    }
    const region: Region = { kind: 'indicators', banner: null, area, inner: part.inner }
    const levels = openAll(work, area, part, area.top)
    for (let row = area.top; row <= area.bottom; row++)
      if (isIndicatorHeading(area, row, work.terms)) passHeading(work, area, row)
      else if (isLone(area, row, work.terms)) takeLone(work, area, row, [...own, ...roles])
      else readRow(work, region, row, part, levels)
  }
}

const isLevelColumn = (work: Work, { heading }: Column) =>
  /^level/.test(work.terms.match('indicator-column', heading)?.code ?? '')

/** A unit over its projects is their agency; a total is kept with the headings of its figures. */
function takeLone(work: Work, area: Area, row: number, columns: readonly Column[]): void {
  const [first, ...figures] = filledIn(area, row)
  const rule = ruleName(work, 'list/group')
  const body = BODY.test(normalize(first!.text))
  if (figures.length === 0 && body && !isTotal(area, row, work.terms)) {
    const label = { text: '单位', stored: null, claims: [] }
    setHead(work, 'agency', label, takeCell(work.book, area, first!, 'value', rule, 'agency'))
    return
  }
  const name = takeCell(work.book, area, first!, 'label', rule)
  if (figures.length === 0) work.fields.push({ label: name, text: null })
  for (const cell of figures) {
    const column = columns.find(({ start, end }) => cell.column >= start && cell.column < end)
    const text = takeCell(work.book, area, cell, 'value', rule, `fields[${work.fields.length}]`)
    const label = [normalize(name.text), column?.heading].filter(Boolean).join('/')
    work.fields.push({ label: { ...name, text: label }, text })
  }
}

function passHeading(work: Work, area: Area, row: number): void {
  for (const cell of cellsIn(area, row))
    if (!isBlank(cell.text)) takeCell(work.book, area, cell, 'label', ruleName(work, 'list/heading'))
}

/** A column of the project itself: what its heading names, else a field. */
function readOwn(work: Work, area: Area, column: Column, single: boolean): void {
  const heading = column.cells.map((cell) => takeCell(work.book, area, cell, 'label', ruleName(work, 'list/heading')))
  for (const cell of column.cells) takeUnit(work, area, cell)
  const label = heading.at(-1) ?? { text: column.heading, stored: null, claims: [] }
  const seen = new Set<string>()
  for (const cell of ownCells(work, area, column)) {
    const rule = ruleName(work, 'list/value')
    // Where nothing is merged, a project says on each row what it says on the first.
    if (seen.has(normalize(cell.text))) {
      takeCell(work.book, area, cell, 'label', ruleName(work, 'list/again'))
      continue
    }
    seen.add(normalize(cell.text))
    const key = work.terms.match('head', column.heading)
    const goal = work.terms.match('goal-column', column.heading)
    const found = findLooseFund(work, column.heading, cell)
    // 预算金额 without 执行数 beside it is the one figure of its line.
    const fund = found && single && !isAdjusted(work, column.heading) ? { ...found, key: 'amount' as const } : found
    if (key?.code === 'projectName' && takeBoth(work, area, cell, column.heading)) continue
    if (key && key.how !== 'contains') takeOwn(work, area, cell, label, unitOrBody(key.code, cell.text))
    else if (isSequence(work, column.heading)) takeCell(work.book, area, cell, 'label', ruleName(work, 'list/sequence'))
    else if (goal?.how === 'exact' && goal.code !== 'actual') takeGoal(work, area, cell, column.heading)
    else if (fund) takeLooseFund(work, area, cell, fund, { text: label.text, stored: null, claims: [] })
    else
      work.fields.push({ label, text: takeCell(work.book, area, cell, 'value', rule, `fields[${work.fields.length}]`) })
  }
}

function takeOwn(work: Work, area: Area, cell: Cell, label: Span, key: string): void {
  setHead(work, key, label, takeCell(work.book, area, cell, 'value', ruleName(work, 'list/value'), key))
}

/** The key of the record that a heading of funds names; null for any other heading. */
function figureOf(work: Work, heading: string): FundKey | null {
  const match = work.terms.match('fund-column', heading)
  return match?.how === 'exact' ? keyOf(match.code) : null
}

const isAdjusted = (work: Work, heading: string) => {
  const key = figureOf(work, heading)
  return key !== 'adjustedBudget' || work.terms.pattern('fund-adjusted', heading) !== null
}

/** 某局⏎某项目 under 单位名称、项目名称: the unit in the first line, the project in the second. */
function takeBoth(work: Work, area: Area, cell: Cell, heading: string): boolean {
  const at = cell.text.trim().indexOf('\n') < 0 ? -1 : cell.text.indexOf('\n', cell.text.search(/\S/))
  if (!/单位|部门/.test(heading) || at < 0 || !BODY.test(normalize(cell.text.slice(0, at)))) return false
  const label = { text: heading, stored: null, claims: [] }
  const rule = ruleName(work, 'list/value')
  setHead(work, 'agency', label, takePart(work.book, area, cell, 0, at, 'value', rule, 'agency'))
  setHead(
    work,
    'projectName',
    label,
    takePart(work.book, area, cell, at, cell.text.length, 'value', rule, 'projectName'),
  )
  return true
}

function isSequence(work: Work, heading: string): boolean {
  return work.terms.match('indicator-column', heading)?.code === 'sequence'
}

/** The filled cells of a column in the rows of the project, each once. */
function ownCells(work: Work, area: Area, { start, end }: Column): readonly Cell[] {
  const cells = new Set<Cell>()
  for (let row = area.top; row <= area.bottom; row++)
    for (const cell of isLone(area, row, work.terms) ? [] : cellsIn(area, row))
      if (cell.column >= start && cell.column < end && !isBlank(cell.text)) cells.add(cell)
  return [...cells]
}

function takeGoal(work: Work, area: Area, cell: Cell, heading: string): void {
  const multi = work.terms.pattern('horizon', normalize(heading))?.code === 'multi-year'
  const into = `goals[${work.goals.length}].expected`
  const expected = takeCell(work.book, area, cell, 'value', ruleName(work, 'list/goal'), into)
  work.goals.push({ horizon: multi ? 'multi-year' : 'annual', expected, actual: null, label: heading })
}
