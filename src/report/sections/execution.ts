/** Money: execution against score, what was executed least, and the sums by year. */
import { words } from '../bilingual.ts'
import { drawBubbles } from '../chart/bubbles.ts'
import { drawLines } from '../chart/lines.ts'
import { html } from '../html.ts'
import { nameOf } from './names.ts'
import { drawFigure, drawHtmlTable, numberOf, type Query, type Section, tenThousands, textOf } from './section.ts'

/** The section. */
export const EXECUTION: Section = {
  id: 'execution',
  title: words('Budget execution', '预算执行'),
  draw: (query) => html`${drawAgainstScore(query)}${drawLeast(query)}${drawSums(query)}`,
}

const RATES = ['0–20', '20–40', '40–60', '60–80', '80–90', '90–<100', '100', '>100']
const SCORES = ['<60', '60–<80', '80–<90', '90–<95', '95–<100', '≥100']
const binOf = (column: string, edges: readonly number[]) =>
  `CASE ${edges.map((edge, at) => `WHEN ${column} < ${edge} THEN ${at}`).join(' ')} ELSE ${edges.length} END`

function drawAgainstScore(query: Query) {
  const rows = query(`SELECT ${binOf('computed_rate', [20, 40, 60, 80, 90, 99.995, 100.005])} AS rate,
    ${binOf('total_score_number', [60, 80, 90, 95, 100])} AS score, count(*) AS filings
    FROM v_execution WHERE stage = 'self-evaluation' AND computed_rate IS NOT NULL AND total_score_number IS NOT NULL GROUP BY 1, 2`)
  const counts = SCORES.map((_, up) =>
    RATES.map((_, across) => numberOf(rows.find((row) => row.rate === across && row.score === up) ?? {}, 'filings')),
  )
  const title = words('Execution rate against total score', '预算执行率与自评总分')
  const head = [words('score', '总分'), ...RATES.map((rate) => words(`${rate}%`, `${rate}%`))]
  return drawFigure(
    title,
    words(
      'Self-evaluations by the share of the budget spent (across) and the score they give themselves (up). High scores at the left deserve a look.',
      '自评表按预算执行率（横）与自评总分（纵）分布。左侧高分者值得关注。',
    ),
    rows.length === 0
      ? null
      : drawBubbles(title, {
          xTitle: words('execution rate in percent', '预算执行率（%）'),
          yTitle: words('total score', '总分'),
          x: RATES,
          y: SCORES,
          counts,
        }),
    drawHtmlTable(head, rows.length === 0 ? [] : counts.map((row, up) => [SCORES[up]!, ...row]).reverse()),
  )
}

function drawLeast(query: Query) {
  const rows =
    query(`SELECT department, project_name, fiscal_year, aggregation_level, CAST(budget_fen AS TEXT) AS budget, computed_rate, total_score
    FROM v_execution WHERE computed_rate < 100 ORDER BY computed_rate, budget_fen DESC, filing_no LIMIT 15`)
  return drawFigure(
    words('Least executed', '执行率最低'),
    words(
      'Of the filings that state what was spent, those below 100%. Amounts in 万元 (10,000 CNY).',
      '载明执行数的填报表中，未足额执行且执行率最低者。金额单位：万元。',
    ),
    null,
    drawHtmlTable(
      [
        words('department', '部门'),
        words('project', '项目'),
        words('year', '年度'),
        words('level', '层级'),
        words('budget', '预算'),
        words('rate %', '执行率%'),
        words('score', '总分'),
      ],
      rows.map((row) => [
        ...[
          textOf(row, 'department'),
          textOf(row, 'project_name'),
          textOf(row, 'fiscal_year'),
          nameOf(textOf(row, 'aggregation_level')),
        ],
        ...[tenThousands(textOf(row, 'budget')), numberOf(row, 'computed_rate').toFixed(2), textOf(row, 'total_score')],
      ]),
    ),
  )
}

function drawSums(query: Query) {
  const rows =
    query(`SELECT fiscal_year, aggregation_level, sum(filings) AS filings, sum(without_amount) AS without, sum(with_execution) AS executing,
    CAST(sum(budget_fen) AS TEXT) AS budget, CAST(sum(executed_fen) AS TEXT) AS executed, CAST(sum(execution_budget_fen) AS TEXT) AS of_budget
    FROM v_rollup WHERE stage = 'self-evaluation' GROUP BY fiscal_year, aggregation_level ORDER BY fiscal_year, aggregation_level`)
  const years = [...new Set(rows.filter((row) => row.fiscal_year !== null).map((row) => textOf(row, 'fiscal_year')))]
  const levels = [...new Set(rows.map((row) => textOf(row, 'aggregation_level')))]
  const rate = (row: (typeof rows)[number]) =>
    row.executed === null || row.of_budget === null || row.of_budget === '0'
      ? null
      : (100 * numberOf(row, 'executed')) / numberOf(row, 'of_budget')
  const title = words('Execution by year and level', '各年度各层级执行率')
  const at = (year: string, level: string) => {
    const row = rows.find((one) => textOf(one, 'fiscal_year') === year && one.aggregation_level === level)
    return row === undefined ? null : rate(row)
  }
  return drawFigure(
    title,
    words(
      'Percent of the budgets of self-evaluations that state what was spent. Levels hold the same money and are never added up. Amounts in 万元 (10,000 CNY).',
      '载明执行数的自评表：执行数占预算的百分比。各层级含同一笔资金，不相加。金额单位：万元。',
    ),
    years.length === 0
      ? null
      : drawLines(
          title,
          years,
          levels.map((level) => ({ label: nameOf(level), values: years.map((year) => at(year, level)) })),
        ),
    drawHtmlTable(
      [
        words('year', '年度'),
        words('level', '层级'),
        words('filings', '份数'),
        words('without amount', '无金额'),
        words('budget', '预算'),
        words('executed', '执行数'),
        words('rate %', '执行率%'),
      ],
      rows.map((row) => {
        const executed = rate(row)
        return [
          ...[
            nameOf(textOf(row, 'fiscal_year')),
            nameOf(textOf(row, 'aggregation_level')),
            numberOf(row, 'filings'),
            numberOf(row, 'without'),
          ],
          ...[
            row.budget === null ? null : tenThousands(textOf(row, 'budget')),
            row.executed === null ? null : tenThousands(textOf(row, 'executed')),
            executed === null ? null : executed.toFixed(2),
          ],
        ]
      }),
    ),
  )
}
