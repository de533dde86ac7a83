/**
 * The grid of a table: cells placed by their spans as HTML does, looked up by position, and drawn as text. Words for
 * looking around (`left`, `up`, `left-up`) follow unpivotr.
 */
import type { Cell, Grid } from './document.ts'
import { isBlank } from './text.ts'

/** A cell as a reader meets it in its row, before it is placed. */
export interface RawCell {
  readonly text: string
  readonly rowSpan?: number
  readonly columnSpan?: number
  readonly stored?: Cell['stored']
  readonly hidden?: boolean
  /** Columns to leave free before this cell (`w:gridBefore`). */
  readonly skip?: number
}

/** A cell with the usual defaults: one row, one column, shown, no stored value. */
export function cellOf(row: number, column: number, text: string, rest: Partial<Cell> = {}): Cell {
  // Every field by name, not spread: this runs for every cell of an archive, and spreading costs more than all the rest.
  const { rowSpan = 1, columnSpan = 1, stored = null, hidden = false, covered = false, across = false } = rest
  return { rowSpan, columnSpan, stored, hidden, covered, across, row, column, text }
}

/**
 * Places rows of cells like HTML's table algorithm: each cell takes the first free column of its row; spans reach into
 * later rows. A span that would run over a cell above is cut at it, and row spans end with the table.
 */
export function placeRows(rows: readonly (readonly RawCell[])[]): Grid {
  const taken: boolean[][] = rows.map(() => [])
  const cells: Cell[] = []
  let columns = 0
  for (const [row, raws] of rows.entries()) {
    let column = 0
    for (const raw of raws) {
      column += raw.skip ?? 0
      while (taken[row]![column]) column++
      let columnSpan = 1
      while (columnSpan < (raw.columnSpan ?? 1) && !taken[row]![column + columnSpan]) columnSpan++
      const rowSpan = Math.max(1, Math.min(raw.rowSpan ?? 1, rows.length - row))
      for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) taken[r]![c] = true
      cells.push(
        cellOf(row, column, raw.text, { rowSpan, columnSpan, stored: raw.stored ?? null, hidden: raw.hidden ?? false }),
      )
      column += columnSpan
      columns = Math.max(columns, column)
    }
  }
  return { rows: rows.length, columns, cells }
}

/** Finds cells by position. Covered text never shadows the cell that covers it. */
export interface GridIndex {
  /** The cell whose rectangle holds the position. */
  at(row: number, column: number): Cell | undefined
  /** The text that a merge covers at exactly this position. */
  coveredAt(row: number, column: number): Cell | undefined
  /** The cells that start in or reach into a row, from left to right. */
  row(row: number): readonly Cell[]
}

const indexes = new WeakMap<Grid, GridIndex>()

/** The index of a grid, made once for each grid. */
export function indexGrid(grid: Grid): GridIndex {
  const known = indexes.get(grid)
  if (known) return known
  const made = buildIndex(grid)
  indexes.set(grid, made)
  return made
}

function buildIndex(grid: Grid): GridIndex {
  const rows: (Cell | undefined)[][] = Array.from({ length: grid.rows }, () => [])
  const covered = new Map<string, Cell>()
  for (const cell of grid.cells) {
    if (cell.covered) {
      covered.set(`${cell.row},${cell.column}`, cell)
      continue
    }
    const right = Math.min(cell.column + cell.columnSpan, grid.columns)
    for (let r = cell.row; r < Math.min(cell.row + cell.rowSpan, grid.rows); r++)
      for (let c = cell.column; c < right; c++) rows[r]![c] ??= cell
  }
  const lists: (readonly Cell[])[] = []
  return {
    at: (row, column) => rows[row]?.[column],
    coveredAt: (row, column) => covered.get(`${row},${column}`),
    row: (row) => {
      lists[row] ??= [...new Set((rows[row] ?? []).filter((cell) => cell !== undefined))]
      return lists[row]
    },
  }
}

/** A position no look-around may pass: a row (heading, band, total) or a column edge. */
export interface Walls {
  /** First row that may be looked at. */
  readonly top: number
  /** Leftmost column that may be looked at. */
  readonly left?: number
}

/** The nearest cell with text to the left in the same row, or undefined at a wall. */
export function left(grid: Grid, row: number, column: number, walls: Walls): Cell | undefined {
  const index = indexGrid(grid)
  const from = index.at(row, column)
  for (let c = (from?.column ?? column) - 1; c >= (walls.left ?? 0); c--) {
    const cell = index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
  }
  return undefined
}

/** The nearest cell with text above in the same column. A blank merge stops the look: it is blank on purpose. */
export function up(grid: Grid, row: number, column: number, walls: Walls): Cell | undefined {
  const index = indexGrid(grid)
  const from = index.at(row, column)
  for (let r = (from?.row ?? row) - 1; r >= walls.top; r--) {
    const cell = index.at(r, column)
    if (cell && !isBlank(cell.text)) return cell
    if (cell && cell.rowSpan > 1) return undefined
  }
  return undefined
}

/** From the left edge of the row (the wall) upward to the nearest cell with text: the header of a ragged outline. */
export function leftUp(grid: Grid, row: number, column: number, walls: Walls): Cell | undefined {
  const index = indexGrid(grid)
  for (let c = walls.left ?? 0; c < column; c++) {
    const here = index.at(row, c)
    if (here && !isBlank(here.text)) return here
    const above = up(grid, row, c, walls)
    if (above) return above
  }
  return undefined
}

/** True when both grids put the same text in the same rectangles. */
export function sameGrid(a: Grid, b: Grid): boolean {
  return drawGrid(a) === drawGrid(b)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '|': '\\|', '\t': '\\t', '\r': '\\r', '\n': '⏎', '⏎': '\\e' }
const UNESCAPES: Record<string, string> = {
  '\\\\': '\\',
  '\\|': '|',
  '\\t': '\t',
  '\\r': '\r',
  '⏎': '\n',
  '\\e': '⏎',
  '\\s': ' ',
}

function drawCell(text: string, marks: string): string {
  const escaped = text
    .replace(/[\\|\t\r\n⏎]/g, (c) => ESCAPES[c]!)
    .replace(/^ +| +$/g, (spaces) => '\\s'.repeat(spaces.length))
    .replace(/^(?=[<^~{])/, '\\')
  return marks === '' ? escaped : `{${marks}}${escaped}`
}

/**
 * Draws a grid as text, one line a row: `| 产出指标 | 数量指标⏎ | < |`. `<` continues the cell to the left, `^` the one
 * above, `~` is a position without a cell; `<=text` and `^=text` hold text that a merge covers; `{hidden}` and
 * `{across}` mark a cell. Stored values and formats are not drawn.
 */
export function drawGrid(grid: Grid): string {
  const index = indexGrid(grid)
  const lines: string[] = []
  for (let row = 0; row < grid.rows; row++) {
    const parts: string[] = []
    for (let column = 0; column < grid.columns; column++) {
      const cell = index.at(row, column)
      if (!cell) parts.push('~')
      else if (cell.row === row && cell.column === column)
        parts.push(
          drawCell(cell.text, [cell.hidden ? 'hidden' : '', cell.across ? 'across' : ''].filter(Boolean).join(' ')),
        )
      else {
        const covered = index.coveredAt(row, column)
        parts.push((cell.row < row ? '^' : '<') + (covered ? `=${drawCell(covered.text, '')}` : ''))
      }
    }
    lines.push(`| ${parts.join(' | ')} |`)
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** Splits `| a | b |` at its unescaped bars. */
function splitRow(line: string): string[] {
  const parts = line.trim().match(/(?:\\.|[^\\|])*\|/gs) ?? []
  return parts.slice(1).map((part) => part.slice(0, -1).replace(/^ +| +$/g, ''))
}

function parseCell(drawn: string): { readonly text: string; readonly hidden: boolean; readonly across: boolean } {
  const marks = /^\{(hidden|across|hidden across)\}/.exec(drawn)?.[1] ?? ''
  const body = marks === '' ? drawn : drawn.slice(marks.length + 2)
  const text = body.replace(/^\\(?=[<^~{])/, '').replace(/\\[\\|trse]|⏎/g, (c) => (c === '\\r' ? '\r' : UNESCAPES[c]!))
  return { text, hidden: marks.includes('hidden'), across: marks.includes('across') }
}

/** Parses a drawn grid; the inverse of {@link drawGrid}. Lines that do not start with `|` are skipped. */
export function parseGrid(drawing: string): Grid {
  const drawn = drawing.split('\n').filter((line) => line.trim().startsWith('|')).map(splitRow) // biome-ignore format: one line
  const columns = Math.max(0, ...drawn.map((row) => row.length))
  const owner: (number | undefined)[][] = drawn.map(() => [])
  const cells: { cell: Cell; bottom: number; right: number }[] = []
  const covered: Cell[] = []
  for (const [row, parts] of drawn.entries()) {
    for (const [column, part] of parts.entries()) {
      if (part === '~') continue
      const mark = /^([<^])(?:=(.*))?$/s.exec(part)
      const from = mark?.[1] === '<' ? owner[row]![column - 1] : mark ? owner[row - 1]?.[column] : undefined
      if (mark && from !== undefined) {
        owner[row]![column] = from
        const target = cells[from]!
        target.bottom = Math.max(target.bottom, row)
        target.right = Math.max(target.right, column)
        if (mark[2] !== undefined) covered.push(cellOf(row, column, parseCell(mark[2]).text, { covered: true }))
        continue
      }
      owner[row]![column] = cells.length
      const { text, hidden, across } = parseCell(part)
      cells.push({ cell: cellOf(row, column, text, { hidden, across }), bottom: row, right: column })
    }
  }
  const placed = cells.map(({ cell, bottom, right }) => ({
    ...cell,
    rowSpan: bottom - cell.row + 1,
    columnSpan: right - cell.column + 1,
  }))
  return { rows: drawn.length, columns, cells: [...placed, ...covered] }
}
