/** Over years: what changed from one year to the next, and which values common indicators take. */
import { words } from '../bilingual.ts'
import { drawBars } from '../chart/bars.ts'
import { drawBoxes, type Spread } from '../chart/boxes.ts'
import { drawLines } from '../chart/lines.ts'
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

/** The section. */
export const YEARS: Section = {
  id: 'years',
  title: words('Over the years', '历年变化'),
  draw: (query) => html`${drawAverages(query)}${drawChanges(query)}`,
}

function drawAverages(query: Query) {
  const rows = query(`SELECT fiscal_year, count(*) AS filings, avg(CAST(total_score AS REAL)) AS score,
    avg((SELECT count(*) FROM indicator i WHERE i.filing_no = f.filing_no)) AS indicators
    FROM filing f WHERE standing = 'current' AND form LIKE '%-self-evaluation' AND fiscal_year IS NOT NULL GROUP BY fiscal_year ORDER BY fiscal_year`)
  const years = rows.map((row) => textOf(row, 'fiscal_year'))
  const values = (name: string) => rows.map((row) => (row[name] === null ? null : numberOf(row, name)))
  const title = words('Self-evaluations by year', '历年自评')
  return drawFigure(
    title,
    words(
      'The average total score; the table has the number of indicators, too.',
      '平均总分；表中另列每表平均指标数。',
    ),
    years.length === 0
      ? null
      : drawLines(title, years, [{ label: words('average score', '平均总分'), values: values('score') }]),
    drawHtmlTable(
      [
        words('year', '年度'),
        words('self-evaluations', '自评表'),
        words('average score', '平均总分'),
        words('indicators a form', '每表指标数'),
      ],
      rows.map((row) => [
        textOf(row, 'fiscal_year'),
        numberOf(row, 'filings'),
        row.score === null ? null : numberOf(row, 'score').toFixed(2),
        numberOf(row, 'indicators').toFixed(1),
      ]),
    ),
  )
}

const CHANGE = `CASE WHEN previous_target_value IS NULL OR target_value IS NULL THEN 'no number'
  WHEN previous_target_unit IS NOT target_unit THEN 'another unit'
  WHEN CAST(previous_target_value AS REAL) = CAST(target_value AS REAL) THEN 'same'
  WHEN CAST(previous_target_value AS REAL) < CAST(target_value AS REAL) THEN 'higher' ELSE 'lower' END`
const CHANGES: Readonly<Record<string, ReturnType<typeof words>>> = {
  same: words('the same', '相同'),
  higher: words('higher', '提高'),
  lower: words('lower', '降低'),
  'another unit': words('another unit', '单位不同'),
  'no number': words('no number in one of them', '其一无数值'),
}

function drawChanges(query: Query) {
  const rows = query(`SELECT ${CHANGE} AS change, count(*) AS rows FROM v_year_over_year GROUP BY 1`)
  const changes = addUp(rows, 'change', 'rows')
  const total = changes.reduce((sum, [, one]) => sum + one, 0)
  const title = words('Targets beside those of the year before', '指标值与上年对照')
  return drawFigure(
    title,
    words(
      'The same indicator in the same form of the same body, one year later.',
      '同一主体同一表样的同一指标，与上年相比。',
    ),
    drawBars(
      title,
      changes.map(([change, one]) => ({
        label: CHANGES[change]!,
        value: one,
        note: `${count(one)} (${percent(one, total)})`,
      })),
    ),
    drawHtmlTable(
      [words('target', '指标值'), words('indicators', '指标数'), words('share', '占比')],
      changes.map(([change, one]) => [CHANGES[change]!, one, percent(one, total)]),
    ),
  )
}

/** The values of the most common indicators. */
export const VALUES: Section = {
  id: 'values',
  title: words('Values of common indicators', '常见指标的取值'),
  draw: (query) => {
    const common =
      query(`SELECT o.key, o.target_unit AS unit, count(*) AS rows FROM indicator o JOIN filing f USING (filing_no)
      WHERE f.standing = 'current' AND o.target_value IS NOT NULL GROUP BY 1, 2 HAVING count(*) >= 3 ORDER BY rows DESC, 1, 2 LIMIT 15`)
    const spreads = common.map((row) => spreadOf(row, query))
    const title = words('Targets of the most common indicators', '最常见指标的指标值')
    return drawFigure(
      title,
      words(
        'Each row has its own scale, from its smallest to its largest target: the box holds the middle half, the bar is the median.',
        '每行按各自的最小值至最大值作图：方框为中间一半，竖线为中位数。',
      ),
      spreads.length === 0
        ? null
        : drawBoxes(
            title,
            spreads.map(({ spread }) => spread),
          ),
      drawHtmlTable(
        [
          words('indicator', '指标'),
          words('unit', '单位'),
          words('filings', '份数'),
          words('least', '最小'),
          words('quarter', '下四分位'),
          words('median', '中位数'),
          words('three quarters', '上四分位'),
          words('most', '最大'),
        ],
        spreads.map(({ spread, key, unit, rows }) => [
          key,
          unit === '' ? nameOf('–') : unit,
          rows,
          ...[spread.least, spread.quarter, spread.middle, spread.threeQuarters, spread.most].map(short),
        ]),
      ),
    )
  },
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The five numbers by rank (nearest rank, no interpolation: each of them stands on a form). */
function spreadOf(row: Readonly<Record<string, unknown>>, query: Query) {
  const [key, unit, rows] = [textOf(row, 'key'), String(row.unit ?? ''), numberOf(row, 'rows')]
  const ranks = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.min(rows, Math.max(1, Math.ceil(share * rows))))
  const found = query(`SELECT n, value FROM (
    SELECT CAST(target_value AS REAL) AS value, row_number() OVER (ORDER BY CAST(target_value AS REAL)) AS n
    FROM indicator i JOIN filing f USING (filing_no)
    WHERE f.standing = 'current' AND i.key = ${literal(key)} AND i.target_unit = ${literal(unit)} AND i.target_value IS NOT NULL
  ) WHERE n IN (${ranks.join(', ')})`)
  const values = new Map(found.map((one) => [numberOf(one, 'n'), numberOf(one, 'value')]))
  const [least, quarter, middle, threeQuarters, most] = ranks.map((rank) => values.get(rank) ?? 0) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const spread: Spread = {
    label: key,
    least,
    quarter,
    middle,
    threeQuarters,
    most,
    leastNote: short(least),
    mostNote: `${short(most)} ${unit}`,
  }
  return { key, unit, rows, spread }
}

function short(value: number): string {
  return Math.abs(value) >= 1e12 ? value.toExponential(2) : count(value)
}
