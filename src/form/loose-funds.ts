/** Figures of funds outside of a block: beside a label in a row of the head (预算金额 | 300), under a heading in a list. */
import type { Cell } from '../model.ts'
import { normalize } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import type { FundKey } from './draft.ts'
import { ASIDE, FIGURE, isChange, isEarlier, keyOf } from './fund-figures.ts'
import { isItem, pushFund } from './fund-lines.ts'
import { ruleName, type Work } from './work.ts'

const POINTS = new Set<FundKey>(['weight', 'score', 'reason'])

/** The key of the figure that a label of funds names, and whether it names a line of its own; null for any other label. */
export function findLooseFund(
  work: Work,
  label: string,
  cell: Cell,
  around: readonly string[] = [],
): { key: FundKey; item: boolean } | null {
  if (!/\d/.test(cell.text) || !FIGURE.test(normalize(cell.text)) || isEarlier(work, label)) return null
  const match = work.terms.match('fund-column', label)
  // 结余资金 beside 实际支出 is what was left, no source.
  if (match?.how === 'exact' && ASIDE.has(match.code)) return null
  const item = isItem(work, label)
  const change = isChange(work, label, around)
  const key = change ? 'adjustment' : item ? 'amount' : match?.how === 'exact' ? keyOf(match.code) : null
  return key === null || POINTS.has(key) ? null : { key, item }
}

/** Adds a figure: items are lines, figures of the budget (预算数, 执行数) go with the total. */
export function takeLooseFund(
  work: Work,
  area: Area,
  cell: Cell,
  { key, item }: { readonly key: FundKey; readonly item: boolean },
  label: Span,
): void {
  const total = work.funds.findIndex((fund) => fund.item === 'total' && fund.figures[key] === undefined)
  const at = item || total < 0 ? work.funds.length : total
  const rule = ruleName(work, `funds/loose/${key}`)
  const figure = takeCell(work.book, area, cell, 'value', rule, `funds[${at}].${key}`)
  if (at === work.funds.length) pushFund(work, label, { [key]: figure }, item ? null : 'total', 'annual')
  else work.funds[at] = { ...work.funds[at]!, figures: { ...work.funds[at]!.figures, [key]: figure } }
}
