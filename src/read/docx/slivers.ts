/** Grid columns too narrow to be seen: rounding errors of programs that work out columns from the edges of cells. */
import type { RowDraft, TableDraft } from './draft.ts'

/** Twentieths of a point: no reader sees a column below half a point, LibreOffice leaves ones of 1 to 3. */
const NARROWEST = 10

/** For each grid column how many visible ones stand before it; null when a cell would be left without any. */
function positions({ widths, rows }: TableDraft): readonly number[] | null {
  const before = [0]
  for (const width of widths) before.push(before.at(-1)! + (width > 0 && width < NARROWEST ? 0 : 1))
  if (before.at(-1) === widths.length) return null
  const at = (column: number) => before[Math.min(column, widths.length)]!
  for (const { before: free, cells } of rows) {
    let column = free
    for (const { span } of cells) {
      if (column + span > widths.length || at(column) === at(column + span)) return null
      column += span
    }
  }
  return before
}

function narrowed(row: RowDraft, before: readonly number[]): RowDraft {
  let column = row.before
  const cells = row.cells.map((cell) => {
    const start = column
    column += cell.span
    return { ...cell, span: before[column]! - before[start]! }
  })
  const at = (column: number) => before[Math.min(column, before.length - 1)]!
  return { ...row, cells, before: at(row.before), after: at(column + row.after) - at(column) }
}

/** The table without columns that can't be seen, as long as every cell keeps a column that can. */
export function withoutSlivers(table: TableDraft): TableDraft {
  const before = positions(table)
  if (before === null) return table
  const widths = table.widths.filter((width) => !(width > 0 && width < NARROWEST))
  return { ...table, widths, rows: table.rows.map((row) => narrowed(row, before)) }
}
