/** FND: the funds block. What its lines say one by one; the sums are in `fund-sums.ts`. */
import type { Fund, Indicator } from '../model.ts'
import { compare, sum } from '../value/index.ts'
import type { Check, Family } from './check.ts'
import { differ } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { FUND_SUMS, sumNotes } from './fund-sums.ts'
import { figureOf, inYuan, itemOf } from './money.ts'
import { sameLines } from './same-lines.ts'
import { evaluation, goals, packet } from './sketch.ts'
import { claimsOf, isFiller, type View } from './view.ts'

/** The component lines of the annual block: by source, revenue or expenditure. */
function componentsOf({ funds, total }: View): readonly Fund[] {
  return funds.filter((fund) => fund !== total && fund.axis !== 'total')
}

const SAME_MONEY = ['年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10']

const unitsMixed: Check = {
  id: 'FND-06',
  severity: 'warning',
  scope: 'pair',
  forms: 'all',
  title: { en: 'The two forms differ ten-thousandfold', zh: '目标表与自评表同一资金相差约一万倍' },
  why: { en: '元 was taken for 万元 on one of the forms.', zh: '其中一张表误将元与万元混用。' },
  reads: ['funds.item', 'funds.amount', 'funds.initialBudget', 'amountUnit'],
  source: 'S-SHPT',
  good: packet(goals({ funds: ['年度资金总额 | 100'] }), evaluation({ funds: SAME_MONEY })),
  bad: packet(goals({ funds: ['年度资金总额 | 1000000'] }), evaluation({ funds: SAME_MONEY })),
  run: (pair) =>
    sameLines(pair.goals, pair.evaluation)
      .filter(({ tenThousandfold }) => tenThousandfold)
      .map(({ planned, done, before, after }) => ({
        cells: claimsOf(done, 'initialBudget', 'amount'),
        related: [itemOf(done)],
        also: [{ filing: pair.goals.filing, cells: claimsOf(planned, 'amount') }],
        expected: before,
        found: after,
        en: `${done.label} is ${after} (${pair.evaluation.filing.amountUnit ?? 'no unit'}) here and ${before} (${pair.goals.filing.amountUnit ?? 'no unit'}) on the goal form, about ten thousand times apart. Check 元 and 万元.`,
        zh: `${done.label}此处为${after}（${pair.evaluation.filing.amountUnit ?? '无单位'}），目标表为${before}（${pair.goals.filing.amountUnit ?? '无单位'}），相差约一万倍，请核对元与万元。`,
      })),
}

const unexplainedChange: Check = {
  id: 'FND-08',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Budget changed without a reason', zh: '预算调整未说明原因' },
  why: { en: 'The form asks why the budget changed during the year.', zh: '表中要求说明预算调整原因。' },
  reads: ['funds.initialBudget', 'funds.adjustedBudget', 'funds.reason'],
  source: 'S-SC1',
  good: withReason('追加抢修资金'),
  bad: withReason(''),
  run: (view) => {
    const { total } = view
    if (!total || !view.printsFund('reason')) return []
    const [initial, adjusted] = [figureOf(total, 'initialBudget'), figureOf(total, 'adjustedBudget')]
    if (initial === null || adjusted === null || !differ(initial, adjusted, [initial, adjusted])) return []
    if (view.funds.some(({ reason }) => reason !== null && !isFiller(reason))) return []
    return [
      {
        cells: claimsOf(total, 'adjustedBudget', 'initialBudget'),
        related: [itemOf(total)],
        found: `${initial} → ${adjusted}`,
        en: `The budget went from ${initial} to ${adjusted}, and no reason is given. Say why it changed.`,
        zh: `预算由${initial}调整为${adjusted}，未说明原因，请补充。`,
      },
    ]
  },
}

function withReason(reason: string): string {
  return `项目支出绩效自评表
（2022年度）
| 项目名称 | 乡道养护 | < | < | < | < |
| 主管部门 | 濉溪县交通运输局 | < | < | < | < |
| 项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 原因说明 |
| ^ | 年度资金总额 | 100 | 120 | 120 | ${reason} |
| ^ | 其中：财政拨款 | 100 | 120 | 120 |  |`
}

const executedBySource: Check = {
  id: 'FND-09',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Executed amounts by source do not add up to the total', zh: '各来源执行数之和与总执行数不符' },
  why: { en: 'The execution rate is computed from the total.', zh: '执行率按总执行数计算。' },
  reads: ['funds.axis', 'funds.executed'],
  source: 'S-STD',
  good: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9', '其中：财政拨款 | 80 | 80 | 75', '其他资金 | 20 | 20 | 15'],
  }),
  bad: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9', '其中：财政拨款 | 80 | 80 | 75', '其他资金 | 20 | 20 | 20'],
  }),
  run: (view) => {
    if (view.isTransfer) return []
    const lines = (axis: Fund['axis']) => componentsOf(view).filter((fund) => fund.axis === axis)
    return [
      ...sumNotes(view, lines('by-source'), ['executed'], 2),
      ...sumNotes(view, lines('by-revenue'), ['executed'], 2),
    ]
  },
}

/** Money that a cost indicator plans, in 元; amounts for each person or piece are no sums. */
function costOf({ category, level3, target }: Indicator): string | null {
  if (!category?.startsWith('cost') || /总/.test(level3) || target?.kind !== 'quantity') return null
  if (target.unit === 'CNY') return target.value ?? null
  return target.unit === '' && target.assumed?.unit === 'CNY' ? target.assumed.value : null
}

const costsAbove: Check = {
  id: 'FND-10',
  severity: 'warning',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Cost indicators exceed the project expenditure', zh: '成本指标合计超过项目支出' },
  why: { en: 'More is planned for costs than there is money for projects.', zh: '成本目标超过项目支出预算。' },
  reads: ['indicators.category', 'indicators.target', 'funds.item', 'funds.amount'],
  source: 'D',
  good: costs('60万元'),
  bad: costs('80万元'),
  run: (view) => {
    const line = view.funds.find(({ item }) => item === 'project-expenditure')
    const figure = line ? (figureOf(line, 'amount') ?? figureOf(line, 'initialBudget')) : null
    const limit = figure === null ? null : inYuan(figure, view.filing.amountUnit)
    const priced = view.leaves.filter((row) => costOf(row) !== null)
    // A row for the whole beside its parts would count them twice.
    const parts = priced.filter(({ level3 }) => !/总(?:成本|投资|投入|费用|支出|额)|成本总|合计/.test(level3))
    const rows = parts.length > 0 ? parts : priced.slice(0, 1)
    const reached = sum(rows.map((row) => costOf(row)!))
    if (!line || limit === null || rows.length === 0 || compare(reached, limit) <= 0) return []
    return [
      {
        cells: [...rows.flatMap((row) => claimsOf(row, 'target')), ...claimsOf(line, 'amount', 'initialBudget')],
        related: [itemOf(line), ...rows.map(({ level3 }) => level3)],
        expected: `≤${limit}`,
        found: reached,
        en: `The cost indicators add up to ${reached} yuan, but project expenditure is ${limit} yuan. Check the costs and the budget.`,
        zh: `成本指标合计${reached}元，超过项目支出${limit}元，请核对。`,
      },
    ]
  },
}

function costs(second: string): string {
  return `部门整体支出绩效目标表
（2022年度）
| 部门名称 | 濉溪县民政局 | < | < |
| 年度预算申请（万元） | 资金总额：140 | < | < |
| ^ | 按收入性质分： | 按支出性质分： | < |
| ^ | 其中：一般公共预算：140 | 其中：基本支出：40 | < |
| ^ | 政府性基金拨款： | 项目支出：100 | < |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 成本指标 | 道路维修成本 | ≤40万元 |
| 产出指标 | 成本指标 | 桥梁维修成本 | ≤${second} |`
}

const blankLines: Check = {
  id: 'FND-11',
  severity: 'info',
  scope: 'filing',
  forms: 'all',
  title: { en: 'Blank fund lines were read as nothing', zh: '资金分项空白，按未填处理' },
  why: {
    en: 'A blank is not a zero: sums here count it as nothing, a person should confirm.',
    zh: '空白不等于0，汇总时未计入，请确认。',
  },
  reads: ['funds.label', 'funds.amount'],
  source: 'D',
  good: goals({ funds: ['年度资金总额 | 100', '其中：财政拨款 | 100', '其他资金 | 0'] }),
  bad: goals({ funds: ['年度资金总额 | 100', '其中：财政拨款 | 100', '其他资金 | '] }),
  run: (view) => {
    const blank = view.funds.filter((fund) => fund.cells.label && Object.keys(fund.cells).length === 1)
    if (blank.length === 0 || blank.length === view.funds.length) return []
    const names = blank.map(({ label }) => label)
    return [
      {
        cells: blank.flatMap((fund) => claimsOf(fund, 'label')),
        related: blank.map(itemOf),
        found: '',
        en: `Without an amount: ${names.join(', ')}. Fill in 0 where there is no money.`,
        zh: `未填金额：${names.join('、')}。无此项资金请填0。`,
      },
    ]
  },
}

const executedTotalOnly: Check = {
  id: 'FND-12',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Execution is given for the total only', zh: '未按资金来源填写执行数' },
  why: { en: 'Which source was spent and which was not cannot be seen.', zh: '无法了解各来源资金的执行情况。' },
  reads: ['funds.axis', 'funds.executed'],
  source: 'S-STD',
  good: evaluation({ funds: ['年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9', '其中：财政拨款 | 100 | 100 | 90'] }),
  bad: evaluation({ funds: ['年度资金总额 | 100 | 100 | 90 | 10 | 90% | 9', '其中：财政拨款 | 100 | 100 | '] }),
  run: (view) => {
    const { total } = view
    const lines = componentsOf(view).filter((fund) =>
      ['amount', 'initialBudget', 'adjustedBudget'].some((key) => fund[key as 'amount'] !== null),
    )
    if (total?.executed == null || lines.length === 0 || lines.some(({ executed }) => executed !== null)) return []
    return [
      {
        cells: [...claimsOf(total, 'executed'), ...lines.flatMap((fund) => claimsOf(fund, 'label'))],
        related: lines.map(itemOf),
        en: `Executed amounts are missing for ${lines.map(({ label }) => label).join(', ')}. State them line by line.`,
        zh: `${lines.map(({ label }) => label).join('、')}未填执行数，请分项填写。`,
      },
    ]
  },
}

/** The funds block (资金). */
export const FUNDS: Family = {
  id: 'FND',
  title: { en: 'Funds', zh: '资金' },
  checks: [...FUND_SUMS, unitsMixed, unexplainedChange, executedBySource, costsAbove, blankLines, executedTotalOnly],
}
