/** The frame of every page: one file, no network, light and dark, print, Chinese fonts. */
import { type Html, html, type Part, trusted } from './html.ts'

/** What a page is made of. */
export interface Page {
  readonly lang: 'en' | 'zh'
  readonly title: string
  /** CSS of this page beside the common one; our own, never text of a file. */
  readonly style?: string
  /** The page holds both languages, and `lang` is shown first. */
  readonly bilingual?: boolean
  readonly body: Part
  /** JavaScript of this page; our own, never text of a file. */
  readonly script?: string
}

/** Colours are chosen for a contrast of at least 4.5:1 with their background, light and dark (WCAG 2.2, 1.4.3). */
const STYLE = `
:root{color-scheme:light dark;--back:#fff;--soft:#f4f4f1;--text:#1c1c1a;--dim:#5c5c57;--line:#c9c9c2;--link:#0b57a4;
--bad:#b3201b;--warn:#8a5a00;--good:#1d6b34;--mark:#0b57a4}
@media(prefers-color-scheme:dark){:root{--back:#161715;--soft:#22241f;--text:#e9e9e3;--dim:#a9aaa2;--line:#45473f;
--link:#8dbdf2;--bad:#ff9b93;--warn:#e9bd63;--good:#86d39b;--mark:#8dbdf2}}
*{box-sizing:border-box}
html{background:var(--back);color:var(--text);font:16px/1.5 system-ui,"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
body{margin:0 auto;padding:1rem 1.25rem 4rem;max-width:78rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
a{color:var(--link)}.dim{color:var(--dim)}.number{text-align:right;font-variant-numeric:tabular-nums}
table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.2rem .45rem;text-align:left;vertical-align:top}
th{background:var(--soft);font-weight:600}caption{text-align:left;color:var(--dim);padding:.25rem 0}
.scroll{overflow-x:auto;max-width:100%}
:focus-visible{outline:3px solid var(--mark);outline-offset:1px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
@media print{html{font-size:10pt}body{max-width:none;padding:0}.screen{display:none!important}.scroll{overflow:visible}
a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr,figure{break-inside:avoid}thead{display:table-header-group}}
`

/** The whole page as text. Its policy forbids every request, also to what a text of a file might name. */
export function drawPage({ lang, title, style = '', bilingual = false, body, script = '' }: Page): string {
  const page: Html = html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"${bilingual && html` data-lang="${lang}"`}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="guibiao">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE + style)}</style>
</head>
<body>
${body}
${script === '' ? null : html`<script>${trusted(script)}</script>`}
</body>
</html>
`
  return page.markup
}
