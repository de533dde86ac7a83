/** Figures of the funds block: what is one, whose key a heading names, and the unit that stands in a label. */
import type { Cell } from '../model.ts'
import { normalize, normalizeLabel } from '../text.ts'
import { type Area, takeCell, takePart } from './area.ts'
import type { Span } from './claims.ts'
import { FUND_KEYS, type FundKey } from './draft.ts'
import { ruleName, type Work } from './work.ts'

/** A figure, or the sign that there is none. */
export const FIGURE = /^[-—–/\\]{1,3}$|^-?[.,]?\d[\d.,]*(?:亿元|万元|元|亿|万|分|%)?$/

/** Figures of the budget and of what was spent. */
const BUDGETS = new Set(['amount', 'initialBudget', 'adjustment', 'adjustedBudget', 'executed'])

/** Figures that no key of a line holds: what arrived, what was left, what is still expected. */
export const ASIDE = new Set(['planned', 'arrived', 'arrivalRate', 'balance', 'expectedExecution', 'expectedRate'])

/** `（万元）` in a banner or heading states the unit of the block. */
export function takeUnit(work: Work, area: Area, cell: Cell): void {
  const m = /(?<=[(（:：]\s*)(?:人民币)?((?:亿|百万|万|千)?元)(?=\s*[)）]|$)/.exec(cell.text)
  if (!m || work.head.get('amountUnit')?.text) return
  const start = m.index + m[0].length - m[1]!.length
  work.head.set(
    'amountUnit',
    takePart(work.book, area, cell, start, start + m[1]!.length, 'value', ruleName(work, 'funds/unit'), 'amountUnit'),
  )
}

/** 上年预算数, 同名项目上年执行数: figures of another year, never current ones; what is carried over is current. */
export function isEarlier(work: Work, text: string): boolean {
  const year = yearOf(text)
  const other = work.year !== null && year !== null && year !== work.year
  if (other && BUDGETS.has(work.terms.match('fund-column', text)?.code ?? '')) return true
  return work.terms.pattern('fund-earlier', normalizeLabel(text)) !== null
}

/** The year that a label or heading speaks of: 2022年预算数, 2020年完成值. */
export const yearOf = (text: string): string | null =>
  /^(?:其中)?((?:19|20)\d\d)年/.exec(normalizeLabel(text))?.[1] ?? null

/**
 * Which headings of a row speak of another year: 2021年决算数 beside 2022年预算数. The year of the form is the current
 * one, else the latest of the row; where all speak of one year there is no choice.
 */
export function otherYears(work: Work, headings: readonly string[]): ReadonlySet<string> {
  const figures = headings.filter((text) => BUDGETS.has(work.terms.match('fund-column', text)?.code ?? ''))
  const years = new Set(figures.map(yearOf))
  const printed = [...years].filter((year) => year !== null).sort()
  const inTable = /(?:19|20)\d\d/.exec(normalize(work.head.get('fiscalYear')?.text ?? ''))?.[0]
  const own = inTable ?? work.year ?? printed.at(-1)
  if (years.size < 2 || printed.length === 0) return new Set()
  return new Set(figures.filter((text) => ![null, own].includes(yearOf(text))))
}

/** A heading that is known, but no key of the record (到位数, 结余) keeps its figures as fields. */
export function keyOf(code: string | undefined): FundKey | null {
  return (FUND_KEYS as readonly string[]).includes(code ?? '') ? (code as FundKey) : null
}

/** A figure cell; where words stand before one single figure (中央衔接资金50), they say where it comes from. */
export function takeFigure(
  work: Work,
  area: Area,
  cell: Cell,
  key: FundKey,
  into: string,
): Partial<Record<FundKey, Span>> {
  const words = /^(\D*[\p{Script=Han})）])\s*(-?\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元|亿|万)?)\s*$/u.exec(cell.text)
  const rule = ruleName(work, `funds/${key}`)
  if (!words) return { [key]: takeCell(work.book, area, cell, 'value', rule, into) }
  const at = cell.text.lastIndexOf(words[2]!)
  const reason = takePart(
    work.book,
    area,
    cell,
    0,
    at,
    'value',
    ruleName(work, 'funds/reason'),
    into.replace(/\w+$/, 'reason'),
  )
  return { [key]: takePart(work.book, area, cell, at, cell.text.length, 'value', rule, into), reason }
}

/** 转移支付预算数(A) without the words of its heading: 转移支付. */
export function turnedLabel(text: string, term: string): string {
  const plain = normalizeLabel(text)
  const rest = plain.includes(term) ? plain.slice(0, plain.indexOf(term)) : ''
  return rest === '' ? plain : rest
}

/** 调整预算数 beside 全年预算数 is the change, not the changed budget. `labels`: the headings or labels around it. */
export function isChange(work: Work, label: string, labels: readonly string[]): boolean {
  const adjusted = (text: string) => {
    const match = work.terms.match('fund-column', text)
    return match !== null && match.how !== 'contains' && match.code === 'adjustedBudget'
  }
  const change = (text: string) => work.terms.pattern('fund-change', normalizeLabel(text)) !== null
  return adjusted(label) && change(label) && labels.some((text) => text !== label && adjusted(text) && !change(text))
}

/** 年度预算数 names a total as well as the figure of it that stands beside 年度执行数. */
export function isBudget(work: Work, text: string): boolean {
  const match = work.terms.match('fund-column', text)
  return match?.how === 'exact' && (match.code === 'initialBudget' || match.code === 'adjustedBudget')
}
