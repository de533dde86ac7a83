/** What the archive holds: files by outcome, filings by form, year and standing. */
import { words } from '../bilingual.ts'
import { drawBars } from '../chart/bars.ts'
import { html } from '../html.ts'
import { nameOf, wordsOf } from './names.ts'
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
export const COVERAGE: Section = {
  id: 'coverage',
  title: words('What is in the archive', '档案概况'),
  draw: (query) => html`${drawFiles(query)}${drawForms(query)}${drawYears(query)}`,
}

function drawFiles(query: Query) {
  const rows = query('SELECT outcome, format, count(*) AS files FROM blob GROUP BY outcome, format')
  const outcomes = addUp(rows, 'outcome', 'files')
  const formats = addUp(rows, 'format', 'files').map(([format]) => format)
  const total = outcomes.reduce((sum, [, files]) => sum + files, 0)
  const title = words('Files by outcome', '文件读取结果')
  const at = (outcome: string, format: string) =>
    rows
      .filter((row) => row.outcome === outcome && row.format === format)
      .reduce((sum, row) => sum + numberOf(row, 'files'), 0)
  return drawFigure(
    title,
    words(
      'Every file has one outcome; the same bytes under several names count once.',
      '每个文件有且只有一个结果；内容相同的文件只计一次。',
    ),
    drawBars(
      title,
      outcomes.map(([outcome, files]) => ({
        label: nameOf(outcome),
        value: files,
        note: `${count(files)} (${percent(files, total)})`,
      })),
    ),
    drawHtmlTable(
      [words('outcome', '结果'), ...formats.map((format) => words(format, format)), words('all', '合计')],
      outcomes.map(([outcome, files]) => [nameOf(outcome), ...formats.map((format) => at(outcome, format)), files]),
    ),
  )
}

const STANDINGS = ['current', 'superseded', 'contested', 'copy', 'template']

function drawForms(query: Query) {
  const rows = query('SELECT form, standing, count(*) AS filings FROM filing GROUP BY form, standing')
  const title = words('Filings by form', '各表样的填报表')
  const forms = addUp(rows, 'form', 'filings')
  const at = (form: string, standing: string) =>
    numberOf(rows.find((row) => row.form === form && row.standing === standing) ?? {}, 'filings')
  return drawFigure(
    title,
    words(
      'The filled part of a bar is what counts; copies, blank templates and versions that were replaced do not.',
      '实心部分为有效填报表；重复件、空表和已被替代的版本不计入。',
    ),
    drawBars(
      title,
      forms.map(([form, all]) => ({
        label: nameOf(form),
        value: all,
        part: at(form, 'current'),
        note: `${count(at(form, 'current'))} / ${count(all)}`,
      })),
    ),
    drawHtmlTable(
      [words('form', '表样'), ...STANDINGS.map((one) => wordsOf(one))],
      forms.map(([form]) => [nameOf(form), ...STANDINGS.map((standing) => at(form, standing))]),
    ),
  )
}

function drawYears(query: Query) {
  const rows = query(
    "SELECT fiscal_year, stage, count(*) AS filings FROM v_heads WHERE standing = 'current' GROUP BY fiscal_year, stage ORDER BY fiscal_year",
  )
  const years = [...new Set(rows.map((row) => textOf(row, 'fiscal_year')))]
  const stages = addUp(rows, 'stage', 'filings').map(([stage]) => stage)
  const at = (year: string, stage: string) =>
    numberOf(rows.find((row) => textOf(row, 'fiscal_year') === year && row.stage === stage) ?? {}, 'filings')
  const sum = (year: string) => stages.reduce((all, stage) => all + at(year, stage), 0)
  const title = words('Filings by year', '各年度的填报表')
  return drawFigure(
    title,
    words('Only filings that count.', '仅计有效填报表。'),
    drawBars(
      title,
      years.map((year) => ({ label: nameOf(year), value: sum(year), note: count(sum(year)) })),
    ),
    drawHtmlTable(
      [words('year', '年度'), ...stages.map(wordsOf), words('all', '合计')],
      years.map((year) => [nameOf(year), ...stages.map((stage) => at(year, stage)), sum(year)]),
    ),
  )
}
