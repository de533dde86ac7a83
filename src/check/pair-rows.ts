/** XT, second part: the rows of goal form and self-evaluation side by side. */

import type { Indicator, Value } from '../model.ts'
import type { Check, Note, Pair } from './check.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { matchRows } from './match-rows.ts'
import { normalize, plain } from './normal.ts'
import { evaluation, goals, packet } from './sketch.ts'
import { claimsOf, states } from './view.ts'

const G = '产出指标 | 数量指标 | 养护里程 | ≥50公里'

const E = `${G} | 52公里 | 10 | 10`

const pairOf = (planned: string, done: string) =>
  packet(
    goals({ rows: [G, planned], after: ['填表人：张某'] }),
    evaluation({ rows: [E, `${done} | 10 | 10`], total: '20 | 20' }),
  )

const matched = ({ goals: planned, evaluation: done }: Pair) =>
  matchRows(planned.filing.indicators, done.filing.indicators)

const onlyOne: Check = {
  id: 'XT-02',
  severity: 'error',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'An indicator stands on one form only', zh: '指标仅出现在目标表或自评表' },
  why: { en: 'What was planned must be evaluated, and nothing else.', zh: '自评应与批复的绩效目标逐项对应。' },
  reads: ['indicators.level2', 'indicators.key'],
  source: 'D',
  good: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98%'),
  bad: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 时效指标 | 按期完工天数 | ≤30天 | 28天'),
  run: (pair) => {
    const { onlyA, onlyB, alike } = matched(pair)
    const { goals: planned, evaluation: done } = pair
    const say = (row: Indicator, here: boolean): Note => {
      const other = alike.get(row)
      return {
        indicator: row.level3,
        cells: here ? claimsOf(row, 'level3') : [],
        ...(here ? {} : { also: [{ filing: planned.filing, cells: claimsOf(row, 'level3') }] }),
        found: row.level3,
        suggestion: other?.level3 ?? null,
        en: `It stands on the ${here ? 'self-evaluation' : 'goal form'} only${other ? `; "${other.level3}" on the other form resembles it` : ''}. Bring the forms into line.`,
        zh: `仅出现在${here ? '自评表' : '目标表'}${other ? `；另一表中“${other.level3}”与之相近` : ''}，请核对一致。`,
      }
    }
    return [
      // What is missing at the end of a form that is cut off was perhaps never read.
      ...(done.isFinished || done.filing.totalWeight !== null ? onlyA.map((row) => say(row, false)) : []),
      ...(planned.isFinished ? onlyB.map((row) => say(row, true)) : []),
    ].filter(() => planned.filing.indicators.length > 0 && done.filing.indicators.length > 0)
  },
}

const number = (value: Value) =>
  [
    value.comparator,
    value.value,
    value.low,
    value.high,
    value.unit,
    value.date,
    value.from,
    value.to,
    value.direction,
  ].join('|')

const anyUnit = (value: Value) =>
  value.unit === '' && value.assumed
    ? `${value.comparator}|${value.assumed.value}|${value.assumed.unit}`
    : `${value.comparator}|${value.value}|${value.unit}`

/** How two targets differ: not at all, in the operator only, or in what they demand. */
function difference(a: Value, b: Value): 'none' | 'operator' | 'value' {
  if (plain(a.raw) === plain(b.raw) || normalize(a.raw) === normalize(b.raw)) return 'none'
  if (a.kind !== b.kind || a.kind === 'qualitative' || a.kind === 'missing') return 'value'
  if (number(a) === number(b) || anyUnit(a) === anyUnit(b)) return 'none'
  // A bare number beside the same number with a unit demands the same.
  if ((a.unit === '' || b.unit === '') && a.value === b.value && a.comparator === b.comparator) return 'none'
  const bare = (value: Value) => number({ ...value, comparator: 'eq' })
  return bare(a) === bare(b) ? 'operator' : 'value'
}

const otherTarget: Check = {
  id: 'XT-03',
  severity: 'error',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'The target was changed', zh: '自评表指标值与目标表不一致' },
  why: { en: 'Results must be measured against the target that was approved.', zh: '应按批复的指标值评价。' },
  reads: ['indicators.target'],
  source: 'D',
  good: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98%'),
  bad: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 质量指标 | 验收合格率 | ≥90% | 92%'),
  run: (pair) =>
    matched(pair).matched.flatMap(({ a, b }): Note[] => {
      if (!a.target || !b.target || !states(a, 'target') || !states(b, 'target')) return []
      const kind = difference(a.target, b.target)
      if (kind === 'none') return []
      return [
        {
          indicator: b.level3,
          cells: claimsOf(b, 'target'),
          also: [{ filing: pair.goals.filing, cells: claimsOf(a, 'target') }],
          ...(kind === 'operator' ? { severity: 'warning' as const } : {}),
          expected: a.target.raw,
          found: b.target.raw,
          suggestion: a.target.raw,
          en: `The target is "${a.target.raw}" on the goal form and "${b.target.raw}" here. Use the approved one, or file the adjustment.`,
          zh: `目标表指标值为“${a.target.raw}”，自评表为“${b.target.raw}”，请按批复值填写或附调整依据。`,
        },
      ]
    }),
}

const levelOf = (row: Indicator) => `${row.level1Label ?? '—'}/${row.level2Label ?? '—'}`

const otherLevel: Check = {
  id: 'XT-05',
  severity: 'info',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'An indicator moved to another level', zh: '指标所属类别与目标表不同' },
  why: { en: 'Points by level cannot be compared.', zh: '分类口径不一致。' },
  reads: ['indicators.level1', 'indicators.level2', 'indicators.level2Label'],
  source: 'D',
  good: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98%'),
  bad: pairOf(
    '效益指标 | 服务对象满意度指标 | 村民满意度 | ≥95%',
    '满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥95% | 98%',
  ),
  run: (pair) =>
    matched(pair)
      .matched.filter(
        ({ a, b }) => a.level1 !== b.level1 || (a.level2 ?? a.level2Label) !== (b.level2 ?? b.level2Label),
      )
      .map(({ a, b }) => ({
        indicator: b.level3,
        cells: claimsOf(b, 'level1', 'level2'),
        also: [{ filing: pair.goals.filing, cells: claimsOf(a, 'level1', 'level2') }],
        expected: levelOf(a),
        found: levelOf(b),
        en: `It stands under ${levelOf(a)} on the goal form and under ${levelOf(b)} here. Use one classification.`,
        zh: `目标表列在${levelOf(a)}，自评表列在${levelOf(b)}，请统一分类。`,
      })),
}

const otherOrder: Check = {
  id: 'XT-06',
  severity: 'info',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'The rows stand in another order', zh: '指标排列顺序与目标表不同' },
  why: { en: 'Comparing by position would find false differences.', zh: '按位置对照会产生误判。' },
  reads: ['indicators.key'],
  source: 'D',
  good: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98%'),
  bad: packet(
    goals({ rows: [G, '产出指标 | 质量指标 | 验收合格率 | ≥95%'] }),
    evaluation({ rows: ['产出指标 | 质量指标 | 验收合格率 | ≥95% | 98% | 10 | 10', E] }),
  ),
  run: (pair) => {
    const rows = matched(pair).matched
    const order = new Map(pair.evaluation.filing.indicators.map((row, at) => [row, at]))
    const moved = rows.filter(({ b }, at) => at > 0 && order.get(b)! < order.get(rows[at - 1]!.b)!)
    if (moved.length === 0) return []
    return [
      {
        cells: moved.flatMap(({ b }) => claimsOf(b, 'level3')),
        related: moved.map(({ b }) => b.level3),
        en: `${moved.length} row(s) stand elsewhere than on the goal form: ${moved.map(({ b }) => b.level3).join(', ')}. Rows are matched by name all the same.`,
        zh: `${moved.length}项指标顺序与目标表不同：${moved.map(({ b }) => b.level3).join('、')}（已按名称对应）。`,
      },
    ]
  },
}

/** The rules about matched rows. */
export const PAIR_ROWS: readonly Check[] = [onlyOne, otherTarget, otherLevel, otherOrder]
