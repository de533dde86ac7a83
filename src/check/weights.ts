import { compare, plus } from '../value/index.ts'
import type { Check, Family } from './check.ts'
import { differ, isPositive } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { itemOf } from './money.ts'
import { pointsOf, weighted } from './points.ts'
import { evaluation } from './sketch.ts'
import { claimsOf } from './view.ts'
import { WEIGHT_BLOCKS } from './weight-blocks.ts'

const FUND = '年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10'

const OUTPUT = '产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 50 | 50'

const BENEFIT = '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天 | 365天 | 30 | 30'

const SATISFACTION = (weight: string) =>
  `满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 95% | ${weight} | ${weight}`

const form = (weight: string, total = '100 | 100') =>
  evaluation({ funds: [FUND], rows: [OUTPUT, BENEFIT, SATISFACTION(weight)], total })

const notHundred: Check = {
  id: 'WGT-01',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The points do not add up to 100', zh: '分值合计不等于100' },
  why: { en: 'Scores of other sums cannot be compared or graded.', zh: '总分值应为100分，否则得分不可比、无法评级。' },
  reads: ['indicators.weight', 'funds.weight', 'totalWeight'],
  source: 'S-AH, S-SC1, S-HB, S-HBJS',
  good: form('10'),
  bad: form('15', '105 | 105'),
  run: (view, { profile }) => {
    const points = pointsOf(view)
    if (!points || !view.isHeaded) return []
    const all = points.execution === null ? points.rows : plus(points.rows, points.execution)
    const allowed = points.execution === null ? [profile.total, ...profile.indicatorPoints] : [profile.total]
    if (
      allowed.some(
        (wanted) =>
          !differ(
            all,
            wanted,
            points.figures.filter((figure) => figure.includes('.')),
          ),
      )
    )
      return []
    // Shares of 1 instead of points of 100: another way to print the same.
    if (points.figures.every((figure) => compare(figure, '1') <= 0) && compare(all, '1') <= 0) return []
    const whole = view.isFinished && view.units.every(({ weight }) => weight !== null)
    if (!whole && compare(all, profile.total) < 0) return []
    return [
      {
        cells: [
          ...claimsOf(view.filing, 'totalWeight'),
          ...(view.execution ? claimsOf(view.execution, 'weight') : []),
          ...weighted(view).flatMap((row) => claimsOf(row, 'weight')),
        ],
        related: view.execution ? [itemOf(view.execution)] : [],
        expected: profile.total,
        found: all,
        en: `The rows carry ${points.rows} points${points.execution === null ? '' : ` and execution ${points.execution}`}, together ${all} instead of ${allowed.join(' or ')}. Correct the points.`,
        zh: `指标分值合计${points.rows}分${points.execution === null ? '' : `，预算执行${points.execution}分`}，共${all}分，应为${allowed.join('或')}分，请更正。`,
      },
    ]
  },
}

const missing: Check = {
  id: 'WGT-04',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'An indicator without points', zh: '指标未设分值' },
  why: { en: 'It counts for nothing, whatever it achieves.', zh: '未设分值的指标不影响得分，等于未考核。' },
  reads: ['indicators.weight'],
  source: 'S-W0',
  good: evaluation({ rows: [OUTPUT, BENEFIT] }),
  bad: evaluation({ rows: [OUTPUT, '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天 | 365天 | 0 | 0'] }),
  run: (view) => {
    if (!view.prints('weight') || weighted(view).length === 0) return []
    const all = pointsOf(view)!
    const full = [all.rows, plus(all.rows, all.execution ?? '0')].some((points) => compare(points, '100') === 0)
    return view.units
      .filter(
        ({ parent, weight, level3, cells }) =>
          parent === null && level3 !== '' && (weight === null ? !full && !cells.weight : !isPositive(weight)),
      )
      .map((row) => ({
        cells: row.weight === null ? claimsOf(row, 'level3') : claimsOf(row, 'weight'),
        indicator: row.level3,
        expected: '>0',
        found: row.weight ?? '',
        en:
          row.weight === null
            ? 'No points are printed. Give the indicator its points.'
            : `The points are ${row.weight}. Give the indicator points above zero, or drop it.`,
        zh: row.weight === null ? '未填分值，请补填。' : `分值为${row.weight}，应大于0，或删除该指标。`,
      }))
  },
}

const wrongTotal: Check = {
  id: 'WGT-05',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The printed total of points is not their sum', zh: '总分值与各项分值之和不符' },
  why: { en: 'A row was changed without the total, or a row is missing.', zh: '修改后未同步合计，或有遗漏。' },
  reads: ['totalWeight', 'indicators.weight', 'funds.weight'],
  source: 'D',
  good: form('10'),
  bad: form('10', '110 | 100'),
  run: (view) => {
    const points = pointsOf(view)
    const { totalWeight } = view.filing
    if (!points || totalWeight === null || !view.isHeaded || view.units.some(({ weight }) => weight === null)) return []
    const sums = [points.rows, ...(points.execution === null ? [] : [plus(points.rows, points.execution)])]
    const decimals = points.figures.filter((figure) => figure.includes('.'))
    if (sums.some((reached) => !differ(reached, totalWeight, decimals))) return []
    // Without a line for execution the rest of 100 may be its share.
    if (points.execution === null && compare(plus(points.rows, '10'), totalWeight) === 0) return []
    return [
      {
        cells: [...claimsOf(view.filing, 'totalWeight'), ...weighted(view).flatMap((row) => claimsOf(row, 'weight'))],
        expected: sums.at(-1)!,
        found: totalWeight,
        en: `The total says ${totalWeight} points; the rows${points.execution === null ? '' : ' and execution'} add up to ${sums.at(-1)}. Correct the total or the rows.`,
        zh: `合计为${totalWeight}分，各项相加为${sums.at(-1)}分，请更正。`,
      },
    ]
  },
}

const heavy: Check = {
  id: 'WGT-06',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'One indicator carries 40 points or more', zh: '单个指标分值达到40分' },
  why: { en: 'A single result decides the grade.', zh: '单项指标权重过大，影响评价的全面性。' },
  reads: ['indicators.weight'],
  source: 'S-SC1',
  good: evaluation({ rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 20 | 20'] }),
  bad: evaluation({ rows: [OUTPUT] }),
  run: (view) =>
    weighted(view)
      .filter(({ weight }) => compare(weight!, '40') >= 0)
      .map((row) => ({
        cells: claimsOf(row, 'weight'),
        indicator: row.level3,
        expected: '<40',
        found: row.weight,
        en: `It carries ${row.weight} of 100 points. Spread them over more indicators.`,
        zh: `分值${row.weight}分，占比过大，建议分解为多个指标。`,
      })),
}

/** Points (分值). */
export const WEIGHTS: Family = {
  id: 'WGT',
  title: { en: 'Points', zh: '分值' },
  checks: [notHundred, missing, wrongTotal, heavy, ...WEIGHT_BLOCKS],
}
