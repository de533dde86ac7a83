/** Labels of the funds block with their amounts: in the same cell, in the next one, or as headings of different figures. */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, normalizeLabel, stripLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, filledIn, takeCell } from './area.ts'
import type { FundKey } from './draft.ts'
import { takePair } from './fields.ts'
import {
  ASIDE,
  FIGURE,
  isBudget,
  isChange,
  isEarlier,
  keyOf,
  takeFigure,
  takeUnit,
  turnedLabel,
} from './fund-figures.ts'
import { readInlineAmounts, readInlineFigures } from './fund-inline.ts'
import { type Half, isItem, lineAxis, pushFund } from './fund-lines.ts'
import { ruleName, setHorizons, type Work } from './work.ts'

/** The first label of a row; `key` null where no key holds its figure (实际到位数). */
interface Lead {
  readonly row: number
  readonly key: FundKey | null
  readonly label: string
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
   * below them with one label are one line too. Where each column of such labels starts (no key: 到位数, its figures are
   * fields), and the line of the total.
   */
  readonly turned: { readonly start: number; readonly key: FundKey | null; readonly label: string }[]
  readonly turns: boolean
  /** The figure that the first label of a row names: 全年执行数 | 98 | 其中：财政拨款 | 98. */
  lead: Lead | null
  /** The banner beside the block; without one it goes on with the block above. */
  readonly banner: Cell | null
  total: number | null
}

/** 实施期金额： | 3600 | 年度金额： | 1200: two totals open a half each; the lines below them are of their horizon. */
function openHorizons(work: Work, area: Area, cells: readonly Cell[], state: PairState): void {
  const labels = cells.filter((cell) => isLabelCell(work, cell) || findAmounts(cell.text, work.terms).length > 0)
  const names = labels.map((cell) => cell.text.split(/[:：]/)[0]!)
  const total = (name: string) => work.terms.match('fund-item', name)?.code === 'total'
  const codes = names.map((name) => work.terms.pattern('horizon', normalizeLabel(name))?.code ?? null)
  // 政策期总额 | 本年度预算: a figure of the budget is the total of its half beside one that says it is of several years.
  const budget = (name: string) => codes.includes('multi-year') && BUDGETS.has(columnCode(work, name))
  if (labels.length < 2 || !names.every((name) => total(name) || budget(name))) return
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

/** Labels with their amounts inside the cell or in the next one. */
export function readPairs(work: Work, area: Area, cells: readonly Cell[], state: PairState): void {
  if (readInlineFigures(work, area, cells, state.banner)) return
  openHorizons(work, area, cells, state)
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
    else if (next && isAnswered(work, cell, next, cells[i + 2])) takePair(work, area, cell, next, null)
    else if (value && isEarlier(work, cell.text)) takePair(work, area, cell, value, null)
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
    // 其中：财政衔接资金, 市场化融资: words for money that no term knows are a line, too.
    else if (value && isUnknownPair(cell, value) && isMoney(cell.text))
      takeLabelled(work, area, cell, value, half, state)
    // 截至8月底支出 | 180万元: a label that no term knows beside one figure is a field.
    else if (value && isUnknownPair(cell, value)) takePair(work, area, cell, value, null)
    // 项目总投资 | 68000 | 项目建设期 | 2021-2024年: a label of the head in a row of funds.
    else if (value && !isBlank(value.text) && work.terms.match('head', cell.text)?.how === 'exact')
      takePair(work, area, cell, value, null)
    else continue
    if ((value && !(pairs.length > 0 && !open)) || (next && isAnswered(work, cell, next, cells[i + 2]))) i++
    else if (value && !isBlank(value.text) && findAmounts(value.text, work.terms).length === 0) {
      attachReason(work, area, value)
      i++
    }
  }
}

/** 资金来源 | 区级财政: words in the place of an amount answer the label; 资金来源 | 财政拨款 | 45 heads a line. */
function isAnswered(work: Work, cell: Cell, next: Cell, after: Cell | undefined): boolean {
  const known = ['fund-corner', 'field'].some((group) => work.terms.match(group, cell.text)?.how === 'exact')
  if (!known || isItem(work, cell.text) || isBlank(next.text) || /\d|[:：]\s*$/.test(next.text)) return false
  return after === undefined || !(isBlank(after.text) || FIGURE.test(normalize(after.text)))
}

const isMoney = (text: string) =>
  /^\s*其中|(?:资金|拨款|补助|贷款|融资|债券|收入)(?:[(（][^()（）]*[)）])?\s*[:：]?\s*$/.test(text)

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
  if (takeAside(work, area, cell, value, state)) return
  const over = state.turned.findLast(({ start }) => start === cell.column)
  if (over?.key === null && isItem(work, cell.text)) {
    takePair(work, area, cell, value, { text: stripLabel(over.label), stored: null, claims: [] })
    return
  }
  const whole = takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, cell)
  const { text, named } = splitAxis(work, whole.text)
  if (named) state.axis = named
  const name = { ...whole, text }
  const match =
    isItem(work, text) && !(state.turns && isBudget(work, text)) ? null : work.terms.match('fund-column', text)
  // 执行总额 and 执行率 are figures of the total in any block.
  const spent = match?.how === 'exact' && (match.code === 'executed' || match.code === 'executionRate')
  const change =
    state.turns &&
    isChange(
      work,
      text,
      filledIn(area, cell.row).map((one) => one.text),
    )
  const heading = change ? 'adjustment' : state.turns || spent ? keyOf(match?.code) : null
  const led = heading === null ? ledBy(work, state, cell, text) : null
  const key = heading ?? led?.key ?? over?.key ?? 'amount'
  const label = heading === null || !match ? name : { ...name, text: turnedLabel(name.text, match.term) }
  if (heading !== null) state.turned.push({ start: cell.column, key: heading, label: text })
  if (heading !== null && state.lead?.row !== cell.row && isFirst(area, cell, state))
    state.lead = { row: cell.row, key: heading, label: text }
  // A row of pairs below another (执行率 | 98% below 预算数 | 80) goes on with its total.
  const before = work.funds.findLastIndex(
    (fund, i) => fund.item === 'total' && (i >= state.first || (!state.banner && fund.figures[key] === undefined)),
  )
  const lineOfTotal = state.total ?? (before < 0 ? null : before)
  const known = heading === null ? (led?.at ?? sameLine(work, state, label.text)) : lineOfTotal
  if (known !== null && work.funds[known]!.figures[key] && !isBlank(value.text)) {
    takePair(work, area, cell, value, null)
    return
  }
  const at = known ?? work.funds.length
  if (heading !== null) state.total = at
  const figures = isBlank(value.text) ? {} : takeFigure(work, area, value, key, `funds[${at}].${key}`)
  // 预算数 | 100 in front of 其中：财政资金 is the total, with or without 执行数 beside it.
  const annual = work.terms.pattern('horizon', normalize(text))?.code === 'annual'
  const budget = (work.funds.length === state.first || annual) && match?.how === 'exact' && BUDGETS.has(match.code)
  const total = heading !== null || budget
  if (known === null)
    pushFund(
      work,
      label,
      figures,
      total ? 'total' : null,
      half?.horizon ?? 'annual',
      total ? 'total' : (half?.axis ?? lineAxis(work, label.text, state.axis)),
    )
  else work.funds[at] = { ...work.funds[at]!, figures: { ...work.funds[at]!.figures, ...figures } }
}

/** True for the first label of a row, a banner in front of it aside. */
function isFirst(area: Area, cell: Cell, { banner }: PairState): boolean {
  return filledIn(area, cell.row).find((one) => one !== banner) === cell
}

/** Figures that no key holds are fields, those of the lines behind them too: 实际到位数 | 200 | 其中：财政资金 | 200. */
function takeAside(work: Work, area: Area, cell: Cell, value: Cell, state: PairState): boolean {
  const plain = work.terms.match('fund-column', cell.text)
  const item = isItem(work, cell.text)
  // 结余资金 behind 实际支出 is what was left; among sources it is a line.
  const aside = plain?.how === 'exact' && ASIDE.has(plain.code) && (state.turned.length > 0 || !item)
  const lead = state.lead?.row === cell.row ? state.lead : null
  const led = item && lead !== null && lead.key === null
  if (!aside && !led) return false
  if (aside && state.turns) state.turned.push({ start: cell.column, key: null, label: cell.text })
  takePair(work, area, cell, value, led ? { text: normalizeLabel(lead.label), stored: null, claims: [] } : null)
  if (aside && lead === null && isFirst(area, cell, state)) state.lead = { row: cell.row, key: null, label: cell.text }
  return true
}

/** 其中：财政拨款 behind 全年执行数: what was spent of the line that has this label already; behind 预算数 a line of its own. */
function ledBy(
  work: Work,
  { lead, first, turns }: PairState,
  cell: Cell,
  label: string,
): { readonly key: FundKey; readonly at: number | null } | null {
  const key = lead?.row === cell.row ? lead.key : null
  if (key === null) return null
  const at = work.funds.findIndex(
    ({ label: { text }, figures }, i) => i >= first && text === stripLabel(label) && figures[key] === undefined,
  )
  if (at < 0) return turns ? { key, at: null } : null
  return { key, at }
}

const columnCode = (work: Work, name: string) => {
  const match = work.terms.match('fund-column', name)
  return match?.how === 'exact' ? match.code : ''
}

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

/** The line below the total that has this label already: the other half of a row. */
function sameLine(work: Work, { total, turned }: PairState, label: string): number | null {
  if (total === null || turned.length < 2) return null
  const at = work.funds.findIndex((fund, i) => i > total && fund.label.text === stripLabel(label))
  return at < 0 ? null : at
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
