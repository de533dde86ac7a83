/** Rows of texts as aligned columns. */
import { displayWidth, padLeftTo, padTo, printable } from './width.ts'

/** How columns are drawn. */
export interface TableOptions {
  /** Columns whose texts are aligned to the right, counted from 0. */
  readonly right?: readonly number[]
  /** Blanks before each row. */
  readonly indent?: number
}

/** Draws rows as columns two blanks apart, as wide as their widest text. Empty columns and trailing blanks are left out;
 * control characters are shown, not sent. */
export function drawTable(texts: readonly (readonly string[])[], options: TableOptions = {}): string {
  const rows = texts.map((row) => row.map(printable))
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? ''))),
  )
  const lines = rows.map((row) => {
    const cells = widths.flatMap((width, at) => {
      if (width === 0) return []
      const text = row[at] ?? ''
      return [options.right?.includes(at) ? padLeftTo(text, width) : padTo(text, width)]
    })
    return `${' '.repeat(options.indent ?? 0)}${cells.join('  ')}`.trimEnd()
  })
  return lines.map((line) => `${line}\n`).join('')
}
