/** The grid of an HTML table: spans as HTML places them, absurd ones cut to the table. */
import { placeRows, type RawCell } from '../../grid.ts'
import { type Grid, type Limits, ReadError } from '../../model.ts'
import type { HtmlCell, HtmlTable } from './page.ts'

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
  const place = (columns: number) => placeRows(table.rows.map((cells) => rawRow(cells, table.rows.length, columns)))
  const grid = place(0)
  if (!table.rows.flat().some((cell) => cell.columnSpan > WIDEST)) return grid
  const { columns } = grid
  const wide = place(columns)
  const cells = wide.cells.map((cell) => ({
    ...cell,
    columnSpan: Math.max(1, Math.min(cell.columnSpan, columns - cell.column)),
  }))
  return { ...wide, columns: Math.max(columns, ...cells.map((cell) => cell.column + cell.columnSpan)), cells }
}

/** The cells of a row; an absurd span gets what the other cells leave of the columns. */
function rawRow(cells: readonly HtmlCell[], rows: number, columns: number): RawCell[] {
  const needed = cells.reduce((sum, { columnSpan }) => sum + (columnSpan > WIDEST ? 1 : columnSpan), 0)
  return cells.map(({ text, rowSpan, columnSpan, hidden }) => ({
    text,
    hidden,
    rowSpan: rowSpan === 0 ? rows : rowSpan,
    columnSpan: columnSpan > WIDEST ? Math.max(1, columns - needed + 1) : columnSpan,
  }))
}
