/** The grid of a Word table from its rows (ECMA-376-1 §17.4): spans, merges, positions left free. */
import { cellOf } from '../../grid.ts'
import type { Cell, Grid } from '../../model.ts'
import { isBlank } from '../../text.ts'
import type { CellDraft, Remark, RowDraft, TableDraft } from './draft.ts'
import { withoutSlivers } from './slivers.ts'

/** Word allows no more columns than this in a table; larger spans are nonsense. */
const MOST_COLUMNS = 63

/** A cell draft at its place in the grid, with everything there is to say about it. */
export interface Placed {
  readonly row: number
  readonly column: number
  readonly draft: CellDraft
  readonly remarks: readonly Remark[]
}

/** One printed cell of a row: a draft and the drafts that a legacy `w:hMerge` (§17.4.22) joins to it. */
interface Unit {
  readonly column: number
  span: number
  readonly parts: { readonly column: number; readonly draft: CellDraft; readonly remarks: Remark[] }[]
}

/** A vertical merge that still reaches down: the index of its cell in the list of cells, and its width. */
interface OpenMerge {
  readonly index: number
  readonly span: number
}

/** The width of the table: its own grid, or what its rows need where spans make sense. */
function widthOf(table: TableDraft): number {
  let width = Math.min(table.widths.length, MOST_COLUMNS)
  for (const row of table.rows) {
    let needed = Math.min(row.before, MOST_COLUMNS)
    for (const { span } of row.cells) needed += span > MOST_COLUMNS ? 1 : span
    width = Math.max(width, needed)
  }
  return width
}

function remark(rule: Remark['rule'], found: string | null): Remark {
  return { rule, start: 0, end: 0, found }
}

/** The printed cells of a row with their columns; absurd spans are cut to what the table has left. */
function unitsOf(row: RowDraft, width: number): Unit[] {
  const units: Unit[] = []
  let column = Math.min(row.before, MOST_COLUMNS)
  for (const [index, draft] of row.cells.entries()) {
    const remarks = [...draft.remarks]
    let { span } = draft
    if (span > MOST_COLUMNS) {
      remarks.push(remark('READ-SPAN-CLAMPED', String(span)))
      span = Math.max(1, width - column - (row.cells.length - index - 1))
    }
    const part = { column, draft, remarks }
    const before = units.at(-1)
    if (draft.horizontal === 'continue' && before) {
      before.span += span
      before.parts.push(part)
    } else units.push({ column, span, parts: [part] })
    column += span
  }
  return units
}

/** Notes the parts of a unit that its merge covers; the first part is covered when the merge comes from above. */
function cover(unit: Unit, row: number, fromAbove: boolean, covered: Cell[]): void {
  for (const { column, draft, remarks } of unit.parts.slice(fromAbove ? 0 : 1)) {
    if (isBlank(draft.text)) continue
    covered.push(cellOf(row, column, draft.text, { covered: true, hidden: draft.hidden }))
    remarks.push({ rule: 'READ-COVERED-TEXT', start: 0, end: draft.text.length, found: draft.text })
  }
}

/** Places the cells of a table. No two uncovered cells overlap; text that a merge covers stays as covered cells. */
export function placeTable(declared: TableDraft): { readonly grid: Grid; readonly placed: readonly Placed[] } {
  const table = withoutSlivers(declared)
  const width = widthOf(table)
  const cells: Cell[] = []
  const covered: Cell[] = []
  const placed: Placed[] = []
  let columns = 0
  let above = new Map<number, OpenMerge>()
  for (const [row, draft] of table.rows.entries()) {
    const here = new Map<number, OpenMerge>()
    let right = 0
    for (const unit of unitsOf(draft, width)) {
      const { column, span } = unit
      const { draft: first, remarks } = unit.parts[0]!
      const open = first.vertical === 'continue' ? above.get(column) : undefined
      // LibreOffice merges a wider continuation as well; the columns beyond the merge hold no cell then.
      const merged = open !== undefined && open.span <= span
      if (open && open.span !== span) remarks.push(remark('READ-MERGE-SPAN', `${open.span} → ${span}`))
      if (merged) {
        const cell = cells[open.index]!
        cells[open.index] = { ...cell, rowSpan: row - cell.row + 1 }
        here.set(column, open)
      } else {
        if (first.vertical === 'continue' && !open) remarks.push(remark('READ-MERGE-NO-START', null))
        if (first.vertical === 'restart') here.set(column, { index: cells.length, span })
        cells.push(cellOf(row, column, first.text, { columnSpan: span, hidden: first.hidden }))
      }
      cover(unit, row, merged, covered)
      for (const { column, draft, remarks } of unit.parts) placed.push({ row, column, draft, remarks })
      right = column + span
    }
    columns = Math.max(columns, right + Math.min(draft.after, Math.max(0, width - right)))
    above = here
  }
  return { grid: { rows: table.rows.length, columns, cells: [...cells, ...covered] }, placed }
}
