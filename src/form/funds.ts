/**
 * The funds block (资金): a matrix of row labels and headings, pairs of label and amount, halves by revenue and
 * expenditure, or sentences. Every printed line is kept, with or without figures.
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, stripLabel } from '../text.ts'
import { findAmountHeading, halvesOf } from './amount-heading.ts'
import { findAmounts } from './amounts.ts'
import { type Area, cellsFrom, cellsIn, passBlanks, sourcesOf, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import type { FundKey } from './draft.ts'
import { takePair } from './fields.ts'
import { type FundColumn, readLabelledCells } from './fund-columns.ts'
import { FIGURE, isEarlier, keyOf, takeUnit } from './fund-figures.ts'
import { isItem, markHorizons, pushFund } from './fund-lines.ts'
import { isTurned, type PairState, readInlineAmounts, readPairs } from './fund-pairs.ts'
import { pushItems, readItems, readTurned, type TurnedItem } from './fund-turned.ts'
import { readYearHeading, readYearLine, type YearColumn } from './fund-years.ts'
import { isFundHeading } from './headings.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

interface State extends PairState {
  columns: readonly FundColumn[]
  readonly years: YearColumn[]
  items: readonly TurnedItem[] | null
}

/** Reads a funds region into fund lines. */
export function readFunds(work: Work, region: Region): void {
  if (region.banner) takeBanner(work, region)
  const state: State = {
    columns: [],
    banner: region.banner,
    years: [],
    items: null,
    halves: [],
    turned: [],
    turns: isTurned(work, region),
    total: null,
    axis: null,
    first: work.funds.length,
  }
  const first = work.funds.length
  for (let row = region.area.top; row <= region.area.bottom; row++) readRow(work, region, row, state)
  if (state.items) pushItems(work, state.items)
  markHorizons(work, first)
}

function readRow(work: Work, region: Region, row: number, state: State): void {
  const cells = cellsFrom(region.area, row).filter((cell) => cell.column >= region.inner && cell !== region.banner)
  readCells(work, region, row, cells, state)
  keepSentence(work, region, cells)
}

function readCells(work: Work, region: Region, row: number, cells: readonly Cell[], state: State): void {
  const { area, banner } = region
  const own = (at: number) => cellsFrom(area, at).filter((cell) => cell.column >= region.inner && cell !== banner)
  if (isFundHeading(area, row, work.terms))
    state.columns = dropCorners(area, row, readHeading(work, area, headingCells(region, row)))
  else if (readYearHeading(work, region, cells, state.years) || readYearLine(work, region, cells, state.years)) return
  else if (readAmountHeading(work, area, cells, state)) return
  else if (banner && isStory(work, cells)) takePair(work, area, banner, cells[0]!, null)
  else if (readLabelledCells(work, area, cells, state.columns)) return
  else if (state.items && readTurned(work, area, cells, state.items, work.funds.length)) return
  else if (!state.items && row < area.bottom) {
    state.items = readItems(work, area, cells, own(row + 1))
    if (!state.items) readLines(work, area, cells, state)
  } else readLines(work, area, cells, state)
}

function readLines(work: Work, area: Area, cells: readonly Cell[], state: State): void {
  if (!readAxes(work, area, cells, state) && !readLine(work, area, cells, state))
    readPairs(work, area, passBlanks(area, cells), state)
}

/** 用于农村公路日常养护。: a row of nothing but text that names no amount says what the money is for. */
function isStory(work: Work, cells: readonly Cell[]): boolean {
  const [only] = cells
  if (cells.length !== 1 || isBlank(only!.text)) return false
  if (only!.columnSpan > 1 && /[。；;]\s*$/.test(only!.text) && !/\d/.test(only!.text)) return true
  const known = isItem(work, only!.text) || work.terms.match('fund-axis', only!.text)
  return !known && !/^[-\d.,]+\D{0,3}$/.test(normalize(only!.text)) && findAmounts(only!.text, work.terms).length === 0
}

/** A sentence beside the banner that says more than its amounts is kept whole as a field, too. */
function keepSentence(work: Work, { area, banner }: Region, cells: readonly Cell[]): void {
  const [only] = cells
  if (!banner || cells.length !== 1 || cells[0]!.row !== banner.row || only!.text.length < 10) return
  const sources = sourcesOf(work.book, area, only!)
  if (work.book.unread(sources).length > 0) takePair(work, area, banner, only!, null)
}

/** The headings over a row: those above it that reach down beside a second row of headings, too. */
function headingCells({ area, inner, banner }: Region, row: number): readonly Cell[] {
  return cellsIn(area, row).filter((cell) => cell.column >= inner && cell !== banner && cell.row >= row - 1)
}

/** 资金来源 | 金额（万元）: one amount makes a column, two halves of labels and amounts make pairs. */
function readAmountHeading(work: Work, area: Area, cells: readonly Cell[], state: State): boolean {
  const heading = findAmountHeading(work, area, cells)
  if (!heading) return false
  const columns = readHeading(work, area, heading)
  const halves = halvesOf(work, area, heading)
  if (halves) [state.halves, state.columns] = [halves, []]
  else state.columns = dropCorners(area, heading[0]!.row, columns)
  return true
}

function takeBanner(work: Work, region: Region): void {
  const cell = region.banner!
  takeCell(work.book, region.area, cell, 'label', ruleName(work, 'funds/banner'))
  takeUnit(work, region.area, cell)
}

function readHeading(work: Work, area: Area, cells: readonly Cell[]): readonly FundColumn[] {
  return cells.flatMap((cell) => {
    if (isBlank(cell.text)) return []
    // 年度资金总额 beside the headings and merged over the row below: the label of that row, no heading.
    const first = cell.rowSpan > 1 && cells.some((other) => other.rowSpan < cell.rowSpan) && isItem(work, cell.text)
    const match = work.terms.match('fund-column', cell.text)
    takeCell(work.book, area, cell, 'label', ruleName(work, `funds/heading/${match?.code ?? 'other'}`))
    takeUnit(work, area, cell)
    const multi = work.terms.pattern('horizon', normalize(cell.text))?.code === 'multi-year'
    return [
      {
        start: cell.column,
        end: cell.column + cell.columnSpan,
        key: first || isEarlier(work, cell.text) ? null : keyOf(match?.code),
        heading: normalize(cell.text),
        horizon: multi ? 'multi-year' : 'annual',
      } as const,
    ]
  })
}

/** Headings left of the first known figure, over words (资金来源), are corners: the labels stand below them. */
function dropCorners(area: Area, row: number, columns: readonly FundColumn[]): readonly FundColumn[] {
  const first = columns.findIndex(({ key }) => key !== null)
  const words = ({ start }: FundColumn) => !FIGURE.test(normalize(area.index.at(row + 1, start)?.text ?? ''))
  return columns.filter((column, i) => i >= first || !words(column))
}

/** 按收入性质分： | 按支出性质分：: the row says what the halves below it hold. */
function readAxes(work: Work, area: Area, cells: readonly Cell[], state: State): boolean {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const axes = filled.map((cell) => work.terms.match('fund-axis', cell.text.split(/[:：]/)[0]!))
  if (filled.length === 0 || axes.some((match) => match?.how !== 'exact')) return false
  state.halves = filled.map((cell, i) => ({
    start: cell.column,
    end: filled[i + 1]?.column ?? area.right + 1,
    axis: axes[i]!.code as Fund['axis'],
    horizon: 'annual',
  }))
  for (const [i, cell] of filled.entries()) {
    if (/\d/.test(cell.text)) readInlineAmounts(work, area, cell, state.halves[i])
    else takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/axis'))
  }
  return true
}

/** A matrix line: a label left of the headed columns, a figure under each heading. */
function readLine(work: Work, area: Area, cells: readonly Cell[], state: State): boolean {
  const left = state.columns[0]?.start
  if (left === undefined) return false
  const labels = cells.filter((cell) => cell.column < left && !isBlank(cell.text))
  const label = labels.at(-1) ?? cornerLabel(work, area, cells, left) ?? bannerLabel(state, cells, left)
  if (!label || (label !== state.banner && label.column + label.columnSpan > left)) return false
  const under = cells.filter((cell) => cell.column >= left && !isBlank(cell.text))
  if (
    under.length === 0
      ? state.halves.length > 0
      : under.filter((cell) => FIGURE.test(normalize(cell.text))).length * 2 < under.length
  )
    return false
  for (const outer of labels.slice(0, -1)) takeCell(work.book, area, outer, 'label', ruleName(work, 'funds/row-label'))
  const name = takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, label)
  const lines = new Map<Fund['horizon'], Partial<Record<FundKey, Span>>>()
  for (const cell of cells) {
    if (cell.column < left || isBlank(cell.text)) continue
    const column = state.columns.find(({ start, end }) => cell.column >= start && cell.column < end)
    if (!column) continue
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
  if (lines.size === 0) lines.set('annual', {})
  const item = label === state.banner ? 'total' : null
  for (const [horizon, figures] of lines) pushFund(work, name, figures, item, horizon)
  return true
}

/** 预算执行情况 | 预算数 | 执行数 over figures without a label of their own: the line is called like the block. */
function bannerLabel({ banner, columns }: State, cells: readonly Cell[], left: number): Cell | undefined {
  const under = cells.filter((cell) => !isBlank(cell.text))
  const figures = under.filter((cell) => FIGURE.test(normalize(cell.text)))
  const beside = banner !== null && banner.column + banner.columnSpan === left
  return beside && columns.length >= 2 && figures.length >= 2 && figures.length === under.length ? banner : undefined
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
