/** Findings of checks for people: by file, the gravest first, and how many there are. */
import type { Finding } from '../model.ts'
import { paintOf, type Style } from './style.ts'
import { drawTable } from './table.ts'
import { printable } from './width.ts'

/** A finding with the file that it is about. */
export type FoundIn = Finding & { readonly path: string }

const NAMES = {
  error: ['error', '错误'],
  warning: ['warning', '警告'],
  info: ['info', '提示'],
} as const
const ORDER = Object.keys(NAMES) as (keyof typeof NAMES)[]

/** True when a finding is at least as grave as `least`. */
export function isAtLeast({ severity }: Pick<Finding, 'severity'>, least: Finding['severity']): boolean {
  return ORDER.indexOf(severity) <= ORDER.indexOf(least)
}

/** Draws the findings of one or more files: a heading for each file, a line and its message for each finding. */
export function drawFindings(findings: readonly FoundIn[], style: Style): string {
  const paint = paintOf(style)
  const color = { error: paint.red, warning: paint.yellow, info: paint.dim }
  const at = style.lang === 'en' ? 0 : 1
  const files = new Map<string, FoundIn[]>()
  for (const finding of findings) files.set(finding.path, [...(files.get(finding.path) ?? []), finding])
  return [...files]
    .map(([path, own]) => {
      const sorted = own.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
      const lines = sorted.map(({ severity, rule, message }) => {
        const text = printable(message[style.lang].replace(/\s*\n\s*/g, ' '))
        return `  ${color[severity](NAMES[severity][at].padEnd(at === 0 ? 8 : 2))} ${rule}  ${text}\n`
      })
      return `${paint.bold(printable(path))}\n${lines.join('')}`
    })
    .join('\n')
}

/** How many findings there are: for each severity, rule → count. */
export type FindingCounts = Readonly<Record<Finding['severity'], ReadonlyMap<string, number>>>

/** How many findings of each severity and rule: a table. */
export function drawCounts(counts: FindingCounts, style: Style): string {
  const at = style.lang === 'en' ? 0 : 1
  const rows = ORDER.flatMap((severity) => {
    const total = [...counts[severity].values()].reduce((sum, count) => sum + count, 0)
    if (total === 0) return []
    const list = [...counts[severity]]
      .sort((a, b) => b[1] - a[1])
      .map(([rule, count]) => `${rule}${count > 1 ? ` ×${count}` : ''}`)
    return [[NAMES[severity][at], String(total), list.join(', ')]]
  })
  if (rows.length === 0) return style.lang === 'en' ? 'no findings\n' : '没有发现问题\n'
  return drawTable(rows, { right: [1] })
}
