/** Grids of one table as two formats hold it: what of them can be compared. */
import { cellOf, drawGrid, indexGrid } from '../../src/grid.ts'
import type { Document, Grid } from '../../src/model.ts'

/** The grids of a document's tables, in order. */
export const gridsOf = (document: Document): Grid[] =>
  document.blocks.flatMap((block) => (block.kind === 'table' ? [block.grid] : []))

/** A grid without the columns in which no cell starts: formats that know cells by their edges cannot hold those. */
export function withoutUnused(grid: Grid): Grid {
  const used = [...new Set(grid.cells.filter((cell) => !cell.covered).map((cell) => cell.column))].sort((a, b) => a - b)
  const at = (column: number) => used.filter((start) => start < column).length
  const cells = grid.cells.map((cell) => ({
    ...cell,
    column: at(cell.column),
    columnSpan: at(cell.column + cell.columnSpan) - at(cell.column),
  }))
  return { ...grid, columns: used.length, cells }
}

/** A grid as formats without merges hold it: what a merge covers is a blank cell, blank columns at the end are none. */
export function withoutMerges(whole: Grid): Grid {
  const full = whole.cells.filter(({ text }) => text.trim() !== '').map(({ column }) => column + 1)
  const grid = { ...whole, columns: Math.max(0, ...full) }
  const index = indexGrid(grid)
  const positions = Array.from({ length: grid.rows * grid.columns }, (_, n) => [Math.floor(n / grid.columns), n % grid.columns] as const) // biome-ignore format: one line
  const cells = positions.map(([row, column]) => {
    const cell = index.at(row, column)
    return cellOf(row, column, cell?.row === row && cell.column === column ? cell.text : '')
  })
  return { ...grid, cells }
}

/** Some rows of a grid as a grid of their own. */
function rowsOf(grid: Grid, from: number, count: number, columns: number): Grid {
  const cells = grid.cells
    .filter(({ row, column }) => row >= from && row < from + count && column < columns)
    .map((cell) => ({ ...cell, row: cell.row - from }))
  return { rows: count, columns, cells }
}

/** True when a grid is another one, or its rows are among the other's, below and above lines that are captions there. */
export function holds(whole: Grid, table: Grid, same: (a: Grid, b: Grid) => boolean): boolean {
  for (let from = 0; from + table.rows <= whole.rows; from++)
    if (same(rowsOf(whole, from, table.rows, table.columns), table)) return true
  return false
}

/** The same texts in the same rectangles. */
export const sameAs = (a: Grid, b: Grid): boolean => drawGrid(a) === drawGrid(b)

/** The same but for white space, which HTML collapses and some programs trim at the ends of lines. */
export const sameButSpaces = (a: Grid, b: Grid): boolean => {
  const bare = (grid: Grid) => ({
    ...grid,
    cells: grid.cells.map((cell) => ({ ...cell, text: cell.text.replace(/[^\S\n]/g, '') })),
  })
  return sameAs(bare(a), bare(b))
}
