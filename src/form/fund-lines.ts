/** Fund lines as records: what item a label names, on which axis and horizon it stands. */
import type { Fund } from '../model.ts'
import { normalizeLabel, stripLabel } from '../text.ts'
import type { Span } from './claims.ts'
import type { DraftFund } from './draft.ts'
import type { Horizon, Work } from './work.ts'

/** A half of the block: 按收入性质分 | 按支出性质分, 实施期金额 | 年度金额. */
export interface Half extends Horizon {
  readonly axis: Fund['axis']
}

/** A label of a fund line, with an item or without one (人员经费, 省级资金), and no heading in its place (转移支付预算数(A)). */
export function isItem(work: Work, text: string): boolean {
  const points = (group: string) => work.terms.match(group, text)?.points ?? 0
  const label = work.terms.match('fund-label', text)
  const item = Math.max(points('fund-item'), label && label.how !== 'contains' ? label.points : 0)
  return item > 0 && item >= points('fund-column')
}

/** The unit in a label is the form's, no part of the name. */
export const UNIT = /[（(]\s*(?:单位[:：]\s*)?(?:人民币)?(?:亿|百万|万|千)?元\s*[)）]/

/** Adds a fund line; a label of nothing but 其中 adds none. */
export function pushFund(
  work: Work,
  label: Span,
  figures: DraftFund['figures'],
  item: string | null,
  horizon: Fund['horizon'],
  axis: Fund['axis'] = null,
): void {
  const text = stripLabel(label.text.replace(UNIT, ''))
  if (text === '') return
  const code = item ?? itemOf(work, text)
  const byItem = code === 'basic-expenditure' || code === 'project-expenditure' ? 'by-expenditure' : null
  const known = axis ?? (code === 'total' ? 'total' : (byItem ?? 'by-source'))
  const multi = work.terms.pattern('horizon', text)?.code === 'multi-year'
  work.funds.push({
    axis: known,
    horizon: multi ? 'multi-year' : horizon,
    item: code,
    label: { ...label, text },
    figures,
  })
}

/** The item of a label. 自治区财政资金 ends like 财政资金, but says more: only time words may stand before a term. */
function itemOf(work: Work, text: string): string | null {
  const match = work.terms.match('fund-item', text)
  if (!match || match.how === 'exact' || match.code === 'total')
    return match && match.how !== 'contains' ? match.code : null
  const plain = normalizeLabel(text)
  const before = match.how === 'suffix' ? plain.slice(0, -match.term.length) : null
  return before !== null && work.terms.pattern('fund-prefix', before) ? match.code : null
}

/** 资金总额 | 10000 | 当年资金总额 | 10000: where two labels differ by 当年 only, the other one is the multi-year figure. */
export function markHorizons(work: Work, first: number): void {
  const time = /^(?:其中)?(?:当年|年度|本年度?|中期|长期|实施期|规划期|总体|三年)/
  for (let i = first; i + 1 < work.funds.length; i++) {
    const [a, b] = [work.funds[i]!, work.funds[i + 1]!]
    const totals = a.item === 'total' && b.item === 'total' && a.axis === b.axis
    const same = totals || a.label.text.replace(time, '') === b.label.text.replace(time, '')
    const annual = work.terms.pattern('horizon', b.label.text)?.code === 'annual'
    if (same && annual && !work.terms.pattern('horizon', a.label.text)) work.funds[i] = { ...a, horizon: 'multi-year' }
  }
}

/** 2、资金结构：（1）基本支出, 1、财政拨款：（1）中央资金: what the lines are counted by, or their sum, stands in front of the first of them. */
const FIRST_OF = /^([^:：]{2,12})[:：]\s*[(（]\s*[1一]\s*[)）]\s*(?=\S)/

/** The label of such a line without what stands in front of it, and the axis that this names; null for any other label. */
export function splitFirst(
  work: Work,
  label: Span,
): { readonly label: Span; readonly axis: Fund['axis'] | null } | null {
  const m = FIRST_OF.exec(stripLabel(label.text))
  const match = m ? work.terms.match('fund-axis', m[1]!) : null
  const axis = match?.how === 'exact' ? (match.code as Fund['axis']) : null
  if (!m || (axis === null && !isItem(work, m[1]!))) return null
  return { label: { ...label, text: stripLabel(label.text).slice(m[0].length) }, axis }
}

/** 人员经费 | 公用经费 | 项目经费: what stands for 基本支出 beside project expenditure is counted by expenditure, too. */
export function markParts(work: Work, first: number): void {
  const items = new Set(work.funds.slice(first).map(({ item }) => item))
  if (items.has('basic-expenditure') || !items.has('project-expenditure')) return
  for (let i = first; i < work.funds.length; i++) {
    const fund = work.funds[i]!
    const part = work.terms.pattern('fund-part', normalizeLabel(fund.label.text))
    if (part && fund.axis === 'by-source') work.funds[i] = { ...fund, axis: 'by-expenditure' }
  }
}

/** What a block is counted by holds for its lines, not for its total; a kind of spending is no revenue. */
export function lineAxis(work: Work, label: string, axis: Fund['axis'] | null): Fund['axis'] | null {
  const item = work.terms.match('fund-item', label)?.code
  if (item === 'total') return null
  return axis === 'by-revenue' && (item === 'basic-expenditure' || item === 'project-expenditure') ? null : axis
}

/** 项目总投资 is of the whole project, and so are the lines that it is split into; where it was spent in a year it is of that year. */
export function markWhole(work: Work): void {
  const annual = ({ text }: Span) => work.terms.pattern('horizon', text)?.code === 'annual'
  let inside = false
  for (const [i, fund] of work.funds.entries()) {
    const whole = work.terms.pattern('fund-horizon', fund.label.text) !== null && fund.figures.executed === undefined
    inside = whole || (inside && fund.item !== 'total' && !annual(fund.label))
    if (inside) work.funds[i] = { ...fund, horizon: 'multi-year' }
  }
}
