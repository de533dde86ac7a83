/** The figures of a funds block: readable ones only, in the form's unit or in 元. */
import type { Fund } from '../model.ts'
import { shift } from '../value/index.ts'
import { halfUnit } from './decimal.ts'
import { executionRate } from './scoring.ts'
import type { View } from './view.ts'

/** The columns of the funds block that hold amounts. */
export const AMOUNTS = ['amount', 'initialBudget', 'adjustedBudget', 'executed'] as const
export type AmountKey = (typeof AMOUNTS)[number]

/** The name of a column for people. */
export const AMOUNT_NAMES: Readonly<Record<AmountKey, { readonly en: string; readonly zh: string }>> = {
  amount: { en: 'amount', zh: '金额' },
  initialBudget: { en: 'initial budget', zh: '年初预算数' },
  adjustedBudget: { en: 'full-year budget', zh: '全年预算数' },
  executed: { en: 'executed', zh: '全年执行数' },
}

/**
 * The figure of a line as printed; null when blank, unreadable, or damaged: `.32` has lost what stood before the point.
 */
export function figureOf(
  fund: Fund,
  key: AmountKey | 'adjustment' | 'executionRate' | 'weight' | 'score',
): string | null {
  const figure = fund[key]
  if (figure === null) return null
  return /^-?[.．]/.test(fund.cells[key]?.[0]?.raw.trim() ?? '') ? null : figure
}

/** True when a figure is printed that could not be read: sums over its column prove nothing. */
export function isUnreadable(fund: Fund, key: AmountKey): boolean {
  return fund.flags.includes(`unread-${key}`) || (fund[key] !== null && figureOf(fund, key) === null)
}

/** The budget that execution is measured by: the full-year one, else the first budget that the line prints. */
export function budgetOf(fund: Fund): { readonly key: AmountKey; readonly figure: string } | null {
  for (const key of ['adjustedBudget', 'initialBudget', 'amount'] as const) {
    if (isUnreadable(fund, key)) return null
    const figure = figureOf(fund, key)
    if (figure !== null) return { key, figure }
  }
  return null
}

const PLACES: ReadonlyMap<string, number> = new Map(Object.entries({ 元: 0, 千元: 3, 万元: 4, 百万元: 6, 亿元: 8 }))

/** An amount of the form in 元; null when the form's unit is not known. */
export function inYuan(figure: string, unit: string | null): string | null {
  const places = PLACES.get(unit ?? '')
  return places === undefined ? null : shift(figure, places)
}

/** By how much the printed figure may be off, in 元. */
export function slackInYuan(figure: string, unit: string | null): string {
  return shift(halfUnit(figure), PLACES.get(unit ?? '') ?? 0)
}

/** Budget and executed amount of a line, both readable. */
export function spendingOf(fund: Fund): { readonly budget: string; readonly executed: string } | null {
  const budget = budgetOf(fund)?.figure ?? null
  const executed = figureOf(fund, 'executed')
  return budget === null || executed === null || isUnreadable(fund, 'executed') ? null : { budget, executed }
}

/** The rate of a line in percent: computed, else as printed; null when the budget is 0: then there is none. */
export function rateOf(fund: Fund): string | null {
  const spending = spendingOf(fund)
  if (spending) return executionRate(spending.budget, spending.executed)
  return figureOf(fund, 'executionRate')
}

/** The code by which a finding names a line. */
export function itemOf(fund: Fund): string {
  return fund.item ?? fund.label
}

/** `18926万元`, as messages print amounts. */
export function printAmount(figure: string, { filing }: View): string {
  return `${figure}${filing.amountUnit ?? ''}`
}
