/** SAT: satisfaction of those served is asked and measured. */
import type { Indicator } from '../model.ts'
import { compare } from '../value/index.ts'
import type { Check, Family } from './check.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { evaluation, goals } from './sketch.ts'
import { weightsAsValues } from './target-rows.ts'
import { verdictOf } from './verdict.ts'
import { claimsOf, states, type View } from './view.ts'

/** Satisfaction by heading or by name. */
function isSatisfaction({ category, level1, level3 }: Indicator): boolean {
  return (category?.startsWith('satisfaction') ?? false) || level1 === 'satisfaction' || /满意/.test(level3)
}

const OUTPUT = '产出指标 | 数量指标 | 养护里程 | ≥50公里'
const BENEFIT = '效益指标 | 社会效益指标 | 通行保障天数 | ≥360天'
const asked = (values: string) =>
  evaluation({ rows: [`满意度指标 | 服务对象满意度指标 | 村民满意度 | ${values} | 10 | 10`] })

const none: Check = {
  id: 'SAT-01',
  severity: 'warning',
  scope: 'filing',
  once: true,
  forms: 'all',
  title: { en: 'No satisfaction indicator', zh: '未设满意度指标' },
  why: {
    en: 'Those served are to be asked; where that makes no sense, benefit takes its 10 points.',
    zh: '应设置满意度指标；确不适用的，分值调整至效益指标。',
  },
  reads: ['indicators.category', 'indicators.level3'],
  source: 'K:101号',
  good: goals({
    rows: [OUTPUT, BENEFIT, '满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90%'],
    after: ['填表人：张某'],
  }),
  bad: goals({ rows: [OUTPUT, BENEFIT], after: ['填表人：张某'] }),
  run: (view, { profile }) => {
    const { indicators, form } = view.filing
    if (profile.satisfaction === 'optional' || /^(?:scoring|baseline-data|monitoring)$/.test(form)) return []
    if (indicators.length === 0 || !view.isFinished || !view.isHeaded || indicators.some(isSatisfaction)) return []
    // Where no level is printed, the rows may be a choice of core indicators.
    if (indicators.every(({ level1, level2 }) => level1 === null && level2 === null)) return []
    return [
      {
        expected: '满意度指标',
        found: '',
        en: `None of the ${indicators.length} indicators asks those served. Add one, or state why it does not apply.`,
        zh: `${indicators.length}项指标中没有满意度指标，请补充或说明不适用的原因。`,
      },
    ]
  },
}

/** A percentage, or a bare number that can be one. */
function isMeasured(row: Indicator, view: View): boolean {
  const { actual } = row
  if (actual?.kind === 'quantity') {
    if (/^(?:%|\{分\}|)$/.test(actual.unit ?? ''))
      return verdictOf(row) !== 'unit-mismatch' && compare(actual.value ?? actual.low ?? actual.high ?? '0', '100') <= 0
    return false
  }
  const percent = (actual?.mentions ?? []).some(({ unit }) => unit === '%')
  return (
    percent ||
    view.filing.indicators.some(
      ({ parent, actual: child }) =>
        parent !== null && view.filing.indicators[parent] === row && child?.kind === 'quantity',
    )
  )
}

const unmeasured: Check = {
  id: 'SAT-02',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Satisfaction without a measured percentage', zh: '满意度指标没有测量结果' },
  why: { en: 'Satisfaction is the result of a survey: a percentage.', zh: '满意度应以调查取得的百分比反映。' },
  reads: ['indicators.category', 'indicators.actual'],
  source: 'D',
  good: asked('≥90% | 95%'),
  bad: asked('≥90% | 满意'),
  run: (view) =>
    view.prints('actual')
      ? view.leaves
          .filter(
            (row) => isSatisfaction(row) && row.level3 !== '' && (/满意/.test(row.level3) || row.target?.unit === '%'),
          )
          .filter(
            (row) => row.actual !== null && (states(row, 'target') || row.score !== null) && !isMeasured(row, view),
          )
          .map((row) => ({
            indicator: row.level3,
            cells: claimsOf(row, 'actual', 'target', 'score'),
            expected: row.target?.raw ?? '%',
            found: row.actual!.raw,
            en: `"${row.actual!.raw}" is no measured percentage (target: ${row.target?.raw || '—'}). State the result of the survey.`,
            zh: `“${row.actual!.raw}”不是满意度测量结果（指标值：${row.target?.raw || '—'}），请填写调查得出的百分比。`,
          }))
      : [],
}

const tooGood: Check = {
  id: 'SAT-03',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Satisfaction is exactly 100% or exactly the target', zh: '满意度恰为100%或恰等于指标值' },
  why: { en: 'Surveys seldom come out so even.', zh: '实际调查结果很少如此，应提供调查依据。' },
  reads: ['indicators.category', 'indicators.actual', 'indicators.target'],
  source: 'S-KB',
  good: asked('≥90% | 95.3%'),
  bad: asked('≥90% | 100%'),
  run: (view) =>
    (weightsAsValues(view) ? [] : view.leaves)
      .filter(
        (row) =>
          isSatisfaction(row) &&
          row.actual?.kind === 'quantity' &&
          (row.actual.unit === '%' || row.actual.assumed?.unit === '%') &&
          row.actual.comparator === 'eq' &&
          row.actual.value !== undefined,
      )
      .filter(
        ({ actual, target }) =>
          compare(actual!.value!, '100') === 0 ||
          (target?.value !== undefined && compare(actual!.value!, target.value) === 0),
      )
      .map((row) => ({
        indicator: row.level3,
        cells: claimsOf(row, 'actual', 'target'),
        found: row.actual!.raw,
        en: `${row.actual!.raw} is exactly ${compare(row.actual!.value!, '100') === 0 ? '100%' : 'the target'}. Keep the survey at hand.`,
        zh: `${row.actual!.raw}恰为${compare(row.actual!.value!, '100') === 0 ? '100%' : '指标值'}，请备好调查依据。`,
      })),
}

/** Satisfaction (满意度). */
export const SATISFACTION: Family = {
  id: 'SAT',
  title: { en: 'Satisfaction', zh: '满意度' },
  checks: [none, unmeasured, tooGood],
}
