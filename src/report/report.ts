/** `guibiao report`: one page on a whole archive, in Chinese and English, with charts, tables, and nothing to load. */
import { BILINGUAL_STYLE, both, type Words, words } from './bilingual.ts'
import { html } from './html.ts'
import { drawPage } from './page.ts'
import { COVERAGE } from './sections/coverage.ts'
import { EXECUTION } from './sections/execution.ts'
import { FINDINGS, UNREAD } from './sections/reading.ts'
import { SCORES } from './sections/scores.ts'
import { count, numberOf, type Query, type Section } from './sections/section.ts'
import { VALUES, YEARS } from './sections/years.ts'

export type { Query } from './sections/section.ts'

/** How the report is drawn. */
export interface ReportOptions {
  /** The language that is shown first; a button switches to the other. */
  readonly lang: 'en' | 'zh'
  /** The name of the database as the page shows it. */
  readonly name: string
  /** What makes the page, e.g. `guibiao 0.1.0`. */
  readonly maker: string
}

const SECTIONS: readonly Section[] = [COVERAGE, UNREAD, FINDINGS, EXECUTION, SCORES, YEARS, VALUES]
const TITLE: Words = words('Budget-performance filings', '预算绩效填报表分析')

const STYLE = `${BILINGUAL_STYLE}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.5rem 1rem}
button{font:inherit;color:var(--text);background:var(--soft);border:1px solid var(--dim);border-radius:4px;padding:.25rem .75rem;cursor:pointer}
section{border-top:2px solid var(--line);margin-top:2.5rem}
figure{margin:1.5rem 0 2.5rem}figcaption p{margin:.1rem 0 .6rem}
figure table{font-size:.875rem;margin-top:.75rem}
.none{font-style:italic}.facts{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:1rem 0;padding:0;list-style:none}
.facts b{display:block;font-size:1.6rem;font-variant-numeric:tabular-nums}
svg.chart{display:block;max-width:100%;min-width:34rem;height:auto;font-size:13px;--bar:#3f6ea5}
figure td,figure th{overflow-wrap:normal;word-break:normal}
@media(prefers-color-scheme:dark){svg.chart{--bar:#7fa9d8}}
svg.chart text{fill:var(--text);font-family:inherit}
svg.chart text.axis{fill:var(--dim);font-size:12px}svg.chart text.value{font-variant-numeric:tabular-nums;font-size:12px;paint-order:stroke;stroke:var(--back);stroke-width:3px}
svg.chart .full{fill:var(--bar)}svg.chart .open{fill:none;stroke:var(--bar);stroke-width:1.5}
svg.chart circle{fill:var(--bar);fill-opacity:.45;stroke:var(--bar);stroke-width:1.5}
svg.chart polyline{fill:none;stroke:var(--bar);stroke-width:2}
svg.chart .axis{stroke:var(--dim)}svg.chart .grid{stroke:var(--line)}svg.chart text.axis{stroke:none}svg.chart .middle{stroke:var(--text);stroke-width:3}
`

const SCRIPT = `
(() => {
  const root = document.documentElement
  document.getElementById('language').addEventListener('click', () => {
    const zh = root.dataset.lang !== 'zh'
    root.dataset.lang = zh ? 'zh' : 'en'
    root.lang = zh ? 'zh-CN' : 'en'
  })
})()
`

/** Draws the page from what the queries give; `query` runs SQL on the views (`v_…`) and tables. */
export function drawReport(query: Query, { lang, name, maker }: ReportOptions): string {
  const [facts = {}] =
    query(`SELECT (SELECT count(*) FROM blob) AS files, (SELECT count(*) FROM filing WHERE standing = 'current') AS filings,
    (SELECT count(*) FROM indicator JOIN filing USING (filing_no) WHERE standing = 'current') AS indicators,
    (SELECT count(DISTINCT department) FROM filing WHERE standing = 'current') AS departments`)
  const shown = [
    ['files', words('files', '个文件')],
    ['filings', words('filings that count', '份有效填报表')],
    ['indicators', words('indicators', '条指标')],
    ['departments', words('departments', '个部门')],
  ] as const
  const body = html`<a class="skip" href="#${SECTIONS[0]!.id}">${both(words('To the charts', '跳到图表'))}</a>
<header><h1>${both(TITLE)}</h1><button id="language" type="button" class="screen"><span lang="en">中文</span><span lang="zh-CN">English</span></button></header>
<p class="dim"><bdi>${name}</bdi> · ${maker}</p>
<ul class="facts">${shown.map(([key, label]) => html`<li><b>${count(numberOf(facts, key))}</b>${both(label)}</li>`)}</ul>
<nav class="screen" aria-label="sections 目录"><ul>${SECTIONS.map(({ id, title }) => html`<li><a href="#${id}">${both(title)}</a></li>`)}</ul></nav>
<main>${SECTIONS.map(({ id, title, draw }) => html`<section id="${id}"><h2>${both(title)}</h2>${draw(query)}</section>`)}</main>`
  return drawPage({ lang, title: `${TITLE.zh} · ${TITLE.en}`, bilingual: true, style: STYLE, body, script: SCRIPT })
}
