/** A rectangle of a table's rows that belongs to one filing, and how the mapper looks at and claims its cells. */
import { type GridIndex, indexGrid } from '../grid.ts'
import type { Cell, Mark, Table } from '../model.ts'
import { isBlank } from '../text.ts'
import { type Book, type Source, type Span, takeSpanOf } from './claims.ts'
import { joinAcross } from './visual-merges.ts'

/** The heading of a list of projects: its first row, how many rows it has, and the column of the names. */
export interface ListHeading {
  readonly top: number
  readonly depth: number
  readonly column: number
}

/** Rows `top` to `bottom` (inclusive) of a table, within the columns that hold text. */
export interface Area {
  readonly block: number
  readonly table: Table
  readonly index: GridIndex
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  /** True for a table without any merge: its format cannot hold them, so a blank may continue the cell left of it. */
  readonly flat: boolean
  /** Columns in which no text starts in the whole table: spacers that a label looks over. */
  readonly spacers: ReadonlySet<number>
  /** The heading above them, where they are one project of a list. */
  readonly list: ListHeading | null
}

/** The area of a whole table, without blank columns at its edges; null when it holds no text. */
export function areaOf(block: number, printed: Table): Area | null {
  const table = { ...printed, grid: joinAcross(printed.grid) }
  const filled = table.grid.cells.filter((cell) => !isBlank(cell.text))
  if (filled.length === 0) return null
  return {
    block,
    table,
    index: indexGrid(table.grid),
    top: Math.min(...filled.map((cell) => cell.row)),
    bottom: Math.max(...filled.map((cell) => cell.row + cell.rowSpan - 1)),
    left: Math.min(...filled.map((cell) => cell.column)),
    right: Math.max(...filled.map((cell) => cell.column + cell.columnSpan - 1)),
    flat: printed.grid.cells.every((cell) => cell.rowSpan === 1 && cell.columnSpan === 1),
    spacers: spacersOf(table),
    list: null,
  }
}

function spacersOf(table: Table): ReadonlySet<number> {
  const used = new Set(table.grid.cells.filter((cell) => !isBlank(cell.text)).map((cell) => cell.column))
  return new Set(
    Array.from({ length: table.grid.columns }, (_, column) => column).filter((column) => !used.has(column)),
  )
}

/** The part of an area between two rows (inclusive), with another left edge if wanted. */
export function rowsOf(area: Area, top: number, bottom: number, left = area.left): Area {
  return { ...area, top, bottom, left }
}

/** The same rows without blank columns at their edges: captions of a sheet may stand left of its table. */
export function tighten(area: Area): Area {
  const filled = area.table.grid.cells.filter(
    (cell) => !isBlank(cell.text) && cell.row + cell.rowSpan > area.top && cell.row <= area.bottom,
  )
  if (filled.length === 0) return area
  return {
    ...area,
    left: Math.min(...filled.map((cell) => cell.column)),
    right: Math.max(...filled.map((cell) => cell.column + cell.columnSpan - 1)),
  }
}

/** The rows of a grid between two edges: every stage asks for them again. */
interface Rows {
  readonly left: number
  readonly right: number
  readonly all: (readonly Cell[])[]
  readonly filled: (readonly Cell[])[]
}

const slices = new WeakMap<GridIndex, Rows[]>()

function rowsBetween({ index, left, right }: Area): Rows {
  let known = slices.get(index)
  if (!known) {
    known = []
    slices.set(index, known)
  }
  for (const one of known) if (one.left === left && one.right === right) return one
  const made = { left, right, all: [], filled: [] }
  known.push(made)
  return made
}

/** The cells of a row from left to right, those that reach in from above too. */
export function cellsIn(area: Area, row: number): readonly Cell[] {
  const { all } = rowsBetween(area)
  all[row] ??= area.index
    .row(row)
    .filter((cell) => cell.column + cell.columnSpan > area.left && cell.column <= area.right)
  return all[row]
}

/** The cells that start in a row. */
export function cellsFrom(area: Area, row: number): readonly Cell[] {
  return cellsIn(area, row).filter((cell) => cell.row === row || row === area.top)
}

/** The cells of a row among which labels find their values: in a flat table blanks may be parts of merged cells and are passed. */
export function pairCells(area: Area, row: number): readonly Cell[] {
  return passBlanks(area, cellsFrom(area, row))
}

/** Cells without those that a label looks over: spacers, and in a flat table all blanks. */
export function passBlanks(area: Area, cells: readonly Cell[]): readonly Cell[] {
  const spacer = (cell: Cell) => cell.columnSpan === 1 && area.spacers.has(cell.column)
  return cells.filter((cell) => !isBlank(cell.text) || !(area.flat || spacer(cell)))
}

/** The cells of a row that hold text. */
export function filledIn(area: Area, row: number): readonly Cell[] {
  const { filled } = rowsBetween(area)
  filled[row] ??= cellsIn(area, row).filter((cell) => !isBlank(cell.text))
  return filled[row]
}

/** A cell's sources: its own, and what the merge covers. */
export function sourcesOf(book: Book, area: Area, cell: Cell): readonly Source[] {
  const sources: Source[] = []
  for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
      const source = book.source(area.block, row, column)
      if (source && (area.index.at(row, column) === cell || area.index.coveredAt(row, column))) sources.push(source)
    }
  return sources
}

/** A cell's text: its own, and below it what the merge covers (legacy files keep text in continuation cells). */
export function textOf(book: Book, area: Area, cell: Cell): string {
  if (cell.rowSpan === 1 && cell.columnSpan === 1) return cell.text
  return sourcesOf(book, area, cell)
    .map((source) => source.text)
    .join('\n')
}

/** Claims a whole cell and returns it as a span; a blank cell gives a span without claims. */
export function takeCell(book: Book, area: Area, cell: Cell, as: Mark['as'], rule: string, into?: string): Span {
  const sources = sourcesOf(book, area, cell)
  const claims = sources
    .map((source) => book.claim(source, 0, source.text.length, as, rule, into))
    .filter((c) => c.raw !== '')
  return { text: claims.map((claim) => claim.raw).join('\n'), stored: cell.stored, claims }
}

/** Claims a part of a cell, by offsets into its own text. */
export function takePart(
  book: Book,
  area: Area,
  cell: Cell,
  start: number,
  end: number,
  as: Mark['as'],
  rule: string,
  into?: string,
): Span {
  const source = book.source(area.block, cell.row, cell.column)
  if (!source) return { text: '', stored: null, claims: [] }
  return takeSpanOf(book, source, start, end, as, rule, into)
}
