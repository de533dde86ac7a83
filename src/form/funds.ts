/**
 * The funds block (资金): a matrix of row labels and headings, pairs of label and amount, halves by revenue and
 * expenditure, or sentences. Every printed line is kept, with or without figures.
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, normalizeLabel, stripLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, cellsFrom, cellsIn, filledIn, passBlanks, sourcesOf, takeCell } from './area.ts'
import { type Span, takeSpanOf } from './claims.ts'
import type { FundKey } from './draft.ts'
import { takePair } from './fields.ts'
import { FIGURE, isEarlier, keyOf, takeFigure, takeUnit, turnedLabel } from './fund-figures.ts'
import { isItem, markHorizons, pushFund } from './fund-lines.ts'
import { isFundHeading } from './headings.ts'
import type { Region } from './regions.ts'
import { BLANK, ruleName, type Work } from './work.ts'

interface FundColumn {
  readonly start: number
  readonly end: number
  readonly key: FundKey | null
  readonly heading: string
  readonly horizon: Fund['horizon']
}

interface Half {
  readonly start: number
  readonly end: number
  readonly axis: Fund['axis']
}

interface State {
  columns: readonly FundColumn[]
  halves: readonly Half[]
  /**
   * Labels that are headings of different figures (预算数： | 100 | 执行数： | 98) make one line, the total; the lines
   * below them with one label are one line too. Where each column of such labels starts, and the line of the total.
   */
  readonly turned: { readonly start: number; readonly key: FundKey }[]
  readonly turns: boolean
  total: number | null
}

/** Reads a funds region into fund lines. */
export function readFunds(work: Work, region: Region): void {
  if (region.banner) takeBanner(work, region)
  const state: State = { columns: [], halves: [], turned: [], turns: isTurned(work, region), total: null }
  const first = work.funds.length
  for (let row = region.area.top; row <= region.area.bottom; row++) {
    const cells = cellsFrom(region.area, row).filter((cell) => cell.column >= region.inner && cell !== region.banner)
    if (isFundHeading(region.area, row, work.terms))
      state.columns = dropCorners(region.area, row, readHeading(work, region.area, cells))
    else if (!readAxes(work, region.area, cells, state) && !readLine(work, region.area, cells, state))
      readPairs(work, region.area, passBlanks(region.area, cells), state)
  }
  markHorizons(work, first)
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
  }))
  for (const [i, cell] of filled.entries()) {
    if (/\d/.test(cell.text)) readInlineAmounts(work, area, cell, state.halves[i]!.axis)
    else takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/axis'))
  }
  return true
}

/** A matrix line: a label left of the headed columns, a figure under each heading. */
function readLine(work: Work, area: Area, cells: readonly Cell[], state: State): boolean {
  const left = state.columns[0]?.start
  if (left === undefined) return false
  const labels = cells.filter((cell) => cell.column < left && !isBlank(cell.text))
  const label = labels.at(-1) ?? cornerLabel(work, area, cells, left)
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
  for (const [horizon, figures] of lines) pushFund(work, name, figures, null, horizon)
  return true
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

/** Labels with their amounts inside the cell or in the next one. */
function readPairs(work: Work, area: Area, cells: readonly Cell[], state: State): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (isBlank(cell.text)) continue
    if (normalizeLabel(cell.text) === '') {
      takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/of-which'))
      continue
    }
    const half = state.halves.find(({ start, end }) => cell.column >= start && cell.column < end)
    const next = cells[i + 1]
    const pairs = findAmounts(cell.text, work.terms)
    const open = pairs.length === 1 && pairs[0]!.amount[0] === pairs[0]!.amount[1]
    const value = next && !isLabelCell(work, next) && (!half || next.column < half.end) ? next : null
    if (pairs.length > 0 && !(open && value)) readInlineAmounts(work, area, cell, half?.axis ?? null)
    else if (value && isEarlier(work, cell.text)) takePair(work, area, cell, value, null)
    else if (value && isLabelCell(work, cell)) takeLabelled(work, area, cell, value, half?.axis ?? null, state)
    else if (isLabelCell(work, cell))
      pushFund(
        work,
        takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/row-label')),
        {},
        null,
        'annual',
        half?.axis ?? null,
      )
    else continue
    if (value && !(pairs.length > 0 && !open)) i++
    else if (value && !isBlank(value.text)) {
      attachReason(work, area, value)
      i++
    }
  }
}

function isLabelCell(work: Work, cell: Cell): boolean {
  const text = normalizeLabel(cell.text)
  if (text === '' || /^[\d.,%万亿元+-]+$/.test(text)) return false
  if (isItem(work, cell.text) || work.terms.match('fund-axis', cell.text)) return text.length <= 30
  return work.terms.match('fund-column', cell.text) !== null || /[:：]\s*$/.test(cell.text)
}

function takeLabelled(work: Work, area: Area, cell: Cell, value: Cell, axis: Fund['axis'], state: State): void {
  const name = takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, cell)
  const match = isItem(work, cell.text) ? null : work.terms.match('fund-column', cell.text)
  const heading = state.turns ? keyOf(match?.code) : null
  const key = heading ?? state.turned.findLast(({ start }) => start === cell.column)?.key ?? 'amount'
  const label = heading === null || !match ? name : { ...name, text: turnedLabel(name.text, match.term) }
  if (heading !== null) state.turned.push({ start: cell.column, key: heading })
  const known = heading === null ? sameLine(work, state, label.text) : state.total
  const at = known ?? work.funds.length
  if (heading !== null) state.total = at
  const figures = isBlank(value.text) ? {} : takeFigure(work, area, value, key, `funds[${at}].${key}`)
  if (known === null)
    pushFund(work, label, figures, heading === null ? null : 'total', 'annual', heading === null ? axis : 'total')
  else work.funds[at] = { ...work.funds[at]!, figures: { ...work.funds[at]!.figures, ...figures } }
}

/** The line below the total that has this label already: the other half of a row. */
function sameLine(work: Work, { total, turned }: State, label: string): number | null {
  if (total === null || turned.length < 2) return null
  const at = work.funds.findIndex((fund, i) => i > total && fund.label.text === stripLabel(label))
  return at < 0 ? null : at
}

/** True when labels of a region without a heading row name different figures. */
function isTurned(work: Work, region: Region): boolean {
  const keys = new Set<FundKey>()
  for (let row = region.area.top; row <= region.area.bottom; row++) {
    if (isFundHeading(region.area, row, work.terms)) return false
    for (const cell of cellsFrom(region.area, row)) {
      if (cell === region.banner || cell.text.length > 30 || isBlank(cell.text) || isItem(work, cell.text)) continue
      if (isEarlier(work, cell.text)) continue
      const key = keyOf(work.terms.match('fund-column', cell.text)?.code)
      if (key !== null && key !== 'reason') keys.add(key)
    }
  }
  return keys.size >= 2
}

function readInlineAmounts(work: Work, area: Area, cell: Cell, axis: Fund['axis']): void {
  for (const source of sourcesOf(work.book, area, cell))
    for (const { label, amount } of findAmounts(source.text, work.terms)) {
      const name = takeSpanOf(work.book, source, label[0], label[1], 'label', ruleName(work, 'funds/row-label'))
      const before = /其中\s*[:：]?\s*$/.exec(source.text.slice(0, label[0]))
      if (before) work.book.claim(source, before.index, label[0], 'label', ruleName(work, 'funds/of-which'))
      const blank = amount[0] === amount[1]
      const figure = blank
        ? BLANK
        : takeSpanOf(
            work.book,
            source,
            amount[0],
            amount[1],
            'value',
            ruleName(work, 'funds/amount'),
            `funds[${work.funds.length}].amount`,
          )
      pushFund(work, name, blank ? {} : { amount: figure }, null, 'annual', axis)
    }
}

/** A text beside a label that already holds its amount says where the money comes from. */
function attachReason(work: Work, area: Area, cell: Cell): void {
  const last = work.funds.at(-1)
  if (!last || filledIn(area, cell.row).length === 0) return
  const reason = takeCell(
    work.book,
    area,
    cell,
    'value',
    ruleName(work, 'funds/reason'),
    `funds[${work.funds.length - 1}].reason`,
  )
  work.funds[work.funds.length - 1] = { ...last, figures: { ...last.figures, reason } }
}
