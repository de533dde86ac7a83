/** BAS: the base-data form (基础数据表): staff against posts, 三公经费, budgets of two years. */

import type { Claim, Filing } from '../model.ts'
import { normalizeLabel } from '../text.ts'
import { compare, sum, times } from '../value/index.ts'
import type { Check, Family, Note } from './check.ts'
import { decimalsOf, differ, isPositive, isZero } from './decimal.ts'
import { normalize } from './normal.ts'
import { budgetControlScore, changeRate, controlRate, executionRate } from './scoring.ts'

/** One figure of the form with the words of its row and column. */
interface Figure {
  /** The last word of the row's path, without numbering. */
  readonly name: string
  readonly column: string
  /** All words around it: section, row, column. */
  readonly words: string
  readonly value: string
  readonly cells: readonly Claim[]
}

function figuresOf({ measures }: Filing): readonly Figure[] {
  return measures.flatMap(({ value, rowPath, columnPath, section, cells }) => {
    if (value.kind !== 'quantity' || value.value === undefined) return []
    const column = normalize(columnPath.join('/'))
    return [
      {
        name: normalizeLabel(rowPath.at(-1) ?? ''),
        column,
        words: normalize([section ?? '', ...rowPath, column].join('/')),
        value: value.written?.value ?? value.value,
        cells: cells.value ?? [],
      },
    ]
  })
}

/** The only figure of some; null where there is none, or more than one. */
function only(figures: readonly Figure[]): Figure | null {
  return figures.length === 1 ? figures[0]! : null
}

const about = (figures: readonly Figure[], words: RegExp) => only(figures.filter((one) => words.test(one.words)))

const form = (...rows: readonly string[]) =>
  [
    '部门整体支出绩效评价基础数据表',
    '（2022年度）',
    '| 部门名称 | 濉溪县民政局 |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')

const staff = (rate: string) => ['财政供养人员情况（人） | 编制数 | 实际在职人数 | 控制率', `^ | 143 | 136 | ${rate}`]
const yearly = (last: string, next: string) => [
  '经费控制情况（万元） | 2021年预算数 | 2022年预算数',
  `三公经费 | ${last} | ${next}`,
  '公用经费 | 120 | 118',
  '办公费 | 20 | 18',
]

const wrongControl: Check = {
  id: 'BAS-01',
  severity: 'error',
  scope: 'filing',
  forms: ['baseline-data'],
  title: { en: 'The control rate is not staff ÷ posts', zh: '人员控制率与实有人数÷编制数不符' },
  why: {
    en: 'Above 100% each point costs 0.5 of 8 points.',
    zh: '控制率超过100%的，每超1个百分点扣0.5分（满分8分）。',
  },
  reads: ['measures'],
  source: 'S-HN-BASE',
  good: form(...staff('95.10%')),
  bad: form(...staff('90.10%')),
  run: ({ filing }) => {
    const figures = figuresOf(filing)
    const posts = about(figures, /编制/)
    const staff = about(figures, /在职|实有人数/)
    const rate = about(figures, /控制率/)
    if (!posts || !staff || !rate || isZero(posts.value)) return []
    const expected = controlRate(posts.value, staff.value)!
    // At the decimals printed; 0.951 is the share that stands for 95.1%.
    const asPrinted = (printed: string) =>
      compare(executionRate(posts.value, staff.value, decimalsOf(printed))!, printed) === 0
    if (asPrinted(rate.value) || (compare(rate.value, '2') < 0 && asPrinted(times(rate.value, '100')))) return []
    return [
      {
        cells: [...rate.cells, ...staff.cells, ...posts.cells],
        expected: `${expected}%`,
        found: `${rate.value}%`,
        suggestion: `${expected}%`,
        en: `${staff.value} ÷ ${posts.value} = ${expected}%, but the control rate says ${rate.value}%. Correct it.`,
        zh: `${staff.value}÷${posts.value}=${expected}%，控制率填为${rate.value}%，请更正。`,
      },
    ]
  },
}

const OFFICIAL = /^["“”]?三公["“”]?经费/
const CARS = /^公务用车(?:购置[和及与](?:运行)?(?:维护|运行)?(?:维护)?)?(?:经费|费用?)?$/
const SUMS = [
  { name: '三公经费', whole: OFFICIAL, parts: [CARS, /出国|出境/, /接待/] },
  {
    name: '公务用车',
    whole: CARS,
    parts: [/^(?:公车|公务用车|车辆)购置(?:经费|费)?$/, /^(?:公车|公务用车|车辆)?(?:运行|维护|运维)+(?:经费|费)*$/],
  },
] as const

const wrongSum: Check = {
  id: 'BAS-02',
  severity: 'error',
  scope: 'filing',
  forms: ['baseline-data'],
  title: { en: '三公经费 or official cars do not add up', zh: '三公经费或公务用车分项合计不符' },
  why: { en: 'These sums are published.', zh: '三公经费为公开数据。' },
  reads: ['measures'],
  source: 'S-HN-BASE',
  good: form(
    '经费控制情况（万元） | 2021年决算数 | 2022年预算数',
    '三公经费 | 63.46 | 60',
    '公务用车 | 41.46 | 40',
    '出国经费 | 0 | 0',
    '公务接待 | 22 | 20',
  ),
  bad: form(
    '经费控制情况（万元） | 2021年决算数 | 2022年预算数',
    '三公经费 | 65.46 | 60',
    '公务用车 | 41.46 | 40',
    '出国经费 | 0 | 0',
    '公务接待 | 22 | 20',
  ),
  run: ({ filing }) => {
    const figures = figuresOf(filing)
    const columns = [...new Set(figures.map(({ column }) => column))]
    return columns.flatMap((column) =>
      SUMS.flatMap(({ whole, parts, name }): Note[] => {
        const named = (words: RegExp) => only(figures.filter((one) => one.column === column && words.test(one.name)))
        const total = named(whole)
        const found = parts.map(named)
        if (!total || found.some((one) => one === null)) return []
        const values = found.map((one) => one!.value)
        const reached = sum(values)
        if (
          !differ(
            reached,
            total.value,
            [...values, total.value].filter((figure) => figure.includes('.')),
          )
        )
          return []
        return [
          {
            cells: [...total.cells, ...found.flatMap((one) => one!.cells)],
            expected: reached,
            found: total.value,
            en: `${column}: ${values.join(' + ')} = ${reached}, but ${name} says ${total.value}. Correct it.`,
            zh: `${column}：${values.join(' + ')} = ${reached}，${name}填为${total.value}，请更正。`,
          },
        ]
      }),
    )
  },
}

const risen: Check = {
  id: 'BAS-03',
  severity: 'warning',
  scope: 'filing',
  forms: ['baseline-data'],
  title: { en: '三公经费 rise', zh: '三公经费预算增长' },
  why: { en: 'They are to fall or stay; a rise needs its reason.', zh: '三公经费应只减不增，增长须说明原因。' },
  reads: ['measures'],
  source: 'S-HN-BASE',
  good: form(...yearly('63.46', '60')),
  bad: form(...yearly('32', '63.46')),
  run: ({ filing }) => {
    const years = figuresOf(filing)
      .filter(({ name, column }) => OFFICIAL.test(name) && /预算/.test(column) && /(?:19|20)\d\d/.test(column))
      .map((figure) => ({ figure, year: Number(/(?:19|20)\d\d/.exec(figure.column)![0]) }))
      .sort((a, b) => b.year - a.year)
    const [current, last] = years
    if (!current || !last || years.length > 3 || current.year !== last.year + 1 || isZero(last.figure.value)) return []
    const rate = changeRate(current.figure.value, last.figure.value)!
    if (!isPositive(rate)) return []
    return [
      {
        cells: [...current.figure.cells, ...last.figure.cells],
        expected: '≤0%',
        found: `${rate}%`,
        en: `三公经费 rise from ${last.figure.value} to ${current.figure.value} (${rate}%). State the reason.`,
        zh: `三公经费预算由${last.figure.value}增至${current.figure.value}（${rate}%），请说明原因。`,
      },
    ]
  },
}

const added: Check = {
  id: 'BAS-04',
  severity: 'warning',
  scope: 'filing',
  forms: ['baseline-data'],
  title: { en: 'The budget was added to during the year', zh: '年中追加预算，预算控制率扣分' },
  why: {
    en: 'Added ÷ initial budget: 0 → 8 points, ≤10% 6, ≤20% 4, ≤30% 2, more 0.',
    zh: '预算控制率0得8分，≤10%得6分，≤20%得4分，≤30%得2分，以上不得分。',
  },
  reads: ['measures'],
  source: 'S-HN-BASE',
  good: form('预算情况（万元） | 年初预算数 | 本年追加预算', '部门预算 | 1922.76 | 0'),
  bad: form('预算情况（万元） | 年初预算数 | 本年追加预算', '部门预算 | 1922.76 | 767.86'),
  run: ({ filing }) => {
    const figures = figuresOf(filing)
    const more = about(figures, /追加/)
    const initial = about(figures, /年初预算/)
    if (!more || !initial || isZero(initial.value)) return []
    const points = budgetControlScore(more.value, initial.value)!
    const rate = executionRate(initial.value, more.value)!
    if (compare(points, '8') === 0) return []
    return [
      {
        cells: [...more.cells, ...initial.cells],
        expected: '0%',
        found: `${rate}%`,
        en: `${more.value} was added to ${initial.value} (${rate}%): ${points} of 8 points for budget control. State the reason.`,
        zh: `年初预算${initial.value}，追加${more.value}（${rate}%），预算控制得${points}分（满分8分），请说明原因。`,
      },
    ]
  },
}

/** Base data (基础数据). */
export const BASELINE: Family = {
  id: 'BAS',
  title: { en: 'Base data', zh: '基础数据' },
  checks: [wrongControl, wrongSum, risen, added],
}
