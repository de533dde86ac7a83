/**
 * The funds block (资金): a matrix of row labels and headings, pairs of label and amount, halves by revenue and
 * expenditure, or sentences. Every printed line is kept, with or without figures.
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, stripLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, cellsFrom, cellsIn, passBlanks, takeCell, takePart } from './area.ts'
import type { Span } from './claims.ts'
import type { FundKey } from './draft.ts'
import { takePair } from './fields.ts'
import { readItemColumns } from './fund-columns.ts'
import { FIGURE, isEarlier, keyOf, takeUnit } from './fund-figures.ts'
import { isItem, markHorizons, pushFund } from './fund-lines.ts'
import { readLoose } from './fund-loose.ts'
import { isTurned, type PairState, readInlineAmounts, readPairs } from './fund-pairs.ts'
import { isInlineFigures } from './fund-rows.ts'
import { pushItems, readItems, readTurned, type TurnedItem } from './fund-turned.ts'
import { isFundHeading } from './headings.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

interface FundColumn {
  readonly start: number
  readonly end: number
  readonly key: FundKey | null
  readonly heading: string
  readonly horizon: Fund['horizon']
}

interface State extends PairState {
  columns: readonly FundColumn[]
  items: readonly TurnedItem[] | null
}

/** Reads a funds region into fund lines. */
export function readFunds(work: Work, region: Region): void {
  if (region.banner) takeBanner(work, region)
  const state: State = {
    columns: [],
    items: null,
    halves: [],
    turned: [],
    turns: isTurned(work, region),
    total: null,
    key: null,
    axis: axisOf(work, region),
    first: work.funds.length,
  }
  const first = work.funds.length
  for (let row = region.area.top; row <= region.area.bottom; row++) row = readRow(work, region, row, state)
  if (state.items) pushItems(work, state.items)
  markHorizons(work, first)
}

/** Reads a row and returns the last row that it took. */
function readRow(work: Work, region: Region, row: number, state: State): number {
  const { area, banner } = region
  const own = (at: number) => cellsFrom(area, at).filter((cell) => cell.column >= region.inner && cell !== banner)
  const cells = own(row)
  const turned = state.columns.length === 0 ? readItemColumns(work, region, row, state.axis) : null
  if (turned !== null) return turned
  if (isInlineFigures(area, row, work.terms, cells.length < cellsFrom(area, row).length ? 1 : 0))
    readInlineFigures(work, region, cells)
  else if (isFundHeading(area, row, work.terms)) state.columns = dropCorners(area, row, readHeading(work, area, cells))
  else if (banner && isStory(cells)) takePair(work, area, banner, cells[0]!, null)
  else if (state.items && readTurned(work, area, cells, state.items, work.funds.length)) return row
  else {
    if (!state.items && row < area.bottom) state.items = readItems(work, area, cells, own(row + 1))
    if (!state.items) readLines(work, region, cells, state)
  }
  return row
}

function readLines(work: Work, region: Region, cells: readonly Cell[], state: State): void {
  if (readAxes(work, region.area, cells, state) || readLine(work, region, cells, state)) return
  const left = readPairs(work, region.area, passBlanks(region.area, cells), state)
  if (left.length > 0) readLoose(work, region, left, left[0]!.row === region.area.top)
}

/** 用于农村公路日常养护。: a row of nothing but running text says what the money is for. */
function isStory(cells: readonly Cell[]): boolean {
  const [only] = cells
  return cells.length === 1 && only!.columnSpan > 1 && /[。；;]\s*$/.test(only!.text) && !/\d/.test(only!.text)
}

/** 预算数：1500 | 执行数：1480 | 执行率：98.67%: one line, the total. */
function readInlineFigures(work: Work, { area, banner }: Region, cells: readonly Cell[]): void {
  const into = `funds[${work.funds.length}]`
  const figures: Partial<Record<FundKey, Span>> = {}
  const names: Span[] = []
  for (const cell of cells)
    for (const { label, amount } of findAmounts(cell.text, work.terms)) {
      const name = takePart(work.book, area, cell, label[0], label[1], 'label', ruleName(work, 'funds/row-label'))
      const key = keyOf(work.terms.match('fund-column', name.text)?.code)
      names.push(name)
      const rule = ruleName(work, `funds/${key ?? 'other'}`)
      const at = key === null || figures[key] ? `fields[${work.fields.length}]` : `${into}.${key}`
      const text = takePart(work.book, area, cell, amount[0], amount[1], 'value', rule, at)
      if (key === null || figures[key]) work.fields.push({ label: name, text })
      else figures[key] = text
    }
  const whole = banner ? takeCell(work.book, area, banner, 'label', ruleName(work, 'funds/banner')) : names[0]
  if (whole) pushFund(work, whole, figures, 'total', 'annual')
}

/** 部门年度收入预算 | 合计 …: the banner says what the lines are counted by. */
function axisOf(work: Work, { banner }: Region): Fund['axis'] {
  if (!banner) return null
  const match = work.terms.match('fund-axis', banner.text)
  const code = match?.how === 'exact' ? match.code : work.terms.match('banner-axis', banner.text)?.code
  return (code ?? null) as Fund['axis'] | null
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
function readLine(work: Work, region: Region, cells: readonly Cell[], state: State): boolean {
  const { area } = region
  const left = state.columns[0]?.start
  if (left === undefined) return false
  const labels = cells.filter((cell) => cell.column < left && !isBlank(cell.text))
  const label = labels.at(-1) ?? cornerLabel(work, area, cells, left) ?? blockLabel(work, region, cells, state)
  if (!label || label.column + label.columnSpan > left) return false
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
  const total = labels.length === 0 && label === blockLabel(work, region, cells, state)
  for (const [horizon, figures] of lines) pushFund(work, name, figures, total ? 'total' : null, horizon)
  return true
}

/** 资金情况 beside the headings, a blank beside the figures below: the one line of the block is its total. */
function blockLabel(work: Work, region: Region, cells: readonly Cell[], state: State): Cell | undefined {
  const { area } = region
  const [edge] = cells
  if (region.banner && work.funds.length === state.first && edge?.column === state.columns[0]?.start)
    return region.banner
  const above = edge && isBlank(edge.text) ? area.index.at(edge.row - 1, edge.column) : undefined
  const first = work.funds.length === state.first && above && isFundHeading(area, above.row, work.terms)
  return first && work.terms.match('banner', above.text)?.code === 'funds' ? above : undefined
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
