/** MON: mid-year monitoring (绩效运行监控): where results and money stand after so many months. */

import type { Filing, Indicator, Value } from '../model.ts'
import { compare, times } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { directionOf } from './comparison.ts'
import { isPositive, quotient } from './decimal.ts'
import { itemOf, rateOf } from './money.ts'
import { normalize } from './normal.ts'
import { levelOf } from './scoring.ts'
import { claimsOf } from './view.ts'

/** The month up to which a monitoring form reports; null when it does not say. */
export function monthOf({ asOf, indicators }: Filing): number | null {
  const periods = indicators.flatMap(({ observations }) => observations.map(({ period }) => period))
  for (const text of [asOf, ...periods]) {
    const plain = normalize(text ?? '')
    if (/上半年/.test(plain)) return 6
    const m = /^\d{4}-(\d{2})/.exec(plain) ?? /(?:^|[-—–~至到])(\d{1,2})月/.exec(plain)
    if (m && Number(m[1]) >= 1 && Number(m[1]) <= 12) return Number(m[1])
  }
  return null
}

/** The value reached so far: the default actual, else the one of a period. */
function reached({ actual, observations }: Indicator): Value | null {
  return actual ?? observations.find(({ role, period }) => role === 'actual' && period !== null)?.value ?? null
}

const number = (value: Value | null, unit: string) => {
  if (value?.kind !== 'quantity' || value.value === undefined) return null
  if (value.unit === unit) return value.value
  return value.assumed?.unit === unit ? value.assumed.value : null
}

const form = (row: string, funds = '年度资金总额 | 100 | 60 | 60%') => `项目支出绩效运行监控表
（截至2022年6月30日）
| 项目名称 | 乡道养护 | < | < | < |
| 主管部门 | 濉溪县交通运输局 | < | < | < |
| 项目资金（万元） |  | 年初预算数 | 1-6月执行数 | 1-6月执行率 |
| ^ | ${funds} |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-6月执行情况 |
| ${row} |`

/** A judged row: its colour and why. */
type Light = 'red' | 'yellow' | 'green' | 'blue'

function note(row: Indicator, light: Light, share: string | null, month: number | null): Note {
  const value = reached(row)!
  const zh = { red: '红灯', yellow: '黄灯', green: '绿灯', blue: '蓝灯' }[light]
  return {
    indicator: row.level3,
    cells: [
      ...claimsOf(row, 'actual', 'target'),
      ...row.observations.filter(({ role }) => role === 'actual').flatMap(({ cells }) => cells.value ?? []),
    ],
    expected: row.target?.raw ?? null,
    found: value.raw,
    related: [light],
    severity: light === 'blue' ? 'info' : 'warning',
    en: `${light}: ${value.raw} of ${row.target?.raw ?? '—'}${share === null ? '' : `, ${share}% of what is due after ${month} months`}. ${light === 'blue' ? 'Check whether the target was too low.' : 'Say what is done to reach the target.'}`,
    zh: `${zh}：完成${value.raw}，年度指标值${row.target?.raw ?? '—'}${share === null ? '' : `，为${month}个月应完成进度的${share}%`}，${light === 'blue' ? '请核实指标值是否偏低' : '请说明纠偏措施'}。`,
  }
}

const isOutput = ({ level2, category }: Indicator) =>
  !/^(?:quality|timeliness|cost)$/.test(level2 ?? '') && !category?.startsWith('cost')

const behind: Check = {
  id: 'MON-01',
  severity: 'warning',
  scope: 'filing',
  forms: ['monitoring'],
  title: { en: 'Behind schedule', zh: '进度滞后' },
  why: {
    en: 'Less than 60% of what is due is red, less than 80% yellow, 120% or more blue.',
    zh: '低于应完成进度60%为红灯，60%–80%为黄灯，120%以上为蓝灯。',
  },
  reads: ['indicators.target', 'indicators.observations', 'asOf'],
  source: 'S-SX',
  good: form('产出指标 | 数量指标 | 养护里程 | ≥50公里 | 26公里'),
  bad: form('产出指标 | 数量指标 | 养护里程 | ≥50公里 | 10公里'),
  run: ({ filing, leaves }) => {
    const month = monthOf(filing)
    if (month === null) return []
    return leaves.flatMap((row): Note[] => {
      const { target } = row
      if (
        !isOutput(row) ||
        target?.kind !== 'quantity' ||
        target.value === undefined ||
        !/^(?:ge|gt|eq)$/.test(target.comparator ?? '')
      )
        return []
      const actual = number(reached(row), target.unit ?? '')
      if (actual === null || !isPositive(target.value) || directionOf(row, target.unit ?? '') !== 'up') return []
      const share = quotient(times(actual, '1200'), times(target.value, String(month)), 1)
      const light = lightOf(share)
      return light === 'green' ? [] : [note(row, light, share, month)]
    })
  },
}

function lightOf(share: string): Light {
  if (compare(share, '60') < 0) return 'red'
  if (compare(share, '80') < 0) return 'yellow'
  return compare(share, '120') < 0 ? 'green' : 'blue'
}

const outOfRange: Check = {
  id: 'MON-02',
  severity: 'warning',
  scope: 'filing',
  forms: ['monitoring'],
  title: { en: 'Outside of its range', zh: '超出指标值范围' },
  why: {
    en: 'Costs, quality, deadlines and limits do not build up over the year: they hold or not.',
    zh: '成本、质量、时效及逆向指标不随时间累积，不在范围内即为红灯。',
  },
  reads: ['indicators.target', 'indicators.observations', 'indicators.level2'],
  source: 'S-SX',
  good: form('产出指标 | 成本指标 | 每公里养护成本 | ≤2万元 | 1.8万元'),
  bad: form('产出指标 | 成本指标 | 每公里养护成本 | ≤2万元 | 2.5万元'),
  run: ({ leaves }) =>
    leaves.flatMap((row): Note[] => {
      const { target } = row
      if (target?.kind !== 'quantity' || (isOutput(row) && !/^(?:le|lt)$/.test(target.comparator ?? ''))) return []
      const actual = number(reached(row), target.unit ?? '')
      return actual === null || isWithin(target, actual) ? [] : [note(row, 'red', null, null)]
    }),
}

function isWithin({ comparator, value, low, high }: Value, actual: string): boolean {
  if (comparator === 'between') return compare(actual, low ?? actual) >= 0 && compare(actual, high ?? actual) <= 0
  if (value === undefined) return true
  const order = compare(actual, value)
  if (comparator === 'le') return order <= 0
  if (comparator === 'lt') return order < 0
  if (comparator === 'gt') return order > 0
  return comparator === 'ge' ? order >= 0 : true
}

const inWords: Check = {
  id: 'MON-03',
  severity: 'warning',
  scope: 'filing',
  forms: ['monitoring'],
  title: { en: 'Reported as partly or not reached', zh: '定性指标未达到预期' },
  why: { en: '部分达到 is yellow, 未达到 red.', zh: '部分达到预期为黄灯，未达到为红灯。' },
  reads: ['indicators.observations', 'indicators.actual'],
  source: 'S-SX',
  good: form('效益指标 | 社会效益指标 | 通行条件改善 | 明显改善 | 达成预期指标'),
  bad: form('效益指标 | 社会效益指标 | 通行条件改善 | 明显改善 | 未达成预期指标'),
  run: ({ leaves }) =>
    leaves.flatMap((row): Note[] => {
      const level = levelOf(reached(row)?.raw ?? '')
      return level === 'partly' || level === 'not' ? [note(row, level === 'partly' ? 'yellow' : 'red', null, null)] : []
    }),
}

/** EXE-09: the execution rate against the months that have passed. */
export const MONITORING_EXECUTION: Check = {
  id: 'EXE-09',
  severity: 'warning',
  scope: 'filing',
  forms: ['monitoring'],
  title: { en: 'Money is spent too slowly', zh: '预算执行进度滞后' },
  why: {
    en: 'Less than 60% of the share of the year is red, less than 80% yellow.',
    zh: '低于时间进度60%为红灯，60%–80%为黄灯。',
  },
  reads: ['funds.executed', 'funds.executionRate', 'asOf'],
  source: 'S-WARN, S-WARN2',
  good: form('产出指标 | 数量指标 | 养护里程 | ≥50公里 | 26公里'),
  bad: form('产出指标 | 数量指标 | 养护里程 | ≥50公里 | 26公里', '年度资金总额 | 100 | 20 | 20%'),
  run: ({ filing, total }) => {
    const month = monthOf(filing)
    const rate = total && rateOf(total)
    if (!total || month === null || rate === null) return []
    const share = quotient(times(rate, '12'), String(month), 1)
    const light = lightOf(share)
    if (light === 'green' || light === 'blue') return []
    return [
      {
        cells: claimsOf(total, 'executionRate', 'executed'),
        related: [itemOf(total), light],
        expected: `≥${quotient(times('80', String(month)), '12', 1)}%`,
        found: `${rate}%`,
        en: `${light}: ${rate}% executed after ${month} months, ${share}% of the share of the year. Say what is done to catch up.`,
        zh: `${light === 'red' ? '红灯' : '黄灯'}：${month}个月执行率${rate}%，为时间进度的${share}%，请说明加快执行的措施。`,
      },
    ]
  },
}

/** Monitoring (运行监控). */
export const MONITORING: Family = {
  id: 'MON',
  title: { en: 'Monitoring', zh: '运行监控' },
  checks: [behind, outOfRange, inWords],
}
