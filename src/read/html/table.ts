/** The grid of an HTML table: spans as HTML places them, absurd ones cut to the table. */
import { placeRows, type RawCell } from '../../grid.ts'
import { type Grid, type Limits, ReadError } from '../../model.ts'
import type { HtmlTable } from './page.ts'

/** Larger spans are taken for nonsense and cut to what the other cells need (HTML itself stops at 1000). */
const WIDEST = 64

/** Places the cells of a table. Throws `too-large` when its spans claim more positions than cells are allowed. */
export function placeHtmlTable(table: HtmlTable, limits: Pick<Limits, 'cells'>): Grid {
  let area = 0
  for (const [row, cells] of table.rows.entries())
    for (const cell of cells)
      area += Math.min(cell.rowSpan || Infinity, table.rows.length - row) * Math.min(cell.columnSpan, WIDEST)
  if (area > limits.cells)
    throw new ReadError('too-large', `A table's spans claim ${area} positions; at most ${limits.cells} are read.`)
  const rows = (widest: number): RawCell[][] =>
    table.rows.map((cells) =>
      cells.map(({ text, rowSpan, columnSpan, hidden }) => ({
        text,
        hidden,
        rowSpan: rowSpan === 0 ? table.rows.length : rowSpan,
        columnSpan: columnSpan > WIDEST ? widest : columnSpan,
      })),
    )
  const grid = placeRows(rows(1))
  if (!table.rows.flat().some((cell) => cell.columnSpan > WIDEST)) return grid
  const { columns } = grid
  const wide = placeRows(rows(columns))
  const cells = wide.cells.map((cell) => ({
    ...cell,
    columnSpan: Math.max(1, Math.min(cell.columnSpan, columns - cell.column)),
  }))
  return { ...wide, columns: Math.max(columns, ...cells.map((cell) => cell.column + cell.columnSpan)), cells }
}
