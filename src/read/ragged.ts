/** Grids from rows without spans: what stands in a row, from the left; nothing is guessed about what is missing. */
import { cellOf } from '../grid.ts'
import { type Cell, type Grid, type Limits, ReadError } from '../model.ts'

/** Places rows of texts. Short rows end early unless `fill` asks for blank cells up to the widest row. */
export function raggedGrid(rows: readonly (readonly string[])[], fill: boolean, limits: Pick<Limits, 'cells'>): Grid {
  const columns = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const count = fill ? rows.length * columns : rows.reduce((sum, row) => sum + row.length, 0)
  if (count > limits.cells)
    throw new ReadError('too-large', `The table holds ${count} cells; at most ${limits.cells} are read.`)
  const cells: Cell[] = []
  for (const [row, texts] of rows.entries())
    for (let column = 0; column < (fill ? columns : texts.length); column++)
      cells.push(cellOf(row, column, texts[column] ?? ''))
  return { rows: rows.length, columns, cells }
}
