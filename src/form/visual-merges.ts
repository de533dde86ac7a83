/**
 * Cells that look merged without a merge: text centred across a selection (.xlsx), neighbours without an inner border.
 * Where the reader marks them (`across`), a text and the blanks right of it are one block.
 */
import type { Cell, Grid } from '../model.ts'
import { isBlank } from '../text.ts'

/** The grid with visual merges as merges; the same grid where nothing is marked. */
export function joinAcross(grid: Grid): Grid {
  if (!grid.cells.some((cell) => cell.across && !isBlank(cell.text))) return grid
  const places = new Map(grid.cells.filter((cell) => !cell.covered).map((cell) => [`${cell.row},${cell.column}`, cell]))
  const joined = new Set<Cell>()
  const spans = new Map<Cell, number>()
  for (const cell of grid.cells) {
    if (!cell.across || isBlank(cell.text) || cell.covered) continue
    let end = cell.column + cell.columnSpan
    for (
      let next = places.get(`${cell.row},${end}`);
      next && continues(cell, next);
      next = places.get(`${cell.row},${end}`)
    ) {
      joined.add(next)
      end = next.column + next.columnSpan
    }
    spans.set(cell, end - cell.column)
  }
  const cells = grid.cells.filter((cell) => !joined.has(cell))
  return { ...grid, cells: cells.map((cell) => ({ ...cell, columnSpan: spans.get(cell) ?? cell.columnSpan })) }
}

function continues(cell: Cell, next: Cell): boolean {
  return next.across && isBlank(next.text) && next.rowSpan === cell.rowSpan
}
