/** Lines of a fund matrix: a label left of the headings, or none, and a figure under each of them. */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, stripLabel } from '../text.ts'
import { type Area, cellsIn, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import type { FundKey } from './draft.ts'
import type { FundColumn } from './fund-columns.ts'
import { FIGURE, takeUnit } from './fund-figures.ts'
import { type Half, isItem, lineAxis, pushFund, splitFirst, UNIT } from './fund-lines.ts'
import { isFundHeading } from './headings.ts'
import { ruleName, type Work } from './work.ts'

/** What the rows above say of the lines below them. */
export interface Matrix {
  columns: readonly FundColumn[]
  /** What stands left of the headings: 资金情况 | 年初预算 | 执行数. */
  corner: Cell | null
  halves: readonly Half[]
  /** 2、资金结构：（1）基本支出: what this line and those below it are counted by. */
  counted: Fund['axis'] | null
  /** Where the lines of this block begin. */
  readonly first: number
  /** The banner beside the block. */
  readonly banner: Cell | null
}

/** A matrix line: a label left of the headed columns, a figure under each heading. */
export function readLine(work: Work, area: Area, cells: readonly Cell[], state: Matrix): boolean {
  const left = state.columns[0]?.start
  if (left === undefined) return false
  const before = cells.filter((cell) => cell.column < left && !isBlank(cell.text))
  // （万元） below 资金情况 is the unit of the block, no label of a line.
  const labels = before.filter((cell) => !isUnit(cell.text))
  for (const unit of before.filter((cell) => isUnit(cell.text))) {
    takeCell(work.book, area, unit, 'label', ruleName(work, 'funds/unit'))
    takeUnit(work, area, unit)
  }
  if (labels.some((cell) => /\d/.test(cell.text) && FIGURE.test(normalize(cell.text)))) return false
  const label = labels.at(-1) ?? cornerLabel(work, area, cells, left) ?? bannerLabel(state, cells, left)
  if (!label && left === cells[0]?.column) return readUnlabelled(work, area, cells, state)
  if (!label || (label !== state.banner && label !== state.corner && label.column + label.columnSpan > left))
    return false
  const under = cells.filter((cell) => cell.column >= left && !isBlank(cell.text))
  if (
    under.length === 0
      ? state.halves.length > 0
      : under.filter((cell) => isFigure(work, cell.text)).length * 2 < under.length
  )
    return false
  for (const outer of labels.slice(0, -1)) takeCell(work.book, area, outer, 'label', ruleName(work, 'funds/row-label'))
  const whole = takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, label)
  const first = splitFirst(work, whole)
  if (first) state.counted = first.axis
  const name = first?.label ?? whole
  const own = label === state.banner || label === state.corner ? 'total' : null
  const lines = takeFigures(work, area, cells, state, name, own !== null)
  const item = own ?? (leads(work, area, label, state, lines) ? 'total' : null)
  if (lines.size === 0) pushFund(work, name, {}, item, 'annual')
  const axis = lineAxis(work, name.text, state.counted)
  for (const [horizon, figures] of lines) pushFund(work, name, figures, item, horizon, axis)
  if (own) takeItems(work, area, cells, state)
  return true
}

const isUnit = (text: string) => stripLabel(text.replace(UNIT, '')) === '' && UNIT.test(text)

/** A figure, a dash, or a word that says there is none (无). */
const isFigure = (work: Work, text: string) =>
  FIGURE.test(normalize(text)) || work.terms.pattern('placeholder', normalize(text))?.code === 'nothing'

/** 部门预算 with the points of the block, in front of 其中：人员经费: the total, whatever it is called. */
function leads(work: Work, area: Area, { row, column, text }: Cell, { first }: Matrix, lines: Lines): boolean {
  const below = area.index.at(row + 1, column)?.text ?? ''
  const points = [...lines.values()].some((figures) => figures.weight ?? figures.score)
  return points && work.funds.length === first && !isItem(work, text) && /^\s*其中/.test(below)
}

type Lines = ReadonlyMap<Fund['horizon'], Partial<Record<FundKey, Span>>>

/** 年初预算数 | 全年执行数 over nothing but figures: the total, called like the first of them. */
function readUnlabelled(work: Work, area: Area, cells: readonly Cell[], state: Matrix): boolean {
  const figures = cells.filter((cell) => !isBlank(cell.text))
  if (figures.length < 2 || !figures.every((cell) => FIGURE.test(normalize(cell.text)))) return false
  const name = { text: state.columns[0]!.heading, stored: null, claims: [] }
  for (const [horizon, line] of takeFigures(work, area, cells, state, name, true))
    pushFund(work, name, line, 'total', horizon)
  takeItems(work, area, cells, state)
  return true
}

/** 预算总额 | 基本支出 | 项目支出 | 执行总额 over one row of figures: an item among the headings is a line of its own. */
function takeItems(work: Work, area: Area, cells: readonly Cell[], { columns }: Matrix): void {
  for (const column of columns.filter(({ item }) => item)) {
    const cell = cells.find((one) => one.column >= column.start && one.column < column.end && !isBlank(one.text))
    if (!cell) continue
    const into = `funds[${work.funds.length}].amount`
    const amount = takeCell(work.book, area, cell, 'value', ruleName(work, 'funds/amount'), into)
    pushFund(work, { text: column.heading, stored: null, claims: [] }, { amount }, null, column.horizon)
  }
}

/** The figures under the headings, by horizon; a figure that no key holds is a field. */
function takeFigures(
  work: Work,
  area: Area,
  cells: readonly Cell[],
  state: Matrix,
  name: Span,
  unlabelled: boolean,
): ReadonlyMap<Fund['horizon'], Partial<Record<FundKey, Span>>> {
  const left = state.columns[0]!.start
  const lines = new Map<Fund['horizon'], Partial<Record<FundKey, Span>>>()
  for (const cell of cells) {
    if (cell.column < left || isBlank(cell.text)) continue
    const column = state.columns.find(({ start, end }) => cell.column >= start && cell.column < end)
    if (!column || (column.item && unlabelled)) continue
    const figures = lines.get(column.horizon) ?? {}
    if (column.key === null || figures[column.key]) {
      const text = takeCell(
        work.book,
        area,
        cell,
        'value',
        ruleName(work, 'funds/other'),
        `fields[${work.fields.length}]`,
      )
      work.fields.push({ label: { ...name, text: `${stripLabel(name.text)}/${column.heading}` }, text })
      continue
    }
    figures[column.key] = takeCell(
      work.book,
      area,
      cell,
      'value',
      ruleName(work, `funds/${column.key}`),
      `funds[${work.funds.length + lines.size - (lines.has(column.horizon) ? 1 : 0)}].${column.key}`,
    )
    lines.set(column.horizon, figures)
  }
  return lines
}

/** 预算执行情况 | 预算数 | 执行数 over figures without a label of their own: the line is called like the block. */
function bannerLabel({ banner, corner, columns }: Matrix, cells: readonly Cell[], left: number): Cell | undefined {
  const label = banner ?? corner
  const under = cells.filter((cell) => !isBlank(cell.text))
  const figures = under.filter((cell) => FIGURE.test(normalize(cell.text)))
  const beside = label !== null && label.column + label.columnSpan === left
  return beside && columns.length >= 2 && figures.length >= 2 && figures.length === under.length ? label : undefined
}

/** The label that reaches into the first row of figures from the heading row. */
function cornerLabel(work: Work, area: Area, cells: readonly Cell[], left: number): Cell | undefined {
  const row = cells[0]?.row ?? 0
  return cellsIn(area, row).find(
    (cell) =>
      cell.column + cell.columnSpan <= left &&
      cell.row === row - 1 &&
      cell.rowSpan === 2 &&
      isFundHeading(area, cell.row, work.terms) &&
      isItem(work, cell.text),
  )
}
