/** Tables drawn with bars, as Markdown and text extractors write them: `| 一级指标 | 值 |`, a line of dashes below the heading. */
import type { PrintedBlock } from './printed-tables.ts'

const ROW = /^\s*\|.*\|\s*$/
/** A line that only rules the table. */
const RULE = /^[\s|:+=─-]+$/
const FRAME = /^\s*\+[-=+]+\+\s*$/

/** True when a text holds at least two lines in a row that begin and end with a bar. */
export function hasPipeTables(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => !FRAME.test(line))
  return lines.some((line, at) => ROW.test(line) && !RULE.test(line) && ROW.test(lines[at + 1] ?? ''))
}

function cellsOf(line: string): string[] {
  const inner = line.trim().slice(1, -1)
  return inner.split(/(?<!\\)\|/).map((cell) =>
    cell
      .trim()
      .replaceAll('\\|', '|')
      .replace(/\s*<br\s*\/?>\s*/gi, '\n'),
  )
}

/** Reads a text with such tables; lines of dashes are no rows, other lines are running text. */
export function readPipeTables(text: string): readonly PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  let rows: string[][] | null = null
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (ROW.test(line)) {
      if (!rows) {
        rows = []
        blocks.push({ kind: 'rows', rows })
      }
      if (!RULE.test(line) || /^[\s|]*$/.test(line)) rows.push(cellsOf(line))
      continue
    }
    if (FRAME.test(line)) continue
    rows = null
    if (line.trim() !== '') blocks.push({ kind: 'line', text: line })
  }
  return blocks
}
