import { compare, plus, sum } from '../value/index.ts'
import type { Check } from './check.ts'
import { differ } from './decimal.ts'
import { EVALUATION_FORMS } from './forms.ts'
import { figureOf, itemOf } from './money.ts'
import { gradeOf } from './scoring.ts'
import { evaluation } from './sketch.ts'
import { about, claimsOf, isFiller, ownRows } from './view.ts'

const wrongTotal: Check = {
  id: 'SCR-02',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The total score is not the sum of the scores', zh: '总分与各项得分之和不符' },
  why: { en: 'The grade is read from the total.', zh: '评级以总分为准。' },
  reads: ['totalScore', 'indicators.score', 'funds.score'],
  source: 'S-WARN',
  good: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 90 | 85 | 雨季停工'],
    total: '100 | 95',
  }),
  bad: evaluation({
    funds: ['年度资金总额 | 100 | 100 | 100 | 10 | 100% | 10'],
    rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 90 | 85 | 雨季停工'],
    total: '100 | 98',
  }),
  run: (view) => {
    const { totalScore } = view.filing
    const rows = ownRows(view.units, 'score')
    const figures = rows.map(({ score }) => score).filter((score) => score !== null)
    if (
      totalScore === null ||
      !view.isFinished ||
      !view.isHeaded ||
      figures.length === 0 ||
      figures.length < rows.length
    )
      return []
    const spent = view.execution ? figureOf(view.execution, 'score') : null
    const sums = [sum(figures), ...(spent === null ? [] : [plus(sum(figures), spent)])]
    if (
      sums.some(
        (reached) =>
          !differ(
            reached,
            totalScore,
            [...figures, totalScore].filter((figure) => figure.includes('.')),
          ),
      )
    )
      return []
    return [
      {
        cells: [...claimsOf(view.filing, 'totalScore'), ...rows.flatMap((one) => claimsOf(one, 'score'))],
        related: view.execution ? [itemOf(view.execution)] : [],
        expected: sums.at(-1)!,
        found: totalScore,
        en: `The total score says ${totalScore}; the scores add up to ${sums.at(-1)}. Correct the total or the scores.`,
        zh: `总分为${totalScore}，各项得分相加为${sums.at(-1)}，请更正。`,
      },
    ]
  },
}

const GRADES: readonly (readonly [string, RegExp])[] = [
  ['优', /^优秀?$/],
  ['良', /^良好?$/],
  ['中', /^中等?$|^合格$/],
  ['差', /^差$|^不合格$/],
]

const wrongGrade: Check = {
  id: 'SCR-06',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'The grade is not that of the total score', zh: '评价等级与总分不符' },
  why: { en: '优 from 90, 良 from 80, 中 from 60, else 差.', zh: '90分及以上为优，80–90为良，60–80为中，60以下为差。' },
  reads: ['grade', 'totalScore'],
  source: 'S-WARN',
  good: graded('优'),
  bad: graded('良'),
  run: ({ filing }, { profile }) => {
    const { grade, totalScore } = filing
    const printed = GRADES.find(([, pattern]) => pattern.test((grade ?? '').replace(/\s/g, '')))?.[0]
    const expected = totalScore === null ? null : gradeOf(totalScore, profile.grades)
    if (!printed || expected === null || printed === expected || !profile.grades.some((one) => one.grade === printed))
      return []
    return [
      {
        cells: claimsOf(filing, 'grade', 'totalScore'),
        expected,
        found: printed,
        suggestion: expected,
        en: `The grade is ${grade}, but a total of ${totalScore} is ${expected}. Correct the grade.`,
        zh: `等级为${grade}，总分${totalScore}对应${expected}，请更正。`,
      },
    ]
  },
}

function graded(grade: string): string {
  return `${evaluation({ head: ['项目名称 | 乡道养护', '主管部门 | 濉溪县交通运输局', '自评总分 | 95', `自评等级 | ${grade}`], rows: ['产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 100 | 95 | 雨季停工'] })}`
}

const allFull: Check = {
  id: 'SCR-07',
  severity: 'warning',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'Every indicator has full marks, and nothing is explained', zh: '全部指标满分且无偏差说明' },
  why: { en: 'Reviewers look at such forms first.', zh: '全部满分的自评表应重点复核。' },
  reads: ['indicators.score', 'indicators.weight', 'indicators.deviation'],
  source: 'S-RULE3',
  good: threeRows('9 | 雨季停工'),
  bad: threeRows('10 | '),
  run: (view) => {
    const rows = view.units.filter(({ weight, score }) => weight !== null && score !== null)
    const full = rows.filter(({ weight, score }) => compare(weight!, score!) === 0)
    if (rows.length < 3 || full.length < rows.length || rows.length < view.units.length) return []
    if (view.filing.indicators.some(({ deviation }) => deviation !== null && !isFiller(deviation))) return []
    const total = view.filing.totalScore
    return [
      {
        cells: rows.flatMap((one) => claimsOf(one, 'score')),
        found: `${full.length}/${rows.length}`,
        en: `All ${rows.length} indicators have full marks${total === null ? '' : ` (total ${total})`}, and no deviation is explained. Check the scores against evidence.`,
        zh: `${rows.length}项指标全部满分${total === null ? '' : `（总分${total}）`}，偏差原因均为空，请对照佐证材料复核。`,
      },
    ]
  },
}

function threeRows(third: string): string {
  return evaluation({
    rows: [
      '产出指标 | 数量指标 | 养护里程 | ≥50公里 | 52公里 | 10 | 10',
      '产出指标 | 质量指标 | 验收合格率 | ≥95% | 98% | 10 | 10',
      `产出指标 | 时效指标 | 按期完工率 | ≥90% | 92% | 10 | ${third}`,
    ],
  })
}

const noScore: Check = {
  id: 'SCR-10',
  severity: 'error',
  scope: 'filing',
  forms: EVALUATION_FORMS,
  title: { en: 'An actual without a score', zh: '有实际完成值但未填得分' },
  why: { en: 'The total cannot be checked.', zh: '无法核对总分。' },
  reads: ['indicators.actual', 'indicators.score', 'indicators.weight'],
  source: 'S-STD',
  good: threeRows('10 | '),
  bad: threeRows(' | '),
  run: (view) => {
    if (!view.prints('score')) return []
    const open = view.units.filter(
      ({ score, weight, actual, parent, cells }) =>
        score === null &&
        !cells.score &&
        parent === null &&
        weight !== null &&
        actual !== null &&
        actual.kind !== 'missing',
    )
    if (open.length === 0) return []
    const say = {
      en: 'The actual is given, the score is blank. Fill in the score.',
      zh: '已填实际完成值，得分空白，请补填。',
    }
    if (open.length < view.units.length || open.length < 3)
      return open.map((one) => ({ ...about(one, 'level3', 'actual'), found: '', ...say }))
    return [
      {
        cells: open.flatMap((one) => claimsOf(one, 'actual')),
        related: open.map(({ level3 }) => level3),
        found: '',
        en: `None of the ${open.length} indicators has a score. Fill in the scores.`,
        zh: `${open.length}项指标均未填得分，请补填。`,
      },
    ]
  },
}

/** The rules about totals, grades and whole tables. */
export const SCORE_SUMS: readonly Check[] = [wrongTotal, wrongGrade, allFull, noScore]
