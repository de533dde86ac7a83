import { compare, plus, sum } from '../value/index.ts'
import type { Check, Family, Note, Pair } from './check.ts'
import { magnitude, minus } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { matchRows, type RowMatch } from './match-rows.ts'
import { figureOf, itemOf } from './money.ts'
import { normalize, plain } from './normal.ts'
import { PAIR_ROWS } from './pair-rows.ts'
import { isTransposed, sameLines } from './same-lines.ts'
import { evaluation, goals, packet } from './sketch.ts'
import { claimsOf, type View } from './view.ts'

const G = '产出指标 | 数量指标 | 养护里程 | ≥50公里'

const E = `${G} | 52公里 | 10 | 10`

const pairOf = (planned: string, done: string) =>
  packet(
    goals({ rows: [G, planned], after: ['填表人：张某'] }),
    evaluation({ rows: [E, `${done} | 10 | 10`], total: '20 | 20' }),
  )

const otherAmount: Check = {
  id: 'XT-01',
  severity: 'error',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'A fund line differs between goal form and self-evaluation', zh: '目标表与自评表同一资金不一致' },
  why: { en: 'Both report the budget as approved.', zh: '两表均应反映批复的预算。' },
  reads: ['funds.item', 'funds.amount', 'funds.initialBudget'],
  source: 'D',
  good: packet(
    goals({ funds: ['年度资金总额 | 100'] }),
    evaluation({ funds: ['年度资金总额 | 100 | 120 | 120 | 10 | 100% | 10'] }),
  ),
  bad: packet(
    goals({ funds: ['年度资金总额 | 190'] }),
    evaluation({ funds: ['年度资金总额 | 910 | 910 | 910 | 10 | 100% | 10'] }),
  ),
  run: (pair) =>
    sameLines(pair.goals, pair.evaluation)
      .filter(({ agree, tenThousandfold }) => !agree && !tenThousandfold)
      .map(({ planned, done, before, after }) => {
        const right = fitting(pair, itemOf(planned), before, after)
        const swapped = isTransposed(before, after)
        const gap = magnitude(minus(before, after))
        return {
          cells: claimsOf(done, 'initialBudget', 'amount'),
          related: [itemOf(done), done.label],
          also: [{ filing: pair.goals.filing, cells: claimsOf(planned, 'amount', 'initialBudget') }],
          expected: right,
          found: right === after ? before : after,
          suggestion: right,
          en: `${done.label} is ${before} on the goal form and ${after} on the self-evaluation (difference ${gap}${swapped ? ', two neighbouring digits are swapped' : ''})${right === null ? '' : `; ${right} is the one that adds up`}. Correct the wrong one.`,
          zh: `${done.label}目标表为${before}，自评表为${after}（相差${gap}${swapped ? '，疑似相邻数字颠倒' : ''}）${right === null ? '' : `；${right}与合计相符`}，请更正。`,
        }
      }),
}

/** Of two figures the one with which its axis adds up to the total, if it is one of them only. */
function fitting(
  { goals: planned, evaluation: done }: Pair,
  item: string,
  before: string,
  after: string,
): string | null {
  const fits = (figure: string) =>
    [planned, done].some((view) => {
      const line = view.funds.find((fund) => itemOf(fund) === item)
      const total = view.total && (figureOf(view.total, 'amount') ?? figureOf(view.total, 'initialBudget'))
      if (!line || line === view.total || !total) return false
      const others = view.funds.filter((fund) => fund !== line && fund !== view.total && fund.axis === line.axis)
      const rest = sum(others.map((fund) => figureOf(fund, 'amount') ?? figureOf(fund, 'initialBudget') ?? '0'))
      return compare(plus(rest, figure), total) === 0
    })
  return fits(before) === fits(after) ? null : fits(after) ? after : before
}

const goalText = (view: View) =>
  view.filing.goals
    .filter(({ horizon, expected }) => horizon === 'annual' && expected !== null)
    .map(({ expected }) => expected!)

const otherGoal: Check = {
  id: 'XT-04',
  severity: 'warning',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'The overall goal was reworded', zh: '总体目标表述与目标表不一致' },
  why: { en: 'The self-evaluation answers the goal that was approved.', zh: '自评应针对批复的总体目标。' },
  reads: ['goals.expected'],
  source: 'D',
  good: packet(
    goals({ goal: ['养护乡道50公里，保障通行。'] }),
    evaluation({ goal: ['养护乡道50公里,保障通行', '已养护52公里'] }),
  ),
  bad: packet(
    goals({ goal: ['养护乡道50公里，保障通行。'] }),
    evaluation({ goal: ['养护县道20公里。', '已养护22公里'] }),
  ),
  run: (pair) => {
    const [before, after] = [goalText(pair.goals), goalText(pair.evaluation)]
    if (before.length === 0 || after.length === 0 || plain(before.join('')) === plain(after.join(''))) return []
    return [
      {
        cells: pair.evaluation.filing.goals.flatMap((goal) => claimsOf(goal, 'expected')),
        also: [
          { filing: pair.goals.filing, cells: pair.goals.filing.goals.flatMap((goal) => claimsOf(goal, 'expected')) },
        ],
        expected: before.join('\n'),
        found: after.join('\n'),
        en: 'The overall goal is not worded as on the goal form. Use the approved text, or file the adjustment.',
        zh: '总体目标与目标表表述不一致，请按批复内容填写或附调整依据。',
      },
    ]
  },
}

const otherBody: Check = {
  id: 'XT-07',
  severity: 'error',
  scope: 'pair',
  forms: EVALUATION_FORMS,
  title: { en: 'Department, year or project code differ', zh: '部门、年度或项目代码不一致' },
  why: {
    en: 'Two forms of one file that belong together name different subjects.',
    zh: '同一文件中的目标表与自评表主体不一致。',
  },
  reads: ['department', 'fiscalYear', 'projectCode'],
  source: 'D',
  good: pairOf('产出指标 | 质量指标 | 验收合格率 | ≥95%', '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98%'),
  bad: packet(goals({ rows: [G] }), evaluation({ rows: [E], year: '（2021年度）' })),
  run: ({ goals: planned, evaluation: done }) =>
    (
      [
        ['department', '部门'],
        ['fiscalYear', '年度'],
        ['projectCode', '项目代码'],
      ] as const
    ).flatMap(([key, zh]): Note[] => {
      const [a, b] = [planned.filing[key], done.filing[key]]
      if (a === null || b === null || normalize(String(a)) === normalize(String(b))) return []
      return [
        {
          cells: claimsOf(done.filing, key),
          also: [{ filing: planned.filing, cells: claimsOf(planned.filing, key) }],
          related: [key],
          expected: String(a),
          found: String(b),
          en: `${key} is ${a} on the goal form and ${b} on the self-evaluation. Correct the wrong one.`,
          zh: `${zh}在目标表为${a}，自评表为${b}，请更正。`,
        },
      ]
    }),
}

const YEARS = (year: string, actual: string) =>
  evaluation({
    year: `（${year}年度）`,
    rows: [
      `产出指标 | 数量指标 | 养护里程 | ≥50公里 | ${actual} | 10 | 10`,
      '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98% | 10 | 10',
      '产出指标 | 时效指标 | 按期完工率 | ≥90% | 93% | 10 | 10',
    ],
  })

const copiedYear: Check = {
  id: 'XT-08',
  severity: 'info',
  scope: 'series',
  forms: 'all',
  title: { en: "All targets or all actuals are last year's", zh: '指标值或完成值与上年完全相同' },
  why: { en: "Last year's form was probably copied.", zh: '疑似沿用上年表格。' },
  reads: ['indicators.target', 'indicators.actual'],
  source: 'D',
  good: packet(YEARS('2021', '51公里'), YEARS('2022', '52公里').replace('≥50公里', '≥52公里')),
  bad: packet(YEARS('2021', '52公里'), YEARS('2022', '52公里')),
  run: ({ previous, current }) => {
    const { matched: rows, onlyA, onlyB } = matchRows(previous.filing.indicators, current.filing.indicators)
    if (rows.length < 3 || onlyA.length + onlyB.length > 0) return []
    const same = (role: 'target' | 'actual') =>
      rows.every(
        ({ a, b }: RowMatch) =>
          a[role] !== null && a[role]!.kind !== 'missing' && normalize(a[role]!.raw) === normalize(b[role]?.raw ?? ''),
      )
    const roles = (['target', 'actual'] as const).filter(same)
    if (roles.length === 0) return []
    return [
      {
        cells: rows.flatMap(({ b }) => claimsOf(b, ...roles)),
        also: [{ filing: previous.filing, cells: rows.flatMap(({ a }) => claimsOf(a, ...roles)) }],
        related: roles,
        found: `${rows.length}/${rows.length}`,
        en: `The ${roles.join('s and ')}s of all ${rows.length} indicators are those of ${previous.filing.fiscalYear}. Confirm that nothing was copied.`,
        zh: `${rows.length}项指标的${roles.map((role) => (role === 'target' ? '指标值' : '完成值')).join('和')}与${previous.filing.fiscalYear}年完全相同，请确认是否照抄。`,
      },
    ]
  },
}

/** Goal form against self-evaluation, year against year. */
export const PAIRS: Family = {
  id: 'XT',
  title: { en: 'Across forms', zh: '跨表核对' },
  checks: [otherAmount, otherGoal, otherBody, copiedYear, ...PAIR_ROWS],
}
