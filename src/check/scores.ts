/** SCR: scores follow from points, targets and actuals. */
import type { Indicator } from '../model.ts'
import { compare, times } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { comparisonOf, computedScore, isMissed } from './comparison.ts'
import { isPositive, magnitude, minus } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { figureOf, itemOf } from './money.ts'
import { SCORE_SUMS } from './score-sums.ts'
import { bandOf, levelOf } from './scoring.ts'
import { evaluation } from './sketch.ts'
import { UNUSABLE, verdictOf } from './verdict.ts'
import { about, claimsOf, isFiller, ownRows, type View } from './view.ts'

const row = (text: string) => evaluation({ rows: [`产出指标 | 数量指标 | 养护里程 | ${text}`] })

/** Rows with points and score of their own; a merged score counts once. */
function scored(view: View): readonly Indicator[] {
  return ownRows(view.units, 'score').filter(({ weight, score }) => weight !== null && score !== null)
}

const outOfRange: Check = {
  id: 'SCR-01',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'A score below zero or above its points', zh: '得分小于0或大于分值' },
  why: { en: 'A score lies between 0 and the points of its row.', zh: '得分应在0与分值之间。' },
  reads: ['indicators.score', 'indicators.weight', 'funds.score', 'funds.weight'],
  source: 'S-GT',
  good: row('≥50公里 | 52公里 | 10 | 10'),
  bad: row('≥50公里 | 52公里 | 10 | 12'),
  run: (view) => {
    const isOut = (weight: string | null, score: string | null) =>
      score !== null && (compare(score, '0') < 0 || (weight !== null && compare(score, weight) > 0))
    const say = (weight: string | null, score: string) => ({
      expected: `0–${weight ?? '…'}`,
      found: score,
      en: `The score is ${score} of ${weight ?? '?'} points. Correct the score or the points.`,
      zh: `得分${score}，分值${weight ?? '未填'}，请更正。`,
    })
    const rows = view.units.filter((one) => isOut(one.weight, one.score) && !view.sharesScore(one))
    const { execution } = view
    return [
      ...rows.map((one) => ({ ...about(one, 'score', 'weight'), ...say(one.weight, one.score!) })),
      ...(execution && isOut(figureOf(execution, 'weight'), figureOf(execution, 'score'))
        ? [
            {
              cells: claimsOf(execution, 'score', 'weight'),
              related: [itemOf(execution)],
              ...say(execution.weight, execution.score!),
            },
          ]
        : []),
    ]
  },
}

const miscomputed: Check = {
  id: 'SCR-03',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The score does not follow from target and actual', zh: '得分与按公式计算的结果不符' },
  why: {
    en: 'Measured rows are scored by a formula; another score needs a reason.',
    zh: '定量指标按公式计分，不一致应说明原因。',
  },
  reads: ['indicators.target', 'indicators.actual', 'indicators.weight', 'indicators.score'],
  source: 'S-CALC',
  good: row('≥50公里 | 40公里 | 10 | 8 | 雨季停工'),
  bad: row('≥50公里 | 40公里 | 10 | 9.5 | 雨季停工'),
  run: (view, { profile }) =>
    scored(view).flatMap((one): Note[] => {
      const expected = view.sharesScore(one) ? null : computedScore(one, profile)
      if (expected === null || compare(magnitude(minus(one.score!, expected)), profile.scoreTolerance) <= 0) return []
      return [
        {
          ...about(one, 'score', 'target', 'actual', 'weight'),
          expected,
          found: one.score,
          suggestion: expected,
          en: `Target ${one.target!.raw}, actual ${one.actual!.raw}, ${one.weight} points: the formula gives ${expected}, claimed are ${one.score}. Correct the score or explain it.`,
          zh: `指标值${one.target!.raw}，实际${one.actual!.raw}，分值${one.weight}：按公式应得${expected}分，自评${one.score}分，请更正或说明。`,
        },
      ]
    }),
}

const outOfBand: Check = {
  id: 'SCR-04',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The score lies outside the band of its level', zh: '得分不在达成程度对应的区间内' },
  why: {
    en: '达成, 部分达成 and 未达成 each have their share of the points.',
    zh: '达成、部分达成、未达成各有得分区间。',
  },
  reads: ['indicators.actual', 'indicators.score', 'indicators.weight'],
  source: 'S-CALC',
  good: row('效果明显 | 部分达成预期指标 | 10 | 7 | 进度滞后'),
  bad: row('效果明显 | 部分达成预期指标 | 10 | 10'),
  run: (view, { profile }) =>
    scored(view).flatMap((one): Note[] => {
      const level = levelOf(one.actual?.raw ?? '')
      if (level === null || one.target?.kind === 'quantity' || !isPositive(one.weight!) || view.sharesScore(one))
        return []
      const { low, high, open } = bandOf(level, one.weight!, profile.bands)
      const isIn =
        compare(one.score!, low) >= 0 && (open ? compare(one.score!, high) < 0 : compare(one.score!, high) <= 0)
      if (isIn || compare(one.score!, one.weight!) > 0) return []
      const band = `[${low}, ${high}${open ? ')' : ']'}`
      return [
        {
          ...about(one, 'score', 'actual', 'weight'),
          expected: band,
          found: one.score,
          en: `"${one.actual!.raw}" is worth ${band} of ${one.weight} points; claimed are ${one.score}. Correct the score or the level.`,
          zh: `“${one.actual!.raw}”对应得分区间${band}（分值${one.weight}），自评${one.score}分，请更正得分或达成程度。`,
        },
      ]
    }),
}

const fullThoughMissed: Check = {
  id: 'SCR-05',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Full marks though the target is missed', zh: '未完成指标值却得满分' },
  why: { en: 'A missed target costs points.', zh: '未达到指标值应扣分。' },
  reads: ['indicators.target', 'indicators.actual', 'indicators.weight', 'indicators.score'],
  source: 'S-CALC',
  good: row('≥50公里 | 50公里 | 10 | 10'),
  bad: row('≥50公里 | 40公里 | 10 | 10'),
  run: (view, { profile }) =>
    scored(view)
      .filter(
        (one) =>
          isPositive(one.weight!) &&
          compare(one.score!, one.weight!) === 0 &&
          isMissed(one) === true &&
          !view.sharesScore(one),
      )
      .map((one) => ({
        ...about(one, 'score', 'target', 'actual', 'weight'),
        expected: computedScore(one, profile),
        found: one.score,
        suggestion: computedScore(one, profile),
        en: `The target is ${one.target!.raw}, reached was ${one.actual!.raw}, and ${one.score} of ${one.weight} points are claimed. Lower the score.`,
        zh: `指标值${one.target!.raw}，实际完成${one.actual!.raw}，未完成却得满分${one.score}分，请扣减。`,
      })),
}

const farAbove: Check = {
  id: 'SCR-08',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: {
    en: 'The target is far exceeded, with full marks and no reason',
    zh: '实际值超过指标值30%以上，满分且未说明原因',
  },
  why: {
    en: 'A target passed by 30% was set too low; some places deduct points.',
    zh: '超出30%以上说明指标值偏低，部分地区要求扣分。',
  },
  reads: ['indicators.target', 'indicators.actual', 'indicators.score', 'indicators.deviation'],
  source: 'S-YTH, K:10号',
  good: row('≥50公里 | 60公里 | 10 | 10'),
  bad: row('≥50公里 | 80公里 | 10 | 10'),
  run: (view, { profile }) =>
    scored(view).flatMap((one): Note[] => {
      const pair = comparisonOf(one)
      if (pair?.rule !== 'positive' || !isPositive(pair.target) || view.sharesScore(one)) return []
      if (compare(one.score!, one.weight!) < 0 || compare(pair.actual, times(pair.target, profile.excess.ratio)) < 0)
        return []
      if (one.deviation !== null && !isFiller(one.deviation)) return []
      return [
        {
          ...about(one, 'actual', 'target', 'score'),
          expected: `<${times(pair.target, profile.excess.ratio)}`,
          found: pair.actual,
          en: `Target ${one.target!.raw}, actual ${one.actual!.raw}: at least ${profile.excess.ratio} times the target, with full marks and no reason. Explain it, and set next year's target higher.`,
          zh: `指标值${one.target!.raw}，实际${one.actual!.raw}，达到${profile.excess.ratio}倍以上，满分且未说明原因，请说明并合理调整指标值。`,
        },
      ]
    }),
}

const REASONS = {
  missing: { en: 'is blank', zh: '空白' },
  'name-copy': { en: "only repeats the indicator's name", zh: '照抄指标名称' },
  'unit-mismatch': { en: 'is of another kind than the target', zh: '与指标值口径不同' },
} as const

const unsupported: Check = {
  id: 'SCR-09',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Points for an actual that says nothing', zh: '实际完成值无效却有得分' },
  why: { en: 'The claimed points rest on nothing that can be checked.', zh: '得分缺乏可核实的依据。' },
  reads: ['indicators.actual', 'indicators.score'],
  source: 'D',
  good: row('≥50公里 | 52公里 | 10 | 10'),
  bad: row('≥50公里 | 养护里程 | 10 | 10'),
  run: (view) =>
    view.units.flatMap((one): Note[] => {
      const verdict = verdictOf(one)
      if (
        one.score === null ||
        !isPositive(one.score) ||
        view.isParent(one) ||
        verdict === null ||
        !UNUSABLE.includes(verdict)
      )
        return []
      const reason = REASONS[verdict as keyof typeof REASONS]
      return [
        {
          ...about(one, 'score', 'actual'),
          expected: '0',
          found: one.score,
          en: `${one.score} of ${one.weight ?? '?'} points are claimed, but the actual "${one.actual!.raw}" ${reason.en}. State what was measured.`,
          zh: `得${one.score}分（分值${one.weight ?? '未填'}），但实际完成值“${one.actual!.raw}”${reason.zh}，请填写实际测量结果。`,
        },
      ]
    }),
}

/** Scores (得分). */
export const SCORES: Family = {
  id: 'SCR',
  title: { en: 'Scores', zh: '得分' },
  checks: [outOfRange, miscomputed, outOfBand, fullThoughMissed, farAbove, unsupported, ...SCORE_SUMS],
}
