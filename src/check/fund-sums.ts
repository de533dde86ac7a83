/** FND, first part: the lines of the funds block add up to its total. */
import type { Fund } from '../model.ts'
import { compare, plus, sum } from '../value/index.ts'
import type { Check, Note } from './check.ts'
import { differ, isPositive, isZero } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { AMOUNT_NAMES, AMOUNTS, type AmountKey, figureOf, isUnreadable, itemOf, printAmount } from './money.ts'
import { evaluation, goals } from './sketch.ts'
import { linesAddUp } from './sums.ts'
import { claimsOf, type View } from './view.ts'

/** Component lines of one axis. Transfers have a rule of their own (TRF-02). */
function linesOf(view: View, axes: readonly Fund['axis'][]): readonly Fund[] {
  return view.funds.filter((fund) => fund !== view.total && axes.includes(fund.axis))
}

/** What a column's components may add up to: the total's figure in it, or for single amounts its budgets. */
function totalsFor(total: Fund, key: AmountKey): readonly { readonly key: AmountKey; readonly figure: string }[] {
  const keys: readonly AmountKey[] = key === 'amount' ? ['amount', 'initialBudget', 'adjustedBudget'] : [key]
  return keys.flatMap((one) => {
    const figure = figureOf(total, one)
    return figure === null ? [] : [{ key: one, figure }]
  })
}

/** The column's components against the total: a note for every column that does not add up. */
export function sumNotes(view: View, lines: readonly Fund[], keys: readonly AmountKey[], least: number): Note[] {
  const { total } = view
  if (!total || lines.length < least) return []
  return keys.flatMap((key): Note[] => {
    if (lines.some((line) => isUnreadable(line, key)) || isUnreadable(total, key)) return []
    const figures = lines.map((line) => figureOf(line, key))
    const printed = figures.filter((figure) => figure !== null)
    const totals = totalsFor(total, key)
    if (printed.length === 0 || totals.length === 0 || totals.every(({ figure }) => isZero(figure))) return []
    if (totals.some(({ figure }) => linesAddUp(figures, figure))) return []
    return [
      sumNote(
        view,
        total,
        totals[0]!,
        lines.filter((_, at) => figures[at] !== null),
        key,
      ),
    ]
  })
}

function sumNote(
  view: View,
  total: Fund,
  wanted: { readonly key: AmountKey; readonly figure: string },
  lines: readonly Fund[],
  key: AmountKey,
): Note {
  const reached = sum(lines.map((line) => figureOf(line, key)!))
  const parts = lines.map((line) => `${line.label} ${figureOf(line, key)}`).join(' + ')
  return {
    cells: [...claimsOf(total, wanted.key), ...lines.flatMap((line) => claimsOf(line, key))],
    related: [itemOf(total), ...lines.map(itemOf)],
    expected: wanted.figure,
    found: reached,
    en: `${parts} = ${reached}, but ${total.label} (${AMOUNT_NAMES[wanted.key].en}) is ${printAmount(wanted.figure, view)}. Correct the figure that is wrong.`,
    zh: `${parts} = ${reached}，与${total.label}（${AMOUNT_NAMES[wanted.key].zh}）${printAmount(wanted.figure, view)}不符，请更正有误的数字。`,
  }
}

const byRevenue: Check = {
  id: 'FND-01',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: {
    en: 'Funds by revenue or source do not add up to the total',
    zh: '按收入性质（来源）分项之和与资金总额不符',
  },
  why: {
    en: 'A line is missing or mistyped, and every later sum inherits it.',
    zh: '分项漏填或误填，后续汇总均会受影响。',
  },
  reads: ['funds.axis', 'funds.amount', 'funds.initialBudget', 'funds.adjustedBudget'],
  source: 'D',
  good: goals({ funds: ['年度资金总额 | 100', '其中：财政拨款 | 90', '其他资金 | 10'] }),
  bad: goals({ funds: ['年度资金总额 | 100', '其中：财政拨款 | 80', '其他资金 | 10'] }),
  run: (view) =>
    view.isTransfer
      ? []
      : [
          ...sumNotes(view, linesOf(view, ['by-revenue']), ['amount', 'initialBudget', 'adjustedBudget'], 2),
          ...sumNotes(view, linesOf(view, ['by-source']), ['amount', 'initialBudget', 'adjustedBudget'], 2),
        ],
}

const HALVES = (project: string) => `部门整体支出绩效目标表
（2022年度）
| 部门名称 | 濉溪县民政局 | < |
| 年度预算申请（万元） | 资金总额：100 | < |
| ^ | 按收入性质分： | 按支出性质分： |
| ^ | 其中：一般公共预算：100 | 其中：基本支出：40 |
| ^ | 政府性基金拨款： | 项目支出：${project} |`

const byExpenditure: Check = {
  id: 'FND-02',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Basic and project expenditure do not add up to the total', zh: '基本支出与项目支出之和与资金总额不符' },
  why: {
    en: 'One of the figures is mistyped; budgets are later compared with it.',
    zh: '其中有数字误填，影响预算与执行的比较。',
  },
  reads: ['funds.axis', 'funds.amount'],
  source: 'D',
  good: HALVES('60'),
  bad: HALVES('50'),
  run: (view) => sumNotes(view, linesOf(view, ['by-expenditure']), ['amount', 'initialBudget', 'adjustedBudget'], 2),
}

const noTotal: Check = {
  id: 'FND-03',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Without a total, revenue and expenditure differ', zh: '未填资金总额，且收入合计与支出合计不一致' },
  why: { en: 'Both halves describe the same money.', zh: '两种分类口径应为同一笔资金。' },
  reads: ['funds.axis', 'funds.amount'],
  source: 'D',
  good: HALVES('60').replace('资金总额：100', '资金总额：'),
  bad: HALVES('50').replace('资金总额：100', '资金总额：'),
  run: (view) => {
    if (view.total && AMOUNTS.some((key) => view.total![key] !== null)) return []
    const [revenue, expenditure] = [linesOf(view, ['by-revenue']), linesOf(view, ['by-expenditure'])]
    if ([...revenue, ...expenditure].some((line) => isUnreadable(line, 'amount'))) return []
    const figures = (lines: readonly Fund[]) => lines.map((line) => figureOf(line, 'amount')).filter((x) => x !== null)
    const [a, b] = [figures(revenue), figures(expenditure)]
    if (a.length === 0 || b.length === 0 || !differ(sum(a), sum(b), [...a, ...b])) return []
    return [
      {
        cells: [...revenue, ...expenditure].flatMap((line) => claimsOf(line, 'amount')),
        related: [...revenue, ...expenditure].map(itemOf),
        expected: sum(a),
        found: sum(b),
        en: `Revenue adds up to ${sum(a)}, expenditure to ${sum(b)}, and the form states no total. State the total and correct the lines.`,
        zh: `收入合计${sum(a)}，支出合计${sum(b)}，且未填资金总额。请填写总额并更正分项。`,
      },
    ]
  },
}

const negative: Check = {
  id: 'FND-04',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Negative amount', zh: '金额为负数' },
  why: {
    en: 'A budget or an execution below zero is a slip of the pen or a wrong sign.',
    zh: '预算数、执行数不应为负。',
  },
  reads: ['funds.amount', 'funds.initialBudget', 'funds.adjustedBudget', 'funds.executed'],
  source: 'D',
  good: goals({ funds: ['年度资金总额 | 10'] }),
  bad: goals({ funds: ['年度资金总额 | -10'] }),
  run: ({ filing }) =>
    filing.funds.flatMap((fund) =>
      AMOUNTS.filter((key) => figureOf(fund, key) !== null && compare(fund[key]!, '0') < 0).map((key) => ({
        cells: claimsOf(fund, key),
        related: [itemOf(fund)],
        expected: '≥0',
        found: fund[key],
        en: `${fund.label} (${AMOUNT_NAMES[key].en}) is ${fund[key]}, below zero. Correct the sign or the figure.`,
        zh: `${fund.label}（${AMOUNT_NAMES[key].zh}）为${fund[key]}，小于零，请更正。`,
      })),
    ),
}

const emptyTotal: Check = {
  id: 'FND-05',
  severity: 'error',
  scope: 'filing',
  forms: 'all',
  title: { en: 'The total is 0 or blank while its components are not', zh: '资金总额为0或空白，而分项大于0' },
  why: {
    en: 'Rates and scores of execution are computed from the total.',
    zh: '执行率和得分按总额计算，总额不能为0。',
  },
  reads: ['funds.axis', 'funds.amount', 'funds.adjustedBudget', 'funds.executed'],
  source: 'S-AH',
  good: evaluation({ funds: ['年度资金总额 | 90 | 90 | 90 | 10 | 100% | 10', '其中：财政拨款 | 90 | 90 | 90'] }),
  bad: evaluation({ funds: ['年度资金总额 | 0 | 0 | 0 | 10 | 0 | 0', '其中：财政拨款 | 90 | 90 | 90'] }),
  run: ({ total, funds }) => {
    if (!total) return []
    const columns = AMOUNTS.filter((key) => {
      const blank = totalsFor(total, key).every(({ figure }) => isZero(figure)) && !isUnreadable(total, key)
      const filled = funds.some(
        (fund) => fund !== total && fund.axis !== 'total' && isPositive(figureOf(fund, key) ?? '0'),
      )
      return blank && filled
    })
    if (columns.length === 0) return []
    const lines = funds.filter(
      (fund) => fund !== total && columns.some((key) => isPositive(figureOf(fund, key) ?? '0')),
    )
    const parts = (lang: 'en' | 'zh') =>
      columns
        .map(
          (key) =>
            `${AMOUNT_NAMES[key][lang]} ${lines.map((line) => `${line.label} ${figureOf(line, key) ?? '—'}`).join(', ')}`,
        )
        .join('; ')
    return [
      {
        cells: [...claimsOf(total, ...columns), ...lines.flatMap((line) => claimsOf(line, ...columns))],
        related: [itemOf(total), ...lines.map(itemOf)],
        expected: sum(lines.map((line) => figureOf(line, columns[0]!) ?? '0')),
        found: figureOf(total, columns[0]!),
        en: `${total.label} is 0 or blank, but its components are not: ${parts('en')}. State the total.`,
        zh: `${total.label}为0或空白，但分项大于0：${parts('zh')}。请填写总额。`,
      },
    ]
  },
}

const adjustment: Check = {
  id: 'FND-07',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Initial budget + adjustment is not the adjusted budget', zh: '年初预算数+调整数≠调整后预算数' },
  why: { en: 'Three figures of one line contradict each other.', zh: '同一行三个数字相互矛盾。' },
  reads: ['funds.initialBudget', 'funds.adjustment', 'funds.adjustedBudget'],
  source: 'S-STD',
  good: adjusted('-10', '90'),
  bad: adjusted('-10', '95'),
  run: ({ filing }) =>
    filing.funds.flatMap((fund) => {
      const [initial, change, budget] = (['initialBudget', 'adjustment', 'adjustedBudget'] as const).map((key) =>
        figureOf(fund, key),
      )
      if (!initial || !change || !budget || !differ(plus(initial, change), budget, [initial, change, budget])) return []
      return [
        {
          cells: claimsOf(fund, 'adjustedBudget', 'initialBudget', 'adjustment'),
          related: [itemOf(fund)],
          expected: plus(initial, change),
          found: budget,
          en: `${fund.label}: ${initial} + ${change} = ${plus(initial, change)}, but the adjusted budget is ${budget}. Correct one of them.`,
          zh: `${fund.label}：${initial} + ${change} = ${plus(initial, change)}，与调整后预算数${budget}不符，请更正。`,
        },
      ]
    }),
}

function adjusted(change: string, budget: string): string {
  return `项目支出绩效自评表
（2022年度）
| 项目名称 | 乡道养护 | < | < | < |
| 主管部门 | 濉溪县交通运输局 | < | < | < |
| 项目资金（万元） |  | 年初预算数 | 预算调整数 | 全年预算数 |
| ^ | 年度资金总额 | 100 | ${change} | ${budget} |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
| 产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 |`
}

/** The rules that compare the lines of the funds block with its total. */
export const FUND_SUMS: readonly Check[] = [byRevenue, byExpenditure, noTotal, negative, emptyTotal, adjustment]
