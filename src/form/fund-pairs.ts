/** Labels of the funds block with their amounts: in the same cell, in the next one, or as headings of different figures. */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, normalizeLabel, stripLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, cellsFrom, filledIn, sourcesOf, takeCell } from './area.ts'
import { takeSpanOf } from './claims.ts'
import type { FundKey } from './draft.ts'
import { takePair } from './fields.ts'
import { FIGURE, isEarlier, keyOf, takeFigure, takeUnit, turnedLabel } from './fund-figures.ts'
import { isItem, pushFund } from './fund-lines.ts'
import { isFundHeading } from './headings.ts'
import type { Region } from './regions.ts'
import { BLANK, type Horizon, ruleName, setHorizons, type Work } from './work.ts'

/** A half of the block: 按收入性质分 | 按支出性质分, 实施期金额 | 年度金额. */
export interface Half extends Horizon {
  readonly axis: Fund['axis']
}

/** What the rows above say of the pairs below them. */
export interface PairState {
  halves: readonly Half[]
  /** 资金结构：（1）基本支出: what the lines below it are counted by. */
  axis: Fund['axis'] | null
  /** Where the lines of this block begin. */
  readonly first: number
  /**
   * Labels that are headings of different figures (预算数： | 100 | 执行数： | 98) make one line, the total; the lines
   * below them with one label are one line too. Where each column of such labels starts, and the line of the total.
   */
  readonly turned: { readonly start: number; readonly key: FundKey }[]
  readonly turns: boolean
  total: number | null
  /** The figure that the first label of a row names for all of it: 全年执行数 | 98 | 其中：财政资金 | 90. */
  key: FundKey | null
}

/** The key that the first label of a row gives to the items right of it; null where it names an item itself. */
function rowKey(work: Work, cells: readonly Cell[], state: PairState): FundKey | null {
  if (!state.turns) return null
  const labels = cells.filter((cell) => !isBlank(cell.text) && isLabelCell(work, cell))
  const [first, ...others] = labels
  if (!first || isItem(work, first.text) || !others.some((cell) => isItem(work, cell.text))) return null
  return others.every((cell) => isItem(work, cell.text))
    ? keyOf(work.terms.match('fund-column', first.text)?.code)
    : null
}

/** 实施期金额： | 3600 | 年度金额： | 1200: two totals open a half each; the lines below them are of their horizon. */
function openHorizons(work: Work, area: Area, cells: readonly Cell[], state: PairState): void {
  const labels = cells.filter((cell) => isLabelCell(work, cell) || findAmounts(cell.text, work.terms).length > 0)
  const names = labels.map((cell) => cell.text.split(/[:：]/)[0]!)
  const total = (name: string) => work.terms.match('fund-item', name)?.code === 'total'
  if (labels.length < 2 || !names.every(total)) return
  const codes = names.map((name) => work.terms.pattern('horizon', normalizeLabel(name))?.code ?? null)
  if (!codes.includes('annual') || codes.every((code) => code === 'annual')) return
  const halves = labels.map(
    (cell, i): Half => ({
      start: cell.column,
      end: labels[i + 1]?.column ?? area.right + 1,
      axis: null,
      horizon: codes[i] === 'annual' ? 'annual' : 'multi-year',
    }),
  )
  state.halves = halves
  setHorizons(work, halves)
}

/** Labels with their amounts inside the cell or in the next one. Returns the cells that are no part of such a pair. */
export function readPairs(work: Work, area: Area, cells: readonly Cell[], state: PairState): readonly Cell[] {
  const left: Cell[] = []
  openHorizons(work, area, cells, state)
  state.key = rowKey(work, cells, state)
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
    if (pairs.length > 0 && !(open && value)) readInlineAmounts(work, area, cell, half)
    else if (value && (isEarlier(work, cell.text) || isKeyless(work, cell.text, state.turns)))
      takePair(work, area, cell, value, null)
    else if (value && isLabelCell(work, cell) && !isItem(work, cell.text) && isWords(value.text))
      takePair(work, area, cell, value, null)
    else if (value && isLabelCell(work, cell)) takeLabelled(work, area, cell, value, half, state)
    else if (isLabelCell(work, cell) && !isItem(work, cell.text) && isFigureLabel(work, cell))
      takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/row-label'))
    else if (isLabelCell(work, cell))
      pushFund(
        work,
        takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/row-label')),
        {},
        null,
        half?.horizon ?? 'annual',
        half?.axis ?? null,
      )
    // 截至8月底支出 | 180万元: a label that no term knows beside one figure is a field.
    else if (value && isUnknownPair(cell, value)) takePair(work, area, cell, value, null)
    else {
      left.push(cell)
      continue
    }
    if (value && !(pairs.length > 0 && !open)) i++
    else if (value && !isBlank(value.text)) {
      attachReason(work, area, value)
      i++
    }
  }
  return left
}

/** 全年预计执行, 结余: figures that are known, and that the record has no key for. */
function isKeyless(work: Work, text: string, turns: boolean): boolean {
  // 结余资金 beside 实际支出 is what is left, not what was carried over.
  const match = isItem(work, text) && !turns ? null : work.terms.match('fund-column', text)
  return match?.how === 'exact' && keyOf(match.code) === null
}

/** 资金来源 | 区级财政: words in the place of a figure. */
function isWords(text: string): boolean {
  return !isBlank(text) && !/[\d无]|^[-—–/\\\s]+$/.test(text)
}

function isUnknownPair(label: Cell, value: Cell): boolean {
  const words = /\p{Script=Han}{2}/u.test(label.text) && label.text.length <= 40
  return words && !FIGURE.test(normalize(label.text)) && /\d/.test(value.text) && FIGURE.test(normalize(value.text))
}

/** 得分 without a figure beside it is no fund line. */
function isFigureLabel(work: Work, cell: Cell): boolean {
  const match = work.terms.match('fund-column', cell.text)
  return match?.how === 'exact' && ['score', 'weight', 'executionRate', 'reason'].includes(match.code)
}

function isLabelCell(work: Work, cell: Cell): boolean {
  const text = normalizeLabel(cell.text)
  if (text === '' || /^[\d.,%万亿元+-]+$/.test(text)) return false
  if (isItem(work, cell.text) || work.terms.match('fund-axis', cell.text)) return text.length <= 30
  return work.terms.match('fund-column', cell.text) !== null || /[:：]\s*$/.test(cell.text)
}

function takeLabelled(work: Work, area: Area, cell: Cell, value: Cell, half: Half | undefined, state: PairState): void {
  const whole = takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, cell)
  const { text, named } = splitAxis(work, whole.text)
  if (named) state.axis = named
  const name = { ...whole, text }
  const match =
    isItem(work, text) && !(state.turns && isBoth(work, text)) ? null : work.terms.match('fund-column', text)
  const heading = state.turns ? keyOf(match?.code) : null
  const key = heading ?? state.key ?? state.turned.findLast(({ start }) => start === cell.column)?.key ?? 'amount'
  const label = heading === null || !match ? name : { ...name, text: turnedLabel(name.text, match.term) }
  if (heading !== null) state.turned.push({ start: cell.column, key: heading })
  const known = heading === null ? sameLine(work, state, label.text) : (state.total ?? totalLine(work, state))
  const at = known ?? work.funds.length
  if (heading !== null) state.total = at
  const figures = isBlank(value.text) ? {} : takeFigure(work, area, value, key, `funds[${at}].${key}`)
  // 预算数 | 100 in front of 其中：财政资金 is the total, with or without 执行数 beside it.
  const budget = work.funds.length === state.first && match?.how === 'exact' && BUDGETS.has(match.code)
  const total = heading !== null || budget
  if (known === null)
    pushFund(
      work,
      label,
      figures,
      total ? 'total' : null,
      half?.horizon ?? 'annual',
      total ? 'total' : (half?.axis ?? (isTotalLabel(work, label.text) ? null : state.axis)),
    )
  else work.funds[at] = { ...work.funds[at]!, figures: { ...work.funds[at]!.figures, ...figures } }
}

/** 年度预算数 is the total in one form, and the heading of its figure beside 年度执行数 in another. */
function isBoth(work: Work, text: string): boolean {
  const column = work.terms.match('fund-column', text)
  return column?.how === 'exact' && BUDGETS.has(column.code) && work.terms.match('fund-item', text)?.code === 'total'
}

const isTotalLabel = (work: Work, text: string) => work.terms.match('fund-item', text)?.code === 'total'

/** What a plain figure of the budget is called. */
const BUDGETS = new Set(['initialBudget', 'adjustedBudget', 'amount'])

/** 资金结构：（1）基本支出: what the lines are counted by stands in front of the first of them. */
function splitAxis(work: Work, text: string): { readonly text: string; readonly named: Fund['axis'] | null } {
  const m = /^([^:：]{2,12})[:：]\s*(?=\S)/.exec(text)
  const match = m ? work.terms.match('fund-axis', m[1]!) : null
  return m && match?.how === 'exact'
    ? { text: text.slice(m[0].length), named: match.code as Fund['axis'] }
    : { text, named: null }
}

/** The total that was printed as a line of its own (项目总预算) before its execution was. */
function totalLine(work: Work, { first }: PairState): number | null {
  const totals = work.funds.flatMap((fund, i) => (i >= first && fund.item === 'total' ? [i] : []))
  return totals.findLast((i) => work.funds[i]!.horizon === 'annual') ?? totals.at(-1) ?? null
}

/** The line below the total that has this label already: the other half of a row. */
function sameLine(work: Work, { total, turned, key, first }: PairState, label: string): number | null {
  if (key !== null) {
    const at = work.funds.findIndex((fund, i) => i >= first && fund.label.text === stripLabel(label))
    return at < 0 || work.funds[at]!.figures[key] ? null : at
  }
  if (total === null || turned.length < 2) return null
  const at = work.funds.findIndex((fund, i) => i > total && fund.label.text === stripLabel(label))
  return at < 0 ? null : at
}

/** True when labels of a region without a heading row name different figures. */
export function isTurned(work: Work, region: Region): boolean {
  const keys = new Set<FundKey>()
  for (let row = region.area.top; row <= region.area.bottom; row++) {
    if (isFundHeading(region.area, row, work.terms)) return false
    for (const cell of cellsFrom(region.area, row)) {
      if (cell === region.banner || cell.text.length > 30 || isBlank(cell.text)) continue
      if (isItem(work, cell.text) && !isBoth(work, cell.text)) continue
      if (isEarlier(work, cell.text)) continue
      const key = keyOf(work.terms.match('fund-column', cell.text)?.code)
      if (key !== null && key !== 'reason') keys.add(key)
    }
  }
  return keys.size >= 2
}

/** Reads the amounts that stand in a cell with their labels. */
export function readInlineAmounts(work: Work, area: Area, cell: Cell, half: Half | undefined): void {
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
      pushFund(work, name, blank ? {} : { amount: figure }, null, half?.horizon ?? 'annual', half?.axis ?? null)
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
