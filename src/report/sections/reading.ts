/** How well the archive was read: what no rule read, and what the checks found. */
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

/** What was unread. */
export const UNREAD: Section = {
  id: 'unread',
  title: words('What was not read', '未读内容'),
  draw: (query) => html`${drawLedger(query)}${drawByForm(query)}${drawFiles(query)}`,
}

const KINDS = [
  ['label', words('labels', '标签')],
  ['value', words('values', '值')],
  ['ignored', words('ignored by a rule', '按规则略去')],
  ['unread', words('unread', '未读')],
] as const

function drawLedger(query: Query) {
  const [row = {}] = query(
    `SELECT ${KINDS.map(([kind]) => `coalesce(sum(ledger_${kind}), 0) AS ${kind}`).join(', ')} FROM document`,
  )
  const total = KINDS.reduce((sum, [kind]) => sum + numberOf(row, kind), 0)
  const title = words('Every character of every file', '所有文件的全部字符')
  const bars = KINDS.map(([kind, label]) => ({
    label,
    value: numberOf(row, kind),
    note: percent(numberOf(row, kind), total),
  }))
  return drawFigure(
    title,
    words(
      'Significant characters: all but white space and separators. The four add up to all there are.',
      '有效字符，不含空白与分隔符；四项之和即全部字符。',
    ),
    drawBars(title, bars),
    drawHtmlTable(
      [words('characters', '字符'), words('number', '数量'), words('share', '占比')],
      bars.map(({ label, value, note }) => [label, value, note]),
    ),
  )
}

function drawByForm(query: Query) {
  const rows =
    query(`SELECT form, count(*) AS filings, sum(ledger_unread > 0) AS affected, sum(ledger_unread) AS unread,
    sum(ledger_label + ledger_value + ledger_ignored + ledger_unread) AS characters
    FROM filing WHERE standing = 'current' GROUP BY form ORDER BY unread * 1.0 / max(characters, 1) DESC, form`)
  const title = words('Unread share by form', '各表样未读字符占比')
  const share = (row: (typeof rows)[number]) =>
    (100 * numberOf(row, 'unread')) / Math.max(1, numberOf(row, 'characters'))
  return drawFigure(
    title,
    words('Percent of the characters of filings that count.', '占有效填报表字符数的百分比。'),
    drawBars(
      title,
      rows.map((row) => ({ label: nameOf(textOf(row, 'form')), value: share(row), note: `${share(row).toFixed(2)}%` })),
    ),
    drawHtmlTable(
      [
        words('form', '表样'),
        words('filings', '份数'),
        words('with unread text', '含未读内容'),
        words('unread characters', '未读字符'),
        words('share', '占比'),
      ],
      rows.map((row) => [
        nameOf(textOf(row, 'form')),
        numberOf(row, 'filings'),
        numberOf(row, 'affected'),
        numberOf(row, 'unread'),
        `${share(row).toFixed(2)}%`,
      ]),
    ),
  )
}

function drawFiles(query: Query) {
  const rows = query(
    "SELECT source_path, form, ledger_unread AS unread FROM filing WHERE standing = 'current' AND ledger_unread > 0 ORDER BY ledger_unread DESC, source_path LIMIT 10",
  )
  return drawFigure(
    words('Filings with the most unread text', '未读内容最多的填报表'),
    words(
      'guibiao explain FILE --html OUT shows what and where.',
      '用 guibiao explain FILE --html OUT 查看具体内容和位置。',
    ),
    null,
    drawHtmlTable(
      [words('file', '文件'), words('form', '表样'), words('unread characters', '未读字符')],
      rows.map((row) => [textOf(row, 'source_path'), nameOf(textOf(row, 'form')), numberOf(row, 'unread')]),
    ),
  )
}

/** What the checks found. */
export const FINDINGS: Section = {
  id: 'findings',
  title: words('Findings', '检查结果'),
  draw: (query) => {
    const rows = query(
      'SELECT rule, severity, department, count(*) AS found FROM v_findings GROUP BY rule, severity, department',
    )
    return html`${drawFindings(rows, 'rule', words('Findings by rule', '各规则的检查结果'))}${drawFindings(rows, 'department', words('Findings by department', '各部门的检查结果'))}`
  },
}

const SEVERITIES = [
  ['error', words('errors', '错误')],
  ['warning', words('warnings', '警告')],
  ['info', words('notes', '提示')],
] as const
const SHOWN = 20

function drawFindings(rows: ReturnType<Query>, by: 'rule' | 'department', title: ReturnType<typeof words>) {
  const all = addUp(rows, by, 'found')
  const of = (name: string, severity: string) =>
    rows
      .filter((row) => textOf(row, by) === name && row.severity === severity)
      .reduce((sum, row) => sum + numberOf(row, 'found'), 0)
  const shown = all.slice(0, SHOWN)
  return drawFigure(
    title,
    words(
      `${all.length > SHOWN ? `The ${SHOWN} most frequent of ${all.length}` : `All ${all.length}`}. The filled part of a bar is errors.`,
      `共 ${all.length} 项${all.length > SHOWN ? `，列出最多的 ${SHOWN} 项` : ''}。实心部分为错误。`,
    ),
    drawBars(
      title,
      shown.map(([name, found]) => ({
        label: nameOf(name),
        value: found,
        part: of(name, 'error'),
        note: `${count(of(name, 'error'))} / ${count(found)}`,
      })),
    ),
    drawHtmlTable(
      [
        by === 'rule' ? words('rule', '规则') : words('department', '部门'),
        ...SEVERITIES.map(([, label]) => label),
        words('all', '合计'),
      ],
      shown.map(([name, found]) => [nameOf(name), ...SEVERITIES.map(([severity]) => of(name, severity)), found]),
    ),
  )
}
