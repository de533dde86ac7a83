/**
 * The level rule, `left-up` with walls: every level is read in its own column. A merge gives its text to the rows it
 * covers, a blank merge stays blank; an uncovered blank takes the label above only where the column has no merges, never
 * across a heading, a band or a total, and only while the levels left of it are the same.
 */
import type { Cell } from '../model.ts'
import { isBlank } from '../text.ts'
import { type Area, takeCell, takePart, textOf } from './area.ts'
import type { DraftLevel } from './draft.ts'
import type { RoleColumn } from './roles.ts'
import { splitLevels } from './shapes.ts'
import { ruleName, type Work } from './work.ts'

/** The level cells of one row; null where a level is not labelled. */
export interface LevelCells {
  readonly level1: Cell | null
  readonly level2: Cell | null
  /** The band above, which stands in for a level without a column of its own. */
  readonly band: DraftLevel | null
}

/** Reads the levels of a body row; rows must be asked in order. */
export interface LevelReader {
  read(row: number): LevelCells
  /** A wall: nothing above this row fills a blank below it. A band gives its own label to the level. */
  wall(band?: DraftLevel): void
}

/** A level reader for the columns of one rows region. */
export function openLevels(work: Work, area: Area, columns: readonly RoleColumn[], top: number): LevelReader {
  const level1 = columns.find((column) => column.role === 'level1')
  const level2 = columns.find((column) => column.role === 'level2')
  const merged1 = level1 !== undefined && hasMerges(work, area, level1, top)
  const merged2 = level2 !== undefined && hasMerges(work, area, level2, top)
  let above1: Cell | null = null
  let above2: Cell | null = null
  let band: DraftLevel | null = null
  return {
    wall: (label) => {
      above1 = above2 = null
      if (label) band = label
    },
    read: (row) => {
      const own1 = level1 ? cellAt(area, level1, row) : null
      if (own1 && isFilled(work, area, own1) && own1 !== above1) above2 = null
      above1 = pick(work, area, own1, above1, merged1)
      above2 = pick(work, area, level2 ? cellAt(area, level2, row) : null, above2, merged2)
      return { level1: above1, level2: above2, band }
    },
  }
}

function cellAt(area: Area, column: RoleColumn, row: number): Cell | null {
  for (let c = column.start; c < column.end; c++) {
    const cell = area.index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
  }
  return area.index.at(row, column.start) ?? null
}

function isFilled(work: Work, area: Area, cell: Cell): boolean {
  return !isBlank(textOf(work.book, area, cell))
}

/** The cell that labels a row: its own, or for an unmerged blank the one above. */
function pick(work: Work, area: Area, own: Cell | null, above: Cell | null, merged: boolean): Cell | null {
  if (own && isFilled(work, area, own)) return own
  if (merged || (own && own.rowSpan > 1)) return null
  return above
}

/** True when labels of this column are merged over rows; headings printed again do not count. */
function hasMerges(work: Work, area: Area, column: RoleColumn, top: number): boolean {
  const inside = (cell: Cell) =>
    cell.column >= column.start && cell.column < column.end && cell.row >= top && cell.row <= area.bottom
  return area.table.grid.cells.some(
    (cell) =>
      !cell.covered &&
      cell.rowSpan > 1 &&
      inside(cell) &&
      work.terms.match('indicator-column', cell.text)?.how !== 'exact',
  )
}

/** Claims the level cells of a record. */
export function takeLevels(
  work: Work,
  area: Area,
  cells: LevelCells,
  into: string,
): { level1: DraftLevel | null; level2: DraftLevel | null } {
  const both = cells.level1 && !cells.level2 ? splitLevels(work.terms, cells.level1.text) : null
  if (both) return takeBoth(work, area, cells.level1!, both, into)
  const take = (cell: Cell | null, level: 'level1' | 'level2'): DraftLevel | null => {
    if (!cell) return null
    const label = takeCell(work.book, area, cell, 'value', ruleName(work, `indicators/${level}`), `${into}.${level}`)
    return { code: levelCode(work, level, label.text), label }
  }
  return { level1: take(cells.level1, 'level1') ?? cells.band, level2: take(cells.level2, 'level2') }
}

function takeBoth(
  work: Work,
  area: Area,
  cell: Cell,
  [end, start]: readonly [number, number],
  into: string,
): { level1: DraftLevel; level2: DraftLevel } {
  const take = (level: 'level1' | 'level2', from: number, to: number): DraftLevel => {
    const rule = ruleName(work, `indicators/${level}`)
    const label = takePart(work.book, area, cell, from, to, 'value', rule, `${into}.${level}`)
    return { code: levelCode(work, level, label.text), label }
  }
  takePart(work.book, area, cell, end, start, 'label', ruleName(work, 'indicators/joined'))
  return { level1: take('level1', 0, end), level2: take('level2', start, cell.text.length) }
}

/** The code of a level label. A short term at the end of a longer label (工程质量) says too little to decide. */
export function levelCode(work: Work, level: 'level1' | 'level2', text: string): string | null {
  const match = work.terms.match(level, text)
  return match && (match.how === 'exact' || (match.how === 'suffix' && match.term.length >= 4)) ? match.code : null
}

/** Claims the level cells of a row that holds no record: they are labels. */
export function passLevels(work: Work, area: Area, cells: LevelCells): void {
  for (const cell of [cells.level1, cells.level2])
    if (cell) takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/level'))
}

/** The level that a label names, whatever column it stands in: 数量指标 is a level 2 even under a heading 一级指标. */
export function levelOfLabel(work: Work, text: string): 'level1' | 'level2' | null {
  if (work.terms.match('level1', text)?.how === 'exact') return 'level1'
  return work.terms.match('level2', text)?.how === 'exact' ? 'level2' : null
}
