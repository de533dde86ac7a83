/** The table that ends an import. */
import { drawTable, type ImportSummary, type Totals } from '../index.ts'

const WORDS = {
  files: ['files', '文件'],
  filings: ['filings', '填报表'],
  indicators: ['indicators', '绩效指标'],
  characters: ['characters', '字符'],
  unread: ['unread characters', '未读字符'],
  findings: ['findings', '检查结果'],
  new: ['new', '新增'],
  newPaths: ['new path of known bytes', '已有内容的新路径'],
  known: ['known before', '已导入过'],
} as const satisfies Record<string, readonly [string, string]>

/** Draws what an import did: files by outcome, filings by form and status, indicators, unread characters. */
export function drawSummary(summary: ImportSummary, totals: Totals, database: string, lang: 'en' | 'zh'): string {
  const word = (key: keyof typeof WORDS) => WORDS[key][lang === 'en' ? 0 : 1]
  const rows: string[][] = [[word('files'), `${summary.files}`]]
  for (const [outcome, count] of Object.entries(summary.outcomes)) rows.push([`  ${outcome}`, `${count}`])
  const counts = [
    ['new', summary.newFiles],
    ['newPaths', summary.newPaths],
    ['known', summary.known],
  ] as const
  for (const [key, count] of counts) if (count > 0) rows.push([`  ${word(key)}`, `${count}`])
  const parts = [drawTable(rows, { right: [1] })]
  if (summary.newFiles > 0) parts.push(drawFilings(summary, word('filings')), drawCounts(summary, word))
  parts.push(closing(summary, totals, database, lang))
  return parts.filter((part) => part !== '').join('\n')
}

function drawFilings({ filings }: ImportSummary, title: string): string {
  const statuses = [...new Set(Object.values(filings).flatMap((byStatus) => Object.keys(byStatus)))].sort()
  if (statuses.length === 0) return `${title}  0\n`
  const rows = Object.entries(filings).sort(([a], [b]) => (a < b ? -1 : 1))
  return drawTable(
    [
      [title, ...statuses],
      ...rows.map(([form, byStatus]) => [`  ${form}`, ...statuses.map((status) => `${byStatus[status] ?? ''}`)]),
    ],
    { right: statuses.map((_, at) => at + 1) },
  )
}

function drawCounts(
  summary: ImportSummary,
  word: (key: 'indicators' | 'characters' | 'unread' | 'findings') => string,
): string {
  const { label, value, ignored, unread } = summary.ledger
  const findings = Object.entries(summary.findings).map(([severity, count]) => `${count} ${severity}`)
  return drawTable([
    [word('indicators'), `${summary.indicators}`],
    [word('characters'), `${label + value + ignored + unread}`],
    [word('unread'), `${unread}`],
    ...(findings.length > 0 ? [[word('findings'), findings.join(', ')]] : []),
  ])
}

function closing(summary: ImportSummary, totals: Totals, database: string, lang: 'en' | 'zh'): string {
  const { blobs, filings, indicators } = totals
  const nothingNew = summary.newFiles === 0 && summary.newPaths === 0 && summary.known > 0
  const lines =
    lang === 'zh'
      ? [
          nothingNew ? '没有新内容：所有内容此前均已导入。' : '',
          `${database} 现有 ${blobs} 个文件、${filings} 份填报表、${indicators} 条指标。`,
          summary.interrupted ? '已中断；再次运行同一命令即可完成其余部分。' : '',
        ]
      : [
          nothingNew ? 'Nothing new: everything here was imported before.' : '',
          `${database} now has ${blobs} files, ${filings} filings, ${indicators} indicators.`,
          summary.interrupted ? 'Interrupted; the same command does the rest.' : '',
        ]
  return lines
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
}
