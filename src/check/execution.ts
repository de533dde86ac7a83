/** EXE: execution of the budget: amounts, rate and score; what they demand is in `execution-demands.ts`. */
import { compare, plus, times } from '../value/index.ts'
import type { Check, Family } from './check.ts'
import { decimalsOf, differ, halfUnit, isPositive, isZero, larger, minus, quotient, smaller } from './decimal.ts'
import { EXECUTION_DEMANDS } from './execution-demands.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { budgetOf, figureOf, itemOf, spendingOf } from './money.ts'
import { MONITORING_EXECUTION } from './monitoring.ts'
import { executionRate, executionScore } from './scoring.ts'
import { evaluation } from './sketch.ts'
import { claimsOf, headingOf } from './view.ts'

/** The least and the greatest executed ÷ budget that the rounding of the printed figures allows; the budget is not 0. */
function rangeOf({
  budget,
  executed,
}: {
  readonly budget: string
  readonly executed: string
}): readonly [string, string] {
  const top = [larger('0', minus(executed, halfUnit(executed))), plus(executed, halfUnit(executed))] as const
  const bottom = [minus(budget, halfUnit(budget)), plus(budget, halfUnit(budget))] as const
  const most = isPositive(bottom[0]) ? bottom[0] : budget
  return [quotient(top[0], bottom[1], 8), quotient(top[1], most, 8)]
}

/** True when the printed figure can be a rounding of something between two bounds. */
function canBe(printed: string, low: string, high: string): boolean {
  const half = halfUnit(printed)
  return compare(plus(printed, half), low) >= 0 && compare(minus(printed, half), high) <= 0
}

const line = (text: string) => evaluation({ funds: [`年度资金总额 | ${text}`] })

const overspent: Check = {
  id: 'EXE-01',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'More executed than budgeted', zh: '执行数大于预算数' },
  why: { en: 'Nothing may be spent beyond the adjusted budget.', zh: '支出不得超过调整后预算。' },
  reads: ['funds.adjustedBudget', 'funds.executed'],
  source: 'S-RULE, S-RULE2',
  good: line('100 | 120 | 120 | 10 | 100% | 10'),
  bad: line('100 | 100 | 120 | 10 | 100% | 10'),
  run: ({ funds }) =>
    funds.flatMap((fund) => {
      const spending = spendingOf(fund)
      if (
        !spending ||
        compare(spending.executed, spending.budget) <= 0 ||
        !differ(spending.executed, spending.budget, [spending.executed, spending.budget])
      )
        return []
      const { key } = budgetOf(fund)!
      // Beyond an initial budget there may have been an addition that the form does not print.
      if (key !== 'adjustedBudget' || isZero(spending.budget)) return []
      return [
        {
          cells: claimsOf(fund, 'executed', key),
          related: [itemOf(fund)],
          expected: `≤${spending.budget}`,
          found: spending.executed,
          en: `${fund.label}: ${spending.executed} was executed of a budget of ${spending.budget}. Correct the figures, or show the addition in the budget.`,
          zh: `${fund.label}：执行数${spending.executed}大于全年预算数${spending.budget}，请更正，或在预算数中体现追加。`,
        },
      ]
    }),
}

const wrongRate: Check = {
  id: 'EXE-02',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The execution rate is not executed ÷ budget', zh: '执行率与执行数÷预算数不符' },
  why: {
    en: 'Score and caps follow from the rate. Without a budget there is none.',
    zh: '得分由执行率决定；预算为0时无执行率。',
  },
  reads: ['funds.adjustedBudget', 'funds.executed', 'funds.executionRate'],
  source: 'S-SC1, S-TP, S-BJ',
  good: line('310.2 | 310.2 | 154.74 | 10 | 50% | 5'),
  bad: line('310.2 | 310.2 | 154.74 | 10 | 60% | 6'),
  run: ({ funds }) =>
    funds.flatMap((fund) => {
      const spending = spendingOf(fund)
      const printed = figureOf(fund, 'executionRate')
      if (!spending || printed === null || (isZero(printed) && isZero(spending.budget))) return []
      if (printed === '100' && spending.executed === spending.budget && !isZero(spending.budget)) return []
      const [low, high] = isZero(spending.budget) ? ['', ''] : rangeOf(spending).map((bound) => times(bound, '100'))
      if (low !== '' && canBe(printed, low!, high!)) return []
      // 1 without a % sign may be the share 1 = 100%: EXE-04 asks.
      if (low !== '' && compare(printed, '1') <= 0 && canBe(times(printed, '100'), low!, high!)) return []
      const expected = executionRate(spending.budget, spending.executed, Math.min(decimalsOf(printed), 4))
      return [
        {
          cells: claimsOf(fund, 'executionRate', 'executed', 'adjustedBudget'),
          related: [itemOf(fund)],
          expected: expected === null ? null : `${expected}%`,
          found: `${printed}%`,
          suggestion: expected === null ? null : `${expected}%`,
          en: `${fund.label}: the rate is ${printed}%, but ${spending.executed} ÷ ${spending.budget} ${expected === null ? 'has no result: leave the rate blank' : `= ${expected}%. Correct it`}.`,
          zh: `${fund.label}：执行率为${printed}%，但${spending.executed}÷${spending.budget}${expected === null ? '无意义，预算为0时应留空' : `=${expected}%，请更正`}。`,
        },
      ]
    }),
}

const wrongScore: Check = {
  id: 'EXE-03',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The execution score does not follow from the rate', zh: '预算执行得分与执行率不符' },
  why: { en: 'The score is weight × rate, at most the weight.', zh: '得分=分值×执行率，最高不超过分值。' },
  reads: ['funds.weight', 'funds.score', 'funds.executed', 'funds.adjustedBudget', 'funds.executionRate'],
  source: 'S-BJ, S-WARN, S-HB',
  good: line('43.2 | 43.2 | 37.24 | 10 | 86% | 9'),
  bad: line('43.2 | 43.2 | 37.24 | 10 | 86% | 10'),
  run: ({ execution }) => {
    const [weight, score] = execution ? [figureOf(execution, 'weight'), figureOf(execution, 'score')] : [null, null]
    if (!execution || weight === null || score === null || !isPositive(weight)) return []
    const spending = spendingOf(execution)
    const printed = figureOf(execution, 'executionRate')
    if (spending && isZero(spending.budget)) return []
    const cap = (share: string) => smaller(weight, times(weight, share))
    const shares = spending ? rangeOf(spending) : null
    if (shares && canBe(score, cap(shares[0]), cap(shares[1]))) return []
    if (printed !== null) {
      const half = halfUnit(printed)
      const bounds = [minus(printed, half), plus(printed, half)].map((rate) => times(rate, '0.01'))
      if (canBe(score, cap(larger('0', bounds[0]!)), cap(bounds[1]!))) return []
    } else if (!shares) return []
    const expected = spending
      ? executionScore(spending.budget, spending.executed, weight)!
      : quotient(cap(times(printed!, '0.01')), '1', 2)
    return [
      {
        cells: claimsOf(execution, 'score', 'weight', 'executionRate', 'executed', 'adjustedBudget'),
        related: [itemOf(execution)],
        expected,
        found: score,
        suggestion: expected,
        en: `${score} of ${weight} points are claimed for execution; the figures give ${expected}. Correct the score.`,
        zh: `预算执行得${score}分（分值${weight}），按数字计算应为${expected}分，请更正。`,
      },
    ]
  },
}

const bareRate: Check = {
  id: 'EXE-04',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The rate is written without %', zh: '执行率未写百分号' },
  why: { en: '100 can be read as 100%; 1 may be 1% or 100%.', zh: '100可理解为100%；1可能是1%或100%。' },
  reads: ['funds.executionRate'],
  source: 'D',
  good: line('100 | 100 | 100 | 10 | 100% | 10'),
  bad: line('100 | 100 | 100 | 10 | 100 | 10'),
  run: (view) => {
    if (/[%％]/.test(headingOf(view, 'funds/executionRate'))) return []
    const bare = view.funds.filter((fund) => {
      const raw = fund.cells.executionRate?.[0]?.raw ?? ''
      return fund.executionRate !== null && !isZero(fund.executionRate) && !/[%％‰]/.test(raw)
    })
    const [first] = bare
    if (!first) return []
    const raw = first.cells.executionRate?.[0]?.raw ?? first.executionRate!
    const unsure = compare(first.executionRate!, '1') <= 0
    return [
      {
        cells: bare.flatMap((fund) => claimsOf(fund, 'executionRate')),
        related: bare.map(itemOf),
        expected: unsure ? null : `${first.executionRate}%`,
        found: raw,
        suggestion: unsure ? null : `${first.executionRate}%`,
        en: unsure
          ? `The rate "${raw}" has no %: is it ${raw}% or a share of 1? Write the % sign.`
          : `The rate "${raw}" has no %; it is read as ${first.executionRate}%. Write the % sign.`,
        zh: unsure
          ? `执行率“${raw}”没有百分号，无法确定是${raw}%还是比例，请补写。`
          : `执行率“${raw}”没有百分号，按${first.executionRate}%处理，请补写。`,
      },
    ]
  },
}

/** Execution of the budget (预算执行). */
export const EXECUTION: Family = {
  id: 'EXE',
  title: { en: 'Execution of the budget', zh: '预算执行' },
  checks: [overspent, wrongRate, wrongScore, bareRate, ...EXECUTION_DEMANDS, MONITORING_EXECUTION],
}
