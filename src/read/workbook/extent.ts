/** How far a sheet really reaches: cells with content decide, not the declared range, not styles, not huge merges. */
import type { SheetMerge } from '../sheetjs.ts'

/** Rows and columns, both ends included. */
export interface Rectangle {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Empty rows or columns between a table and a cell that belongs to no table any more. */
const ROW_GAP = 10_000
const COLUMN_GAP = 500
/** How far a merge may reach beyond all content before it is cut. */
const MERGE_ROWS = 1000
const MERGE_COLUMNS = 64

/** The corners of a merge in order. */
export function rectangleOf({ s, e }: SheetMerge): Rectangle {
  return {
    top: Math.min(s.r, e.r),
    left: Math.min(s.c, e.c),
    bottom: Math.max(s.r, e.r),
    right: Math.max(s.c, e.c),
  }
}

/** The last of ascending numbers before a gap; -1 for none. */
function endBeforeGap(numbers: Iterable<number>, gap: number): number {
  let end = -1
  for (const n of [...new Set(numbers)].sort((a, b) => a - b)) {
    if (n - end > gap) break
    end = n
  }
  return end
}

/** The extent of the content: what lies beyond a wide gap is left out. */
export function contentExtent(cells: readonly { readonly row: number; readonly column: number }[]): Rectangle {
  const bottom = endBeforeGap(cells.map((cell) => cell.row), ROW_GAP) // biome-ignore format: one line
  const near = cells.filter((cell) => cell.row <= bottom)
  const right = endBeforeGap(near.map((cell) => cell.column), COLUMN_GAP) // biome-ignore format: one line
  return { top: 0, left: 0, bottom, right }
}

/** True when a position lies in a rectangle. */
export function holds(rectangle: Rectangle, row: number, column: number): boolean {
  return row >= rectangle.top && row <= rectangle.bottom && column >= rectangle.left && column <= rectangle.right
}

/** The extent with the merges that hold content in it; a merge that reaches absurdly far does not widen it. */
export function widen(content: Rectangle, merges: readonly Rectangle[]): Rectangle {
  let { bottom, right } = content
  for (const merge of merges) {
    if (merge.bottom <= content.bottom + MERGE_ROWS) bottom = Math.max(bottom, merge.bottom)
    if (merge.right <= content.right + MERGE_COLUMNS) right = Math.max(right, merge.right)
  }
  return { ...content, bottom, right }
}

/** The part of a rectangle inside of another; null when they don't meet. */
export function clip(rectangle: Rectangle, within: Rectangle): Rectangle | null {
  if (rectangle.top > within.bottom || rectangle.left > within.right) return null
  return {
    ...rectangle,
    bottom: Math.min(rectangle.bottom, within.bottom),
    right: Math.min(rectangle.right, within.right),
  }
}
