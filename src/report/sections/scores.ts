/** Points: full marks, what the points rest on, how they are spread over the taxonomy, target against actual. */
import { words } from '../bilingual.ts'
import { drawBars } from '../chart/bars.ts'
import { html } from '../html.ts'
import { nameOf } from './names.ts'
import {
  addUp,
  count,
  drawFigure,
  drawHtmlTable,
  numberOf,
  percent,
  type Query,
  type Section,
  textOf,
} from './section.ts'

/** The section. One pass over the indicators answers all its questions. */
export const SCORES: Section = {
  id: 'scores',
  title: words('Points and evidence', '得分与证据'),
  draw: (query) => {
    const rows =
      query(`SELECT stage, evidence, category, target_comparator AS comparator, ${BIN} AS bin, count(*) AS rows,
      sum(weight_number) AS weight, sum(score_number) AS score, sum(score_number = weight_number) AS full
      FROM v_indicators GROUP BY 1, 2, 3, 4, 5`)
    return html`${drawFullMarks(query)}${drawEvidence(rows)}${drawWeights(rows)}${drawAttainment(rows)}`
  },
}

type Rows = ReturnType<Query>

function drawFullMarks(query: Query) {
  const rows =
    query(`SELECT fiscal_year, count(*) AS filings, sum(CAST(total_score AS REAL) >= coalesce(CAST(total_weight AS REAL), 100)) AS full
    FROM filing WHERE standing = 'current' AND form LIKE '%-self-evaluation' AND total_score IS NOT NULL GROUP BY fiscal_year ORDER BY fiscal_year`)
  const title = words('Self-evaluations with full marks', '自评满分的填报表')
  return drawFigure(
    title,
    words('Percent of the self-evaluations with a total score, by year.', '占有总得分的自评表的百分比，按年度。'),
    drawBars(
      title,
      rows.map((row) => ({
        label: nameOf(textOf(row, 'fiscal_year')),
        value: (100 * numberOf(row, 'full')) / numberOf(row, 'filings'),
        note: percent(numberOf(row, 'full'), numberOf(row, 'filings')),
      })),
      100,
    ),
    drawHtmlTable(
      [words('year', '年度'), words('with a score', '有总分'), words('full marks', '满分'), words('share', '占比')],
      rows.map((row) => [
        nameOf(textOf(row, 'fiscal_year')),
        numberOf(row, 'filings'),
        numberOf(row, 'full'),
        percent(numberOf(row, 'full'), numberOf(row, 'filings')),
      ]),
    ),
  )
}

function drawEvidence(all: Rows) {
  const rows = all.filter((row) => row.stage === 'self-evaluation' && row.evidence !== null)
  const points = addUp(rows, 'evidence', 'score')
  const counts = new Map(addUp(rows, 'evidence', 'rows'))
  const total = points.reduce((sum, [, score]) => sum + score, 0)
  const title = words('What the points rest on', '得分的依据')
  return drawFigure(
    title,
    words(
      'Points that self-evaluations give themselves, by what the actual value is: a measurement, words, a copy of the target or of the name.',
      '自评得分按实际完成值的性质划分：度量、文字、重述目标或照抄名称。',
    ),
    drawBars(
      title,
      points.map(([evidence, score]) => ({ label: nameOf(evidence), value: score, note: percent(score, total) })),
    ),
    drawHtmlTable(
      [
        words('actual value', '实际完成值'),
        words('indicators', '指标数'),
        words('points', '得分'),
        words('share of points', '得分占比'),
      ],
      points.map(([evidence, score]) => [nameOf(evidence), counts.get(evidence) ?? 0, score, percent(score, total)]),
    ),
  )
}

function drawWeights(rows: Rows) {
  const weights = addUp(
    rows.filter((row) => row.weight !== null),
    'category',
    'weight',
  )
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  const counts = new Map(addUp(rows, 'category', 'rows'))
  const title = words('Weight by category', '各类指标的分值')
  return drawFigure(
    title,
    words(
      'Share of all points that indicators carry, by node of the taxonomy whatever a form calls it.',
      '各分类节点的指标分值占比，与表样名称无关。',
    ),
    drawBars(
      title,
      weights.map(([category, weight]) => ({ label: nameOf(category), value: weight, note: percent(weight, total) })),
    ),
    drawHtmlTable(
      [words('category', '分类'), words('indicators', '指标数'), words('points', '分值'), words('share', '占比')],
      weights.map(([category, weight]) => [
        nameOf(category),
        counts.get(category) ?? 0,
        weight,
        percent(weight, total),
      ]),
    ),
  )
}

const BINS = ['<50%', '50–<80%', '80–<95%', '95–<100%', '100%', '>100–110%', '>110–150%', '>150%']
const BIN = `CASE WHEN attainment IS NULL THEN NULL WHEN attainment < 50 THEN 0 WHEN attainment < 80 THEN 1 WHEN attainment < 95 THEN 2
  WHEN attainment < 99.99995 THEN 3 WHEN attainment <= 100.00005 THEN 4 WHEN attainment <= 110 THEN 5 WHEN attainment <= 150 THEN 6 ELSE 7 END`
const KINDS = [
  ['≥', ['ge', 'gt']],
  ['=', ['eq']],
  ['≤', ['le', 'lt']],
] as const

function drawAttainment(all: Rows) {
  const rows = all.filter((row) => row.bin !== null)
  const at = (bin: number, comparators: readonly string[]) =>
    rows
      .filter((row) => row.bin === bin && comparators.includes(textOf(row, 'comparator')))
      .reduce((sum, row) => sum + numberOf(row, 'rows'), 0)
  const sums = BINS.map((_, bin) => KINDS.reduce((sum, [, comparators]) => sum + at(bin, comparators), 0))
  const total = sums.reduce((sum, one) => sum + one, 0)
  const compared = `${count(total)} / ${count(all.reduce((sum, row) => sum + numberOf(row, 'rows'), 0))}`
  const title = words('Target against actual', '目标值与实际值')
  return drawFigure(
    title,
    words(
      `Actual in percent of the target, where both are one undoubted number in one unit (${compared} indicators). Exactly 100% is either precision or a copied target.`,
      `实际值占目标值的百分比，仅计两者均为同单位确定数值的指标（${compared}）。恰为 100% 者或为精确完成，或为照抄目标。`,
    ),
    drawBars(
      title,
      sums.map((sum, bin) => ({ label: BINS[bin]!, value: sum, note: `${count(sum)} (${percent(sum, total)})` })),
    ),
    drawHtmlTable(
      [
        words('actual of target', '完成率'),
        ...KINDS.map(([sign]) => words(`target ${sign}`, `目标 ${sign}`)),
        words('all', '合计'),
      ],
      BINS.map((bin, index) => [bin, ...KINDS.map(([, comparators]) => at(index, comparators)), sums[index]!]),
    ),
  )
}
