/** A table under construction: cells put at places, later turned into the grid of a document. */
import { cellOf } from '../../src/grid.ts'
import type { Cell, Grid } from '../../src/model.ts'

/** A table that grows downwards. */
export interface Sheet {
  readonly columns: number
  rows: number
  readonly cells: Cell[]
}

/** A cell of a row: its text and how many columns it covers. */
export type RowCell = readonly [text: string, width: number]

export function openSheet(columns: number): Sheet {
  return { columns, rows: 0, cells: [] }
}

/** Puts a cell at a place. */
export function put(sheet: Sheet, row: number, column: number, text: string, rowSpan = 1, columnSpan = 1): void {
  sheet.cells.push(cellOf(row, column, text, { rowSpan, columnSpan }))
}

/** Adds a row from a column on; the widths must fill it. Returns the number of the row. */
export function addRow(sheet: Sheet, cells: readonly RowCell[], from = 0): number {
  const row = sheet.rows++
  let column = from
  for (const [text, width] of cells) {
    put(sheet, row, column, text, 1, width)
    column += width
  }
  if (column !== sheet.columns) throw new Error(`row ${row} ends at ${column} of ${sheet.columns}`)
  return row
}

/** Shares `total` columns among `parts` cells: at least one each, the rest to those named in `wide`. */
export function shareWidths(total: number, parts: number, wide: readonly number[] = [parts - 1]): number[] {
  const widths = Array.from({ length: parts }, () => 1)
  for (let left = total - parts, i = 0; left > 0; left--, i++) widths[wide[i % wide.length]!]!++
  return widths
}

/** What happens to a table on its way into a file. */
export interface Finish {
  /** Merges get lost: the text stays in the first cell, the others are blank. */
  readonly flat: boolean
  /** An empty column in front of this one; -1: none. */
  readonly spacer: number
  /** Empty columns at the right. */
  readonly phantom: number
  /** An empty row at the top. */
  readonly top: number
}

/** The grid of a finished table. */
export function gridOf(sheet: Sheet, finish: Finish): Grid {
  const spaced = sheet.cells.flatMap((cell) => space(cell, finish.spacer))
  const spacers: Cell[] = []
  if (finish.spacer >= 0)
    for (let row = 0; row < sheet.rows; row++)
      if (!spaced.some((cell) => covers(cell, row, finish.spacer))) spacers.push(cellOf(row, finish.spacer, ''))
  const columns = sheet.columns + (finish.spacer >= 0 ? 1 : 0)
  const whole = [...spaced, ...spacers].map((cell) => ({ ...cell, row: cell.row + finish.top }))
  const cells = finish.flat ? whole.flatMap(split) : whole
  for (let row = 0; row < sheet.rows + finish.top; row++)
    for (let column = row < finish.top ? 0 : columns; column < columns + finish.phantom; column++)
      cells.push(cellOf(row, column, ''))
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { rows: sheet.rows + finish.top, columns: columns + finish.phantom, cells }
}

/** Cuts a sheet in two below a row that no merge but those of the first columns crosses, as a page break does. */
export function cutSheet(sheet: Sheet, row: number): readonly [Sheet, Sheet] {
  const [above, below] = [openSheet(sheet.columns), openSheet(sheet.columns)]
  above.rows = row
  below.rows = sheet.rows - row
  for (const cell of sheet.cells) {
    const end = cell.row + cell.rowSpan
    if (cell.row < row) above.cells.push({ ...cell, rowSpan: Math.min(end, row) - cell.row })
    if (end > row)
      below.cells.push({
        ...cell,
        row: Math.max(0, cell.row - row),
        rowSpan: end - Math.max(row, cell.row),
        text: cell.row < row ? '' : cell.text,
      })
  }
  return [above, below]
}

function covers(cell: Cell, row: number, column: number): boolean {
  return (
    row >= cell.row && row < cell.row + cell.rowSpan && column >= cell.column && column < cell.column + cell.columnSpan
  )
}

function space(cell: Cell, spacer: number): readonly Cell[] {
  if (spacer < 0) return [cell]
  if (cell.column >= spacer) return [{ ...cell, column: cell.column + 1 }]
  return [cell.column + cell.columnSpan > spacer ? { ...cell, columnSpan: cell.columnSpan + 1 } : cell]
}

function split(cell: Cell): readonly Cell[] {
  const parts: Cell[] = []
  for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
      parts.push(cellOf(row, column, row === cell.row && column === cell.column ? cell.text : ''))
  return parts
}
