/** EXE, second part: what the execution rate demands of the rest of the form. */
import { compare, sum, times } from '../value/index.ts'
import type { Check } from './check.ts'
import { isPositive, isZero, minus, quotient } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { AMOUNT_NAMES, figureOf, itemOf, rateOf, spendingOf } from './money.ts'
import { evaluation } from './sketch.ts'
import { claimsOf, isFiller, ownRows, type View } from './view.ts'

const line = (text: string) => evaluation({ funds: [`年度资金总额 | ${text}`] })

/** Anything on the form that explains: reasons of fund lines and rows, fields about problems and deviations. */
function explains({ filing }: View): boolean {
  const said = (text: string | null) => text !== null && !isFiller(text)
  return (
    filing.funds.some(({ reason }) => said(reason)) ||
    filing.indicators.some(({ deviation }) => said(deviation)) ||
    filing.fields.some(
      ({ label, text }) => /原因|问题|偏差|改进|整改|说明/.test(label) && said(text) && text.length > 4,
    )
  )
}

const lowRate: Check = {
  id: 'EXE-05',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Low execution without a reason', zh: '执行率偏低且未说明原因' },
  why: { en: 'Unspent money needs an explanation and a remedy.', zh: '预算未执行部分应说明原因和改进措施。' },
  reads: ['funds.executed', 'funds.adjustedBudget', 'funds.reason', 'indicators.deviation', 'fields'],
  source: 'S-SC1, S-RULE',
  good: line('100 | 100 | 95 | 10 | 95% | 9.5'),
  bad: line('100 | 100 | 50 | 10 | 50% | 5'),
  run: (view, { profile }) => {
    const { reasonBelow } = profile.execution
    const fund = view.total && rateOf(view.total) !== null ? view.total : view.execution
    const rate = fund && rateOf(fund)
    if (!fund || rate === null || compare(rate, reasonBelow) >= 0 || explains(view)) return []
    return [
      {
        cells: claimsOf(fund, 'executionRate', 'executed', 'adjustedBudget'),
        related: [itemOf(fund)],
        expected: `≥${reasonBelow}%`,
        found: `${rate}%`,
        en: `Only ${rate}% was executed (a reason is due below ${reasonBelow}%), and the form gives none. State it.`,
        zh: `执行率仅${rate}%（低于${reasonBelow}%应说明原因），表中未说明，请补充。`,
      },
    ]
  },
}

const capped: Check = {
  id: 'EXE-06',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The total score passes the cap of its execution rate', zh: '总分超过执行率对应的上限' },
  why: { en: 'Some places cap the total score of what was not executed.', zh: '部分地区按执行率限制自评总分。' },
  reads: ['totalScore', 'funds.executed', 'funds.adjustedBudget'],
  source: 'S-YTH',
  profile: 'capped',
  good: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 75 | 10 | 75% | 7.5'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 90 | 80 | 雨季停工'],
    total: '100 | 87.5',
  }),
  bad: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 75 | 10 | 75% | 7.5'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 90 | 90 | '],
    total: '100 | 97.5',
  }),
  run: ({ filing, total }, { profile }) => {
    const rate = total && rateOf(total)
    const { totalScore } = filing
    if (!total || rate === null || totalScore === null) return []
    const cap = profile.execution.caps.findLast(({ below }) => compare(rate, below) < 0)
    if (!cap || compare(totalScore, cap.total) <= 0) return []
    return [
      {
        cells: [...claimsOf(filing, 'totalScore'), ...claimsOf(total, 'executionRate', 'executed')],
        related: [itemOf(total)],
        expected: `≤${cap.total}`,
        found: totalScore,
        en: `The total score is ${totalScore}, but with ${rate}% executed it may be ${cap.total} at most. Lower the score.`,
        zh: `自评总分${totalScore}，执行率${rate}%时总分不得超过${cap.total}，请调整。`,
      },
    ]
  },
}

const allTheSame: Check = {
  id: 'EXE-07',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Budget, adjusted budget and execution are the same', zh: '年初预算、全年预算与执行数完全相同' },
  why: { en: 'Possible, but often the budget was typed three times.', zh: '可能属实，但也常见照抄预算数。' },
  reads: ['funds.initialBudget', 'funds.adjustedBudget', 'funds.executed'],
  source: 'D',
  good: line('100 | 110 | 105.5 | 10 | 95.91% | 9.59'),
  bad: line('100 | 100 | 100 | 10 | 100% | 10'),
  run: ({ total }) => {
    if (!total) return []
    const [initial, adjusted, executed] = (['initialBudget', 'adjustedBudget', 'executed'] as const).map((key) =>
      figureOf(total, key),
    )
    if (
      !initial ||
      !adjusted ||
      !executed ||
      isZero(initial) ||
      compare(initial, adjusted) !== 0 ||
      compare(adjusted, executed) !== 0
    )
      return []
    return [
      {
        cells: claimsOf(total, 'initialBudget', 'adjustedBudget', 'executed'),
        related: [itemOf(total)],
        found: initial,
        en: `${AMOUNT_NAMES.initialBudget.en}, ${AMOUNT_NAMES.adjustedBudget.en} and ${AMOUNT_NAMES.executed.en} are all ${initial}. Confirm with the accounts.`,
        zh: `年初预算数、全年预算数、全年执行数均为${initial}，请与账目核对。`,
      },
    ]
  },
}

const scoresAboveSpending: Check = {
  id: 'EXE-08',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Indicators score better than the money was spent', zh: '指标得分与预算执行不匹配' },
  why: { en: 'Results without spending ask where they came from.', zh: '资金未执行而产出满分，需要说明。' },
  reads: ['indicators.score', 'indicators.weight', 'funds.score', 'funds.weight'],
  source: 'S-WARN',
  good: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 97 | 10 | 97% | 9.7'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 90 | 90'],
  }),
  bad: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 60 | 10 | 60% | 6'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 90 | 90'],
  }),
  run: ({ units, execution }, { profile }) => {
    const rows = ownRows(units, 'score').filter(({ weight, score }) => weight !== null && score !== null)
    const [weight, score] = execution ? [figureOf(execution, 'weight'), figureOf(execution, 'score')] : [null, null]
    const points = sum(rows.map((row) => row.weight!))
    const reached = sum(rows.map((row) => row.score!))
    if (
      !execution ||
      weight === null ||
      score === null ||
      !isPositive(weight) ||
      !isPositive(points) ||
      !isPositive(reached)
    )
      return []
    const spending = spendingOf(execution)
    // Of a budget of 0 nothing can be executed: the rate is undefined, and FND-05 asks for the total.
    if (spending && isZero(spending.budget)) return []
    const [indicators, spent] = [quotient(reached, points, 6), quotient(score, weight, 6)]
    const gap = minus('1', quotient(times(score, points), times(weight, reached), 6))
    const unspent =
      spending && isPositive(spending.budget)
        ? quotient(minus(spending.budget, spending.executed), spending.budget, 6)
        : '0'
    const red = compare(gap, profile.executionGap.red) > 0
    if (!red && compare(unspent, profile.executionGap.yellow) <= 0) return []
    const percent = (share: string) => quotient(times(share, '100'), '1', 1)
    return [
      {
        cells: claimsOf(execution, 'score', 'weight', 'executed', 'adjustedBudget'),
        related: [itemOf(execution)],
        expected: `${percent(spent)}%`,
        found: `${percent(indicators)}%`,
        en: red
          ? `Red: indicators claim ${percent(indicators)}% of their points, execution ${percent(spent)}%. Explain how the results were reached without the money.`
          : `Yellow: ${percent(unspent)}% of the budget was not spent. Explain why the results were reached all the same.`,
        zh: red
          ? `红灯：指标得分率${percent(indicators)}%，预算执行得分率${percent(spent)}%，请说明未支出而取得成果的原因。`
          : `黄灯：预算有${percent(unspent)}%未支出，请说明。`,
      },
    ]
  },
}

/** What the rate demands: a reason, a cap, scores that fit. */
export const EXECUTION_DEMANDS: readonly Check[] = [lowRate, capped, allTheSame, scoresAboveSpending]
