/** A sheet → its Grid: real cells, merges that hold, hidden and covered text marked, phantom rows and columns cut. */
import { cellOf } from '../../grid.ts'
import { type Cell, type Grid, type Limits, ReadError } from '../../model.ts'
import { columnLetters, isBlank } from '../../text.ts'
import type { ReadRule } from '../findings.ts'
import type { SheetMerge } from '../sheetjs.ts'
import type { CellReading } from './cell.ts'

export type { CellReading }

import { clip, contentExtent, holds, type Rectangle, rectangleOf, widen } from './extent.ts'

/** Something to report: at a cell, or about the sheet when `row` is null. */
export interface SheetRemark {
  readonly rule: ReadRule
  readonly row: number | null
  readonly column: number
  readonly text: string
  readonly found: string
}

export interface SheetReading {
  readonly grid: Grid
  readonly remarks: readonly SheetRemark[]
  /** Cells far away from the table, in order. */
  readonly strays: readonly { readonly address: string; readonly text: string }[]
}

/** A cell that exists in the file, read. */
export interface Content extends CellReading {
  readonly row: number
  readonly column: number
}

/** A sheet before its cells are placed. */
export interface SheetDraft {
  readonly name: string
  readonly contents: readonly Content[]
  readonly merges: readonly SheetMerge[]
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
  /** Addresses of cells that are centred across their neighbours. */
  readonly across: ReadonlySet<string>
  /** Rows and columns of a table that says how large it is; null: its content decides. */
  readonly size: { readonly rows: number; readonly columns: number } | null
}

/** `D13`, rows and columns counting from 0. */
export const addressOf = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`
const rangeOf = (r: Rectangle) => `${addressOf(r.top, r.left)}:${addressOf(r.bottom, r.right)}`

/** A cell counts for the extent when it shows or stores something. */
const hasContent = ({ text, stored }: CellReading) =>
  !isBlank(text) || (stored !== null && (stored.type !== 'text' || !isBlank(stored.value ?? '')))

interface Layout {
  readonly extent: Rectangle
  readonly merges: readonly Rectangle[]
  readonly remarks: SheetRemark[]
}

/** The merges that hold inside of the extent: cut to it, none overlapping an earlier one. */
function layOut(sheet: SheetDraft, limits: Limits): Layout {
  const { contents, size } = sheet
  const content = size
    ? { top: 0, left: 0, bottom: size.rows - 1, right: size.columns - 1 }
    : contentExtent(contents.filter(hasContent))
  const near = contents.filter((cell) => hasContent(cell) && holds(content, cell.row, cell.column))
  const all = sheet.merges.map(rectangleOf).filter((m) => m.top < m.bottom || m.left < m.right)
  const starts = new Set(near.map((cell) => `${cell.row},${cell.column}`))
  const holding = all.filter((m) => starts.has(`${m.top},${m.left}`))
  const extent = size ? content : widen(content, holding)
  const area = (extent.bottom + 1) * (extent.right + 1)
  if (area > limits.cells)
    throw new ReadError('too-large', `The sheet “${sheet.name}” spans ${area} cells; at most ${limits.cells} are read.`)
  const about = (rule: ReadRule, found: string) => ({ rule, row: null, column: 0, text: '', found })
  const remarks: SheetRemark[] = []
  const merges: Rectangle[] = []
  const taken = new Uint8Array(area)
  for (const merge of all) {
    const cut = clip(merge, extent)
    if (!cut) continue
    if (overlaps(cut, taken, extent.right + 1)) {
      remarks.push(about('READ-MERGE-OVERLAP', rangeOf(merge)))
      continue
    }
    if (starts.has(`${merge.top},${merge.left}`) && rangeOf(cut) !== rangeOf(merge))
      remarks.push(about('READ-MERGE-CLIPPED', rangeOf(merge)))
    for (let row = cut.top; row <= cut.bottom; row++)
      taken.fill(1, row * (extent.right + 1) + cut.left, row * (extent.right + 1) + cut.right + 1)
    merges.push(cut)
  }
  return { extent, merges, remarks }
}

function overlaps(merge: Rectangle, taken: Uint8Array, width: number): boolean {
  for (let row = merge.top; row <= merge.bottom; row++)
    if (taken.subarray(row * width + merge.left, row * width + merge.right + 1).includes(1)) return true
  return false
}

const every = (from: number, to: number, set: ReadonlySet<number>) => {
  for (let n = from; n <= to; n++) if (!set.has(n)) return false
  return true
}

/** Places the cells of a sheet in reading order; what merges cover comes last. */
function place(sheet: SheetDraft, contents: readonly Content[], layout: Layout): Grid {
  const { across } = sheet
  const width = layout.extent.right + 1
  const height = layout.extent.bottom + 1
  const at = new Map(contents.map((cell) => [cell.row * width + cell.column, cell]))
  const starts = new Map<number, Rectangle>()
  const inside = new Uint8Array(width * height)
  for (const merge of layout.merges) {
    starts.set(merge.top * width + merge.left, merge)
    for (let row = merge.top; row <= merge.bottom; row++)
      inside.fill(1, row * width + merge.left, row * width + merge.right + 1)
  }
  const cells: Cell[] = []
  const covered: Cell[] = []
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const position = row * width + column
      const own = at.get(position)
      const merge = starts.get(position)
      const stored = own?.stored ?? null
      if (!merge && inside[position] === 1) {
        if (own && hasContent(own)) covered.push(cellOf(row, column, own.text, { stored, covered: true }))
        continue
      }
      const bottom = merge?.bottom ?? row
      const right = merge?.right ?? column
      const text = own?.text ?? ''
      // Written out: this runs for every position of a sheet.
      cells.push({
        row,
        column,
        rowSpan: bottom - row + 1,
        columnSpan: right - column + 1,
        text,
        stored,
        hidden: every(row, bottom, sheet.hiddenRows) || every(column, right, sheet.hiddenColumns),
        covered: false,
        across: across.size > 0 && across.has(addressOf(row, column)),
      })
    }
  return { rows: height, columns: width, cells: [...cells, ...covered] }
}

/** Hidden rows and columns that hold something. */
function hiddenRemarks(sheet: SheetDraft, contents: readonly Content[]): SheetRemark[] {
  const rows = new Set<number>()
  const columns = new Set<number>()
  for (const cell of contents.filter(hasContent)) {
    if (sheet.hiddenRows.has(cell.row)) rows.add(cell.row + 1)
    if (sheet.hiddenColumns.has(cell.column)) columns.add(cell.column)
  }
  if (rows.size + columns.size === 0) return []
  const found = [...rows, ...[...columns].map(columnLetters)].join(', ')
  return [{ rule: 'READ-HIDDEN-ROWS', row: null, column: 0, text: '', found }]
}

/** Places the cells of a sheet. Throws `too-large` when it spans more positions than cells are allowed. */
export function placeSheet(sheet: SheetDraft, limits: Limits): SheetReading {
  const layout = layOut(sheet, limits)
  const near = sheet.contents.filter((cell) => holds(layout.extent, cell.row, cell.column))
  const far = sheet.contents.filter((cell) => hasContent(cell) && !holds(layout.extent, cell.row, cell.column))
  const grid = place(sheet, near, layout)
  const remarks = [...layout.remarks, ...hiddenRemarks(sheet, near)]
  for (const { row, column, text, problem } of near)
    if (problem) remarks.push({ rule: problem[0], row, column, text, found: problem[1] })
  for (const { row, column, text, covered } of grid.cells)
    if (covered) remarks.push({ rule: 'READ-COVERED-TEXT', row, column, text, found: text })
  return { grid, remarks, strays: far.map((cell) => ({ address: addressOf(cell.row, cell.column), text: cell.text })) }
}
