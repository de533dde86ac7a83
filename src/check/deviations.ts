/** DEV: what was missed is explained. */
import type { Indicator } from '../model.ts'
import { compare } from '../value/index.ts'
import type { Check, Family } from './check.ts'
import { isMissed } from './comparison.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { evaluation } from './sketch.ts'
import { claimsOf, isFiller, type View } from './view.ts'

const row = (text: string) => evaluation({ rows: [`产出指标 | 数量指标 | 养护里程 | ${text}`] })

const isBlank = ({ deviation }: Indicator) => deviation === null || deviation.trim() === ''

/** The score is below the points, and both are the row's own. */
function lostPoints(view: View): readonly Indicator[] {
  return view.units.filter(
    (row) => row.weight !== null && row.score !== null && compare(row.score, row.weight) < 0 && !view.sharesScore(row),
  )
}

/** A row whose parent or whose children explain, or whose reason stands in the form's general remarks, is explained. */
function explainedElsewhere({ filing }: View, row: Indicator): boolean {
  const at = filing.indicators.indexOf(row)
  const family = filing.indicators.filter(
    (other) => other.parent === at || (row.parent !== null && filing.indicators[row.parent] === other),
  )
  return (
    family.some((other) => !isBlank(other) && !isFiller(other.deviation!)) ||
    filing.fields.some(({ label, text }) => /偏差|未完成|原因/.test(label) && text.length > 4 && !isFiller(text))
  )
}

const lostWithoutReason: Check = {
  id: 'DEV-01',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Points lost without a reason', zh: '有扣分但未填偏差原因' },
  why: {
    en: 'The form asks for the reason and the remedy of every deduction.',
    zh: '扣分项应填写偏差原因及改进措施。',
  },
  reads: ['indicators.score', 'indicators.weight', 'indicators.deviation'],
  source: 'S-GT, S-IMP',
  good: row('≥50公里 | 40公里 | 10 | 8 | 雨季停工'),
  bad: row('≥50公里 | 40公里 | 10 | 8 | '),
  run: (view) =>
    view.prints('deviation')
      ? lostPoints(view)
          .filter((one) => isBlank(one) && !explainedElsewhere(view, one))
          .map((one) => ({
            indicator: one.level3,
            cells: claimsOf(one, 'score', 'weight'),
            expected: '偏差原因',
            found: '',
            en: `${one.score} of ${one.weight} points, and the column for deviations is blank. State reason and remedy.`,
            zh: `得${one.score}分（分值${one.weight}），偏差原因未填，请补充原因及改进措施。`,
          }))
      : [],
}

const missedWithoutReason: Check = {
  id: 'DEV-02',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Target missed without a reason', zh: '未完成指标值且未填偏差原因' },
  why: {
    en: 'A missed target needs its reason, whether or not points were taken off.',
    zh: '未完成指标值的，无论是否扣分均应说明原因。',
  },
  reads: ['indicators.target', 'indicators.actual', 'indicators.deviation'],
  source: 'S-IMP',
  good: row('≥50公里 | 40公里 | 10 | 8 | 雨季停工'),
  bad: row('≥50公里 | 40公里 | 10 | 10 | '),
  run: (view) =>
    view.prints('deviation')
      ? view.leaves
          .filter((one) => isMissed(one) === true && isBlank(one) && !explainedElsewhere(view, one))
          .map((one) => ({
            indicator: one.level3,
            cells: claimsOf(one, 'actual', 'target'),
            expected: '偏差原因',
            found: '',
            en: `The target is ${one.target!.raw}, reached was ${one.actual!.raw}, and no reason is given. State reason and remedy.`,
            zh: `指标值${one.target!.raw}，实际完成${one.actual!.raw}，未填偏差原因，请补充原因及改进措施。`,
          }))
      : [],
}

const filler: Check = {
  id: 'DEV-03',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'A filler instead of a reason', zh: '偏差原因填写敷衍' },
  why: { en: '无 or / explains nothing where points were lost.', zh: '有扣分或未完成时，“无”“/”不构成说明。' },
  reads: ['indicators.deviation', 'indicators.score', 'indicators.weight'],
  source: 'S-IMP',
  good: row('≥50公里 | 52公里 | 10 | 10 | 无'),
  bad: row('≥50公里 | 40公里 | 10 | 8 | 无'),
  run: (view) => {
    const lost = new Set(lostPoints(view))
    return view.filing.indicators
      .filter((one) => !isBlank(one) && isFiller(one.deviation!) && (lost.has(one) || isMissed(one) === true))
      .map((one) => ({
        indicator: one.level3,
        cells: claimsOf(one, 'deviation', 'score'),
        expected: '偏差原因',
        found: one.deviation,
        en: `"${one.deviation}" explains nothing, but the target is missed or points were lost. State reason and remedy.`,
        zh: `偏差原因为“${one.deviation}”，但存在扣分或未完成，请补充原因及改进措施。`,
      }))
  },
}

/** Reasons for deviations (偏差原因). */
export const DEVIATIONS: Family = {
  id: 'DEV',
  title: { en: 'Reasons for deviations', zh: '偏差原因' },
  checks: [lostWithoutReason, missedWithoutReason, filler],
}
