/** ACT: actuals that are measurements. One actual gets one verdict (`verdict.ts`), the gravest. */
import type { Indicator } from '../model.ts'
import { times } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { quotient } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { normalize } from './normal.ts'
import { isShareOfWhole, outsideOfShare } from './shares.ts'
import { evaluation } from './sketch.ts'
import { weightsAsValues } from './target-rows.ts'
import { isBareMagnitude, unitFamily, type Verdict, verdictOf, withoutStray } from './verdict.ts'
import { about, claimsOf, states, type View } from './view.ts'

const row = (name: string, values: string) =>
  evaluation({ rows: [`产出指标 | 数量指标 | ${name} | ${values} | 10 | 10`] })

/** The rows of which an actual is expected. */
function rowsOf(view: View): readonly Indicator[] {
  return view.prints('actual') ? view.leaves.filter(({ level3 }) => level3 !== '') : []
}

function withVerdict(view: View, verdict: Verdict): readonly Indicator[] {
  return rowsOf(view).filter((one) => verdictOf(one) === verdict)
}

const blank: Check = {
  id: 'ACT-01',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Actual blank', zh: '实际完成值空白' },
  why: { en: 'A target without a result is not evaluated.', zh: '有指标值而无完成值，等于未评价。' },
  reads: ['indicators.actual', 'indicators.target'],
  source: 'S-IMP',
  good: row('养护里程', '≥50公里 | 52公里'),
  bad: evaluation({
    rows: [
      '产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 10 | 10',
      '产出指标 | 数量指标 | 养护次数 | ≥4次 | | 10 | 10',
    ],
  }),
  run: (view) =>
    withVerdict(view, 'missing')
      .filter((one) => (states(one, 'target') || one.score !== null) && !states(one, 'actual'))
      .map((one) => ({
        ...about(one, 'level3', 'actual', 'target'),
        expected: one.target?.raw ?? null,
        found: one.actual!.raw,
        en: `The target is ${one.target?.raw || 'blank'}, and no actual is stated. Fill in what was reached.`,
        zh: `指标值为${one.target?.raw || '空白'}，实际完成值未填，请补填。`,
      })),
}

const copiedName: Check = {
  id: 'ACT-02',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The actual repeats the name', zh: '实际完成值照抄指标名称' },
  why: { en: 'It says nothing of what was reached.', zh: '未反映完成情况。' },
  reads: ['indicators.actual', 'indicators.level3', 'indicators.key'],
  source: 'D',
  good: row('养护里程', '≥50公里 | 52公里'),
  bad: row('养护里程', '≥50公里 | 养护里程'),
  run: (view) =>
    withVerdict(view, 'name-copy').map((one) => ({
      ...about(one, 'actual', 'level3', 'target'),
      expected: one.target?.raw ?? null,
      found: one.actual!.raw,
      en: `The actual "${one.actual!.raw}" is the indicator's own name; the target is ${one.target?.raw ?? 'not printed'}. State the result.`,
      zh: `实际完成值“${one.actual!.raw}”照抄指标名称，指标值为${one.target?.raw ?? '未填'}，请填写实际结果。`,
    })),
}

const restated: Check = {
  id: 'ACT-03',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The actual restates the target', zh: '实际完成值照抄指标值' },
  why: { en: 'A threshold or a promise is no measurement.', zh: '“≥95%”“达到以上”等不是实际测量结果。' },
  reads: ['indicators.actual', 'indicators.target'],
  source: 'D',
  good: row('养护里程', '≥50公里 | 52公里'),
  bad: row('养护里程', '≥50公里 | ≥50公里'),
  run: (view) =>
    withVerdict(view, 'restated-target').map((one) => ({
      ...about(one, 'actual', 'target'),
      found: one.actual!.raw,
      en: `"${one.actual!.raw}" is a ${/[≥≤><]/.test(one.actual!.raw) ? 'threshold' : 'restated target'}, not a measured result (target: ${one.target?.raw ?? '—'}). State what was measured.`,
      zh: `“${one.actual!.raw}”为目标表述，不是实际测量结果（指标值：${one.target?.raw ?? '—'}），请填写实际值。`,
    })),
}

const allCopied: Check = {
  id: 'ACT-04',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Half or more of the actuals are the targets, to the letter', zh: '半数以上实际完成值与指标值完全相同' },
  why: { en: 'Results that all hit the mark exactly were probably copied.', zh: '多项结果与目标完全一致，疑似照抄。' },
  reads: ['indicators.actual', 'indicators.target'],
  source: 'D',
  good: three('52公里', '98%', '93%'),
  bad: three('50公里', '95%', '90%'),
  run: (view) => {
    const rows = rowsOf(view).filter(({ target, actual }) => target && actual && target.kind !== 'missing')
    const same = rows.filter(
      ({ target, actual }) => actual!.kind !== 'missing' && normalize(target!.raw) === normalize(actual!.raw),
    )
    // Two rows that came out as planned are no pattern.
    if (same.length < 3 || same.length * 2 < rows.length || weightsAsValues(view)) return []
    const share = quotient(times(String(same.length), '100'), String(rows.length), 1)
    return [
      {
        cells: same.flatMap((one) => claimsOf(one, 'actual')),
        related: same.map(({ level3 }) => level3),
        expected: '<50%',
        found: `${same.length}/${rows.length}`,
        en: `${same.length} of ${rows.length} actuals (${share}%) are identical to their targets. Check them against evidence.`,
        zh: `${rows.length}项中有${same.length}项（${share}%）实际完成值与指标值完全相同，请对照佐证材料核实。`,
      },
    ]
  },
}

function three(...actuals: readonly string[]): string {
  const names = ['数量指标 | 养护里程 | 50公里', '质量指标 | 验收合格率 | 95%', '时效指标 | 按期完工率 | 90%']
  return evaluation({ rows: actuals.map((actual, at) => `产出指标 | ${names[at]} | ${actual} | 10 | 10`) })
}

const otherKind: Check = {
  id: 'ACT-05',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Actual and target are of different kinds', zh: '实际完成值与指标值口径不同' },
  why: { en: 'A count does not answer a rate, nor money a count.', zh: '数量与比率、金额与数量之间不可比。' },
  reads: ['indicators.actual', 'indicators.target'],
  source: 'S-STD',
  good: row('验收合格率', '100% | 100%'),
  bad: row('验收合格率', '100% | 139'),
  run: (view) =>
    withVerdict(view, 'unit-mismatch').map((one) => ({
      ...about(one, 'actual', 'target'),
      expected: one.target!.raw,
      found: one.actual!.raw,
      en: `The target ${one.target!.raw} is ${kindOf(one.target!.unit)}, the actual "${one.actual!.raw}" is ${kindOf(one.actual!.unit)}. State the actual in the target's unit.`,
      zh: `指标值${one.target!.raw}与实际完成值“${one.actual!.raw}”口径不同，无法比较，请按指标值的单位填写。`,
    })),
}

function kindOf(unit: string | undefined): string {
  const names = { share: 'a percentage', money: 'money', count: 'a count', time: 'a time' } as Readonly<
    Record<string, string>
  >
  return names[unitFamily(unit ?? '') ?? ''] ?? (unit ? `a measure in ${unit}` : 'a bare number')
}

const noUnit: Check = {
  id: 'ACT-06',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: "The actual lacks the target's unit", zh: '实际完成值缺少计量单位' },
  why: { en: 'The unit must be guessed from the target.', zh: '单位只能由指标值推测。' },
  reads: ['indicators.actual', 'indicators.target'],
  source: 'S-AH',
  good: row('养护里程', '≥50公里 | 52公里'),
  bad: row('养护里程', '≥50公里 | 52'),
  run: (view) =>
    rowsOf(view).flatMap((one): Note[] => {
      const { target, actual } = one
      if (actual?.kind !== 'quantity' || target?.kind !== 'quantity' || verdictOf(one) === 'unit-mismatch') return []
      const bare = isBareMagnitude(actual)
      if (!bare && (actual.unit !== '' || (target.unit ?? '') === '')) return []
      if (!bare && actual.assumed?.from === 'column') return []
      const suggestion = bare && actual.unit === 'CNY' ? `${actual.raw}元` : null
      return [
        {
          ...about(one, 'actual', 'target'),
          found: actual.raw,
          suggestion,
          en: bare
            ? `The unit of "${actual.raw}" is incomplete${suggestion ? `: ${suggestion} is assumed` : ''}. Complete it.`
            : `"${actual.raw}" has no unit, the target "${target.raw}" has one. Add it.`,
          zh: bare
            ? `“${actual.raw}”的单位不完整${suggestion ? `，按${suggestion}理解` : ''}，请补全。`
            : `“${actual.raw}”没有计量单位，指标值为“${target.raw}”，请补填。`,
        },
      ]
    }),
}

const stray: Check = {
  id: 'ACT-07',
  severity: 'info',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'A stray mark at the start', zh: '完成值开头有多余字符' },
  why: { en: 'A list mark or a dash slipped into the cell.', zh: '多为误带的编号或符号。' },
  reads: ['indicators.actual'],
  source: 'D',
  good: row('出水水质', '达到一级A标排放标准 | 一级A标'),
  bad: row('出水水质', '达到一级A标排放标准 | ·达到一级A标排放标准'),
  run: (view) =>
    rowsOf(view).flatMap((one): Note[] => {
      const rest = withoutStray(one)
      if (rest === null) return []
      return [
        {
          ...about(one, 'actual'),
          found: one.actual!.raw,
          suggestion: rest,
          en: `"${one.actual!.raw}" begins with a stray mark. Write "${rest}".`,
          zh: `“${one.actual!.raw}”开头有多余字符，应为“${rest}”。`,
        },
      ]
    }),
}

const words: Check = {
  id: 'ACT-08',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Words where the target is a number', zh: '定量指标的完成值为文字' },
  why: { en: '完成 cannot be compared with 50公里.', zh: '“完成”“达标”无法与数值比较。' },
  reads: ['indicators.actual', 'indicators.target'],
  source: 'S-SC1, S-NUM, S-IMP',
  good: row('养护里程', '≥50公里 | 52公里'),
  bad: row('养护里程', '≥50公里 | 已完成'),
  run: (view) =>
    withVerdict(view, 'words').map((one) => ({
      ...about(one, 'actual', 'target'),
      expected: one.target!.raw,
      found: one.actual!.raw,
      en: `The target is ${one.target!.raw}, the actual says "${one.actual!.raw}". State the figure.`,
      zh: `指标值为${one.target!.raw}，完成值为“${one.actual!.raw}”，请填写数值。`,
    })),
}

const outside: Check = {
  id: 'ACT-09',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'A share outside 0–100%', zh: '比率类完成值超出0–100%' },
  why: { en: 'No part is greater than its whole.', zh: '部分不可能大于整体。' },
  reads: ['indicators.actual', 'indicators.level3'],
  source: 'D',
  good: row('验收合格率', '≥95% | 98%'),
  bad: row('验收合格率', '≥95% | 198%'),
  run: (view) =>
    rowsOf(view)
      .filter((one) => one.actual !== null && isShareOfWhole(one) && outsideOfShare(one.actual))
      .map((one) => ({
        ...about(one, 'actual'),
        expected: '0–100%',
        found: one.actual!.raw,
        suggestion: one.actual!.suggestion ?? null,
        en: `"${one.actual!.raw}" is no possible share. Correct it.`,
        zh: `“${one.actual!.raw}”超出0–100%，请更正。`,
      })),
}

/** Actuals (实际完成值). */
export const ACTUALS: Family = {
  id: 'ACT',
  title: { en: 'Actuals', zh: '实际完成值' },
  checks: [blank, copiedName, restated, allCopied, otherKind, noUnit, stray, words, outside],
}
