/** TRF: transfer payments (转移支付): regions add up to the whole, sources to the total. */

import type { Fund, Indicator, Value } from '../model.ts'
import { compare, sum } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { differ } from './decimal.ts'
import { sumNotes } from './fund-sums.ts'
import { normalize } from './normal.ts'
import { evaluation } from './sketch.ts'
import { unitFamily } from './verdict.ts'
import { claimsOf } from './view.ts'

const TRANSFERS = ['transfer-goals', 'transfer-self-evaluation'] as const

/** The column that sums the others up. */
const WHOLE = /^(?:合计|汇总|总计|全[省市区县]|小计)/

/** Values of one role by region: the whole and its parts in one unit; null where they can't be compared. */
function partsOf(row: Indicator, role: 'target' | 'actual') {
  const whole = row[role] ?? row.observations.find((one) => one.role === role && WHOLE.test(one.subject ?? ''))?.value
  const parts = row.observations.filter(
    (one) => one.role === role && one.subject !== null && !WHOLE.test(one.subject) && one.value.kind === 'quantity',
  )
  if (whole?.kind !== 'quantity' || whole.value === undefined || parts.length < 2) return null
  const values = parts.map(({ value }) => value)
  const comparable = values.every(({ value, unit }) => value !== undefined && unit === whole.unit)
  return comparable ? { whole, values: values.map(({ value }) => value!), parts } : null
}

const aggregate: Check = {
  id: 'TRF-01',
  severity: 'error',
  scope: 'filing',
  forms: TRANSFERS,
  title: { en: 'The regions do not make up the whole', zh: '各地区指标值与汇总值不符' },
  why: {
    en: 'Counts are summed; rates of regions average to one between the least and the greatest.',
    zh: '绝对值应汇总，相对值应加权平均（介于最低与最高之间）。',
  },
  reads: ['indicators.observations'],
  source: 'S-HB, S-TP',
  good: regions('30', '10 | 20'),
  bad: regions('40', '10 | 20'),
  run: ({ filing }) =>
    filing.indicators.flatMap((row) =>
      (['target', 'actual'] as const).flatMap((role): Note[] => {
        const found = partsOf(row, role)
        if (!found) return []
        const { whole, values, parts } = found
        const relative = isRelative(row, whole)
        const reached = relative ? `${values.reduce(least)}–${values.reduce(greatest)}` : sum(values)
        const fits = relative
          ? compare(whole.value!, values.reduce(least)) >= 0 && compare(whole.value!, values.reduce(greatest)) <= 0
          : !differ(
              sum(values),
              whole.value!,
              [...values, whole.value!].filter((figure) => figure.includes('.')),
            )
        if (fits) return []
        return [
          {
            indicator: row.level3,
            cells: [...claimsOf(row, role), ...parts.flatMap(({ cells }) => cells.value ?? [])],
            related: parts.map(({ subject }) => subject!),
            expected: reached,
            found: whole.value!,
            en: `The ${parts.length} regions ${relative ? `lie between ${reached}${whole.unit === '%' ? '%' : ''}` : `add up to ${reached}`}, the whole says ${whole.raw}. Correct one of them.`,
            zh: `${parts.length}个地区${relative ? `介于${reached}${whole.unit === '%' ? '%' : ''}` : `合计${reached}`}，汇总值为${whole.raw}，请更正。`,
          },
        ]
      }),
    ),
}

/** Rates, standards, averages and times of regions average; only counts and amounts add up. */
function isRelative({ level3 }: Indicator, { unit = '' }: Value): boolean {
  return (
    /[%/]/.test(unit) ||
    unitFamily(unit) === 'time' ||
    /[率度比]$|平均|人均|均|标准|单价|年限|寿命|最[高低大小]|深度|宽度|厚度|浓度|温度/.test(
      normalize(level3).replace(/\([^()]*\)/g, ''),
    )
  )
}

const least = (a: string, b: string) => (compare(a, b) <= 0 ? a : b)
const greatest = (a: string, b: string) => (compare(a, b) >= 0 ? a : b)

function regions(whole: string, parts: string): string {
  return `中央对地方转移支付区域绩效目标自评表
（2022年度）
| 转移支付名称 | 农村公路养护 | < | < | < | < |
| 中央主管部门 | 交通运输部 | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 合计 | 东山乡 | 西山乡 |
| 产出指标 | 数量指标 | 养护里程（公里） | ${whole} | ${parts} |
| 产出指标 | 数量指标 | 养护桥梁（座） | 3 | 1 | 2 |`
}

const transfer = (second: string) =>
  evaluation({
    title: '中央对地方转移支付绩效自评表',
    head: ['转移支付名称 | 农村公路养护', '中央主管部门 | 交通运输部', '地方主管部门 | 濉溪县交通运输局'],
    funds: [
      '年度资金总额 | 100 | 100 | 90',
      '其中：中央补助 | 60 | 60 | 55',
      `地方资金 | 30 | ${second} | 25`,
      '其他资金 | 10 | 10 | 10',
    ],
  })

const sources: Check = {
  id: 'TRF-02',
  severity: 'error',
  scope: 'filing',
  forms: TRANSFERS,
  title: { en: 'Central, local and other funds are not the total', zh: '中央补助、地方资金、其他资金之和与总额不符' },
  why: { en: 'Both the budget (A) and the executed amount (B) must add up.', zh: '预算数（A）与执行数（B）均应相符。' },
  reads: ['funds.item', 'funds.adjustedBudget', 'funds.executed'],
  source: 'S-TP',
  good: transfer('30'),
  bad: transfer('20'),
  run: (view) => {
    const lines = view.funds.filter((fund: Fund) => fund !== view.total && fund.axis !== 'total')
    return sumNotes(view, lines, ['amount', 'initialBudget', 'adjustedBudget', 'executed'], 2)
  },
}

/** Transfer payments (转移支付). */
export const TRANSFER: Family = {
  id: 'TRF',
  title: { en: 'Transfer payments', zh: '转移支付' },
  checks: [aggregate, sources],
}
