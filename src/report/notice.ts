/** The return notice (退回意见): what a department is asked to correct, as one self-contained page, and as rows of a sheet. */
import type { Finding } from '../model.ts'
import { type Html, html } from './html.ts'
import { drawPage } from './page.ts'

/** How a finding stands against the version before: there is none, it was there, it is new, it is gone. */
export type NoticeState = 'first' | 'open' | 'new' | 'fixed'

/** One thing to correct. */
export interface NoticeItem {
  readonly finding: Finding
  readonly title: string
  readonly why: string
  readonly state: NoticeState
}

/** One form of the department. */
export interface NoticeForm {
  readonly title: string
  readonly year: number | null
  readonly project: string | null
  readonly path: string
  /** The file of the version that came before, if there was one. */
  readonly previous: string | null
  readonly items: readonly NoticeItem[]
}

/** What a notice says. Dates are ISO dates: nothing here asks the clock. */
export interface Notice {
  readonly lang: 'en' | 'zh'
  readonly department: string
  readonly on: string
  readonly forms: readonly NoticeForm[]
}

const TEXTS = {
  en: {
    title: 'Return notice',
    intro: (forms: number, items: number) =>
      `${forms} form(s) were checked; ${items} point(s) are to be corrected or explained. Please file the forms again.`,
    none: 'Nothing is to be corrected.',
    columns: [
      'No.',
      'Severity',
      'Rule',
      'Cell',
      'As printed',
      'Finding and what to do',
      'Why',
      'Since the last version',
    ],
    states: { first: '', open: 'still open', new: 'new', fixed: 'corrected' },
    severity: { error: 'error', warning: 'warning', info: 'note' },
    changes: (fixed: number, open: number, fresh: number, path: string) =>
      `Since the last version (${path}): ${fixed} corrected, ${open} still open, ${fresh} new.`,
    suggestion: 'Suggested',
    note: 'Suggestions are read from the form itself and were not applied.',
  },
  zh: {
    title: '退回意见',
    intro: (forms: number, items: number) => `共审核${forms}张表，有${items}处需要更正或说明，请修改后重新报送。`,
    none: '没有需要更正的内容。',
    columns: ['序号', '级别', '规则', '位置', '原文', '问题及修改意见', '理由', '与上一版本相比'],
    states: { first: '', open: '仍未更正', new: '新增', fixed: '已更正' },
    severity: { error: '错误', warning: '警告', info: '提示' },
    changes: (fixed: number, open: number, fresh: number, path: string) =>
      `与上一版本（${path}）相比：已更正${fixed}处，仍未更正${open}处，新增${fresh}处。`,
    suggestion: '建议值',
    note: '建议值系根据表内数据推断，未作任何自动修改。',
  },
} as const

const GRAVITY = { error: 0, warning: 1, info: 2 } as const

/** The gravest first, what was corrected last; else in the order of the rules. */
function inOrder(items: readonly NoticeItem[]): readonly NoticeItem[] {
  const rank = ({ state, finding }: NoticeItem) => (state === 'fixed' ? 3 : 0) + GRAVITY[finding.severity]
  return items.toSorted((a, b) => rank(a) - rank(b))
}

const isDue = ({ state }: NoticeItem) => state !== 'fixed'

/** `2022年度 乡道养护 项目支出绩效自评表`. */
function headingOf({ title, year, project }: NoticeForm, lang: Notice['lang']): string {
  const told = year === null || title.includes(String(year)) ? '' : lang === 'zh' ? `${year}年度` : String(year)
  const parts = [told, project !== null && title.includes(project) ? '' : (project ?? ''), title]
  return parts.filter((part) => part !== '').join(' ')
}

function printed({ cells, found }: Finding): string {
  return [...new Set(cells.map(({ raw }) => excerpt(raw.trim(), found ?? '')))]
    .filter((raw) => raw !== '')
    .slice(0, 6)
    .join(' · ')
}

/** How much of a cell is shown. */
const LONGEST = 80

/** A long text around what the finding speaks of. */
function excerpt(text: string, about: string): string {
  if (text.length <= LONGEST) return text
  const at = Math.max(0, about === '' ? 0 : text.indexOf(about))
  const start = Math.max(0, Math.min(at - 20, text.length - LONGEST))
  const [before, after] = [start > 0 ? '…' : '', start + LONGEST < text.length ? '…' : '']
  return `${before}${text.slice(start, start + LONGEST)}${after}`
}

function addresses({ cells, indicator }: Finding): string {
  const all = [...new Set(cells.map(({ place }) => place.address))]
  const shown = all.length > 6 ? [...all.slice(0, 6), `… (${all.length})`] : all
  return [shown.join(' · '), indicator ?? ''].filter((part) => part !== '').join(' ')
}

/** The message with the suggestion behind it. */
function adviceOf({ message, suggestion, cells, indicator }: Finding, { lang }: Notice): string {
  // The column before says where; the message of a finding says it again in front.
  const where = [cells[0]?.place.address, indicator].filter((part) => part != null).join(' ')
  const text =
    where !== '' && message[lang].startsWith(where)
      ? message[lang].slice(where.length).replace(/^[:：]\s*/, '')
      : message[lang]
  return suggestion === null ? text : `${text} ${TEXTS[lang].suggestion}: ${suggestion}`
}

/** The cells of the table: the same in the page and in the sheet. */
function cellsOf(item: NoticeItem, at: number, notice: Notice): readonly string[] {
  const { finding, why, title, state } = item
  const { severity, states } = TEXTS[notice.lang]
  const found = [addresses(finding), printed(finding), adviceOf(finding, notice)] as const
  return [String(at), severity[finding.severity], `${finding.rule} ${title}`, ...found, why, states[state]]
}

/** The page: one file, without scripts, links or pictures. */
export function noticePage(notice: Notice): string {
  const texts = TEXTS[notice.lang]
  const due = notice.forms.flatMap(({ items }) => items.filter(isDue)).length
  const body = html`<main>
<h1>${notice.department} ${texts.title}</h1>
<p class="dim">${notice.on}</p>
<p>${due === 0 ? texts.none : texts.intro(notice.forms.length, due)}</p>
${notice.forms.map((form) => formSection(form, notice))}
<p class="dim">${texts.note}</p>
</main>`
  return drawPage({ lang: notice.lang, title: `${notice.department} ${texts.title}`, style: STYLE, body })
}

/** Widths of the columns; the last one is there only where there was a version before. */
const STYLE = `table{table-layout:fixed;width:100%;min-width:62rem}th:nth-child(1){width:3rem}th:nth-child(2){width:4.6rem}th:nth-child(3){width:10rem}th:nth-child(4){width:11rem}th:nth-child(5){width:11rem}th:nth-child(7){width:13rem}th:nth-child(8){width:6rem}.error{color:var(--bad)}.warning{color:var(--warn)}.fixed td{color:var(--dim);text-decoration:line-through}`

function formSection(form: NoticeForm, notice: Notice): Html {
  const texts = TEXTS[notice.lang]
  const count = (state: NoticeState) => form.items.filter((item) => item.state === state).length
  const columns = form.previous === null ? texts.columns.slice(0, -1) : texts.columns
  const rows = inOrder(form.items).map((item, at) => {
    const cells = cellsOf(item, at + 1, notice).slice(0, columns.length)
    return html`<tr class="${item.state}">${cells.map((cell, column) =>
      column === 1 ? html`<td class="${item.finding.severity}">${cell}</td>` : html`<td>${cell}</td>`,
    )}</tr>
`
  })
  return html`<section>
<h2>${headingOf(form, notice.lang)}</h2>
<p class="dim">${form.path}</p>
${form.previous === null ? null : html`<p>${texts.changes(count('fixed'), count('open'), count('new'), form.previous)}</p>`}
${
  form.items.length === 0
    ? html`<p>${texts.none}</p>`
    : html`<div class="scroll"><table><thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>`
}
</section>
`
}

/** The notice as rows of one sheet, the heading first; one row for each finding of each form. */
export function noticeRows(notice: Notice): readonly (readonly string[])[] {
  const texts = TEXTS[notice.lang]
  const form = notice.lang === 'zh' ? ['表', '文件'] : ['Form', 'File']
  const rows = notice.forms.flatMap((one) =>
    inOrder(one.items).map((item, at) => [headingOf(one, notice.lang), one.path, ...cellsOf(item, at + 1, notice)]),
  )
  return [[...form, ...texts.columns], ...rows]
}
