/**
 * The funds block (资金): a matrix of row labels and headings, pairs of label and amount, halves by revenue and
 * expenditure, or sentences. Every printed line is kept, with or without figures.
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { findAmountHeading, halvesOf } from './amount-heading.ts'
import { findAmounts } from './amounts.ts'
import { type Area, cellsFrom, cellsIn, passBlanks, sourcesOf, takeCell } from './area.ts'
import { takePair } from './fields.ts'
import { type Block, blocksOf, readLeaves, readSumHeading } from './fund-blocks.ts'
import { type FundColumn, readLabelledCells } from './fund-columns.ts'
import { ASIDE, FIGURE, isChange, isEarlier, keyOf, otherYears, takeUnit } from './fund-figures.ts'
import { readInlineAmounts } from './fund-inline.ts'
import { isTurned } from './fund-labels.ts'
import { isItem, markHorizons, markParts, pushFund } from './fund-lines.ts'
import { type Matrix, readLine } from './fund-matrix.ts'
import { readNamed } from './fund-named.ts'
import { type PairState, readPairs } from './fund-pairs.ts'
import { pushItems, readGroups, readItems, readTurned, type TurnedItem } from './fund-turned.ts'
import { readYearHeading, readYearLine, type YearColumn } from './fund-years.ts'
import { isFundHeading } from './headings.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

interface State extends PairState, Matrix {
  readonly years: YearColumn[]
  items: readonly TurnedItem[] | null
  /** The second row of their heading. */
  parts: number | null
  blocks: readonly Block[] | null
}

/** Reads a funds region into fund lines. */
export function readFunds(work: Work, whole: Region): void {
  if (whole.banner) takeBanner(work, whole)
  const region = takeOwnFigure(work, whole)
  const state: State = {
    columns: [],
    banner: region.banner,
    years: [],
    items: null,
    parts: null,
    blocks: null,
    halves: [],
    turned: [],
    turns: isTurned(work, region),
    total: null,
    axis: region.banner ? axisOf(work, region.banner.text) : null,
    lead: null,
    corner: null,
    counted: null,
    first: work.funds.length,
  }
  const first = work.funds.length
  for (let row = region.area.top; row <= region.area.bottom; row++) readRow(work, region, row, state)
  if (state.items) pushItems(work, state.items, state.axis)
  markHorizons(work, first)
  markParts(work, first)
}

function readRow(work: Work, region: Region, row: number, state: State): void {
  const all = cellsFrom(region.area, row).filter((cell) => cell.column >= region.inner && cell !== region.banner)
  const cells = takeAxis(work, region.area, all, state)
  readCells(work, region, row, cells, state)
  keepSentence(work, region, cells)
}

/** 按收入性质分 | 财政拨款 | 900: the axis stands left of its lines, often merged over them. The cells without it. */
function takeAxis(work: Work, area: Area, cells: readonly Cell[], state: State): readonly Cell[] {
  const [first, label, figure] = cells
  const match = first ? work.terms.match('fund-axis', first.text) : null
  if (!first || !label || !figure || match?.how !== 'exact' || isItem(work, first.text)) return cells
  const line = isItem(work, label.text) && (isBlank(figure.text) || FIGURE.test(normalize(figure.text)))
  if (!line) return cells
  takeCell(work.book, area, first, 'label', ruleName(work, 'funds/axis'))
  state.axis = match.code as Fund['axis']
  return cells.slice(1)
}

function readCells(work: Work, region: Region, row: number, cells: readonly Cell[], state: State): void {
  const { area, banner } = region
  const own = (at: number) => cellsFrom(area, at).filter((cell) => cell.column >= region.inner && cell !== banner)
  if (isFundHeading(area, row, work.terms)) readColumns(work, region, row, state)
  else if (readYearHeading(work, region, cells, state.years) || readYearLine(work, region, cells, state.years)) return
  else if (readAmountHeading(work, area, cells, state)) return
  else if (banner && isStory(work, cells)) takePair(work, area, banner, cells[0]!, null)
  else if (readLabelledCells(work, area, cells, state)) return
  else if (state.items && readTurned(work, area, cells, state.items, work.funds.length)) return
  else if (row === state.parts) return
  else if (readSums(work, area, cells, state)) return
  else if (!state.items && row < area.bottom) {
    state.items = readItems(work, area, cells, own(row + 1))
    if (!state.items && row + 1 < area.bottom) {
      state.items = readGroups(work, area, cells, own(row + 1), own(row + 2))
      if (state.items) state.parts = row + 1
    }
    if (!state.items) readLines(work, area, cells, state)
  } else readLines(work, area, cells, state)
}

function readSums(work: Work, area: Area, cells: readonly Cell[], state: State): boolean {
  const columns = state.items || state.columns.length > 0 ? null : readSumHeading(work, area, cells)
  if (columns) state.columns = columns
  return columns !== null
}

/** The headings of a row, and what stands left of them where the banner does not. */
function readColumns(work: Work, region: Region, row: number, state: State): void {
  const cells = headingCells(region, row)
  const headings = dropCorners(region.area, row, readHeading(work, region.area, cells))
  const leaves = readLeaves(work, region.area, row, headings)
  if (leaves) state.parts = row + 1
  state.columns = leaves ?? headings
  const first = cells.find((cell) => !isBlank(cell.text))
  state.corner = first && state.columns[0] && first.column < state.columns[0].start ? first : null
  state.blocks = blocksOf(work, region.area, row, state.columns, state.corner)
}

/** 部门收入预算 beside its lines: they are counted by revenue. 资金结构 says by what it is spent on. */
function axisOf(work: Work, banner: string): Fund['axis'] | null {
  const match = work.terms.match('fund-axis', banner)
  if (match?.how === 'exact') return match.code as Fund['axis']
  return match?.how === 'suffix' && match.code === 'by-revenue' ? match.code : null
}

function readLines(work: Work, area: Area, cells: readonly Cell[], state: State): void {
  if (readNamed(work, area, besidePart(work, cells, state.banner))) return
  for (const { start, end, columns, axis } of state.blocks ?? []) {
    const own = cells.filter((cell) => cell.column >= start && cell.column < end)
    readLine(work, area, own, { ...state, columns, counted: axis, corner: null, banner: null })
  }
  if (state.blocks) return
  if (!readAxes(work, area, cells, state) && !readLine(work, area, cells, state))
    readPairs(work, area, passBlanks(area, cells), state)
}

/** 其中：基本支出 beside 年初预算 | 800 | 决算数 | 795.5: what looks like a banner of its own row is the label of the line. */
function besidePart(work: Work, cells: readonly Cell[], banner: Cell | null): readonly Cell[] {
  const part = banner && isItem(work, banner.text) && work.terms.match('fund-item', banner.text)?.code !== 'total'
  return part && cells[0]?.row === banner.row ? [banner, ...cells] : cells
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

/** 当年预算 | 300000 as tall as the lines beside them: the figure is that of the banner, the lines stand right of it. */
function takeOwnFigure(work: Work, region: Region): Region {
  const { area, banner, inner } = region
  const own = banner && banner.rowSpan > 1 ? area.index.at(banner.row, inner) : undefined
  if (!banner || !own || own.row !== banner.row || own.rowSpan !== banner.rowSpan) return region
  if (!/\d/.test(own.text) || !FIGURE.test(normalize(own.text))) return region
  const name = takeCell(work.book, area, banner, 'label', ruleName(work, 'funds/banner'))
  const into = `funds[${work.funds.length}].amount`
  const amount = takeCell(work.book, area, own, 'value', ruleName(work, 'funds/amount'), into)
  pushFund(work, name, { amount }, 'total', 'annual')
  return { ...region, inner: own.column + own.columnSpan }
}

function takeBanner(work: Work, region: Region): void {
  const cell = region.banner!
  takeCell(work.book, region.area, cell, 'label', ruleName(work, 'funds/banner'))
  takeUnit(work, region.area, cell)
}

function readHeading(work: Work, area: Area, cells: readonly Cell[]): readonly FundColumn[] {
  const texts = cells.map((cell) => cell.text)
  const others = otherYears(work, texts)
  const budgets = cells.some((cell) => work.terms.match('fund-column', cell.text)?.code === 'adjustedBudget')
  const sum = budgets ? null : sumOfChange(work, cells)
  const columns = cells.flatMap((cell) => {
    if (isBlank(cell.text)) return []
    // 年度资金总额 beside the headings and merged over the row below: the label of that row, no heading.
    const first = cell.rowSpan > 1 && cells.some((other) => other.rowSpan < cell.rowSpan) && isItem(work, cell.text)
    const match = work.terms.match('fund-column', cell.text)
    takeCell(work.book, area, cell, 'label', ruleName(work, `funds/heading/${match?.code ?? 'other'}`))
    takeUnit(work, area, cell)
    const multi = work.terms.pattern('horizon', normalize(cell.text))?.code === 'multi-year'
    const change = isChange(work, cell.text, texts)
    return [
      {
        start: cell.column,
        end: cell.column + cell.columnSpan,
        key:
          first || isEarlier(work, cell.text) || others.has(cell.text)
            ? null
            : change
              ? 'adjustment'
              : cell === sum
                ? 'adjustedBudget'
                : keyOf(match?.code),
        heading: normalize(cell.text),
        item:
          !keyOf(match?.code) &&
          !ASIDE.has(match?.code ?? '') &&
          !isEarlier(work, cell.text) &&
          isItem(work, cell.text),
        horizon: multi ? 'multi-year' : 'annual',
      } as const,
    ]
  })
  // One item among figures (上年结转) is not what the total is made of.
  const items = columns.filter(({ item }) => item).length
  return items >= 2 ? columns : columns.map((column) => ({ ...column, item: false }))
}

/** 年初预算 | 追加（减）预算 | 预算合计: the sum behind what was added is the changed budget. */
function sumOfChange(work: Work, cells: readonly Cell[]): Cell | null {
  const codes = cells.map(({ text }) => work.terms.match('fund-column', text)?.code)
  const at = codes.indexOf('adjustment')
  const sum = cells[at + 1]
  if (at < 1 || codes[at - 1] !== 'initialBudget' || !sum) return null
  return work.terms.match('fund-item', sum.text)?.code === 'total' ? sum : null
}

/**
 * Headings left of the first known figure, over words (资金来源), are corners: the labels stand below them. So is the
 * first heading of all over a word beside figures, whatever figure its own words would name (预算执行情况, 资金).
 */
function dropCorners(area: Area, row: number, columns: readonly FundColumn[]): readonly FundColumn[] {
  const below = ({ start }: FundColumn) => normalize(area.index.at(row + 1, start)?.text ?? '')
  const [edge, ...others] = columns
  // 未执行完原因 holds words by itself.
  const label = edge && edge.key !== 'reason' && /\p{Script=Han}/u.test(below(edge)) && !/\d/.test(below(edge))
  if (label && others.some(({ key }) => key) && others.some((column) => /\d/.test(below(column))))
    if (others.every((column) => below(column) === '' || FIGURE.test(below(column)))) return others
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
