/**
 * Columns under a heading of one or two rows: where each one stands, what its heading says, and what it holds. Their
 * roles are decided by `roles.ts`.
 */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsIn, filledIn } from './area.ts'
import { isIndicatorHeading, isLevelLabel, isTotal, isUpperHeading, LEVELS } from './headings.ts'
import type { Region } from './regions.ts'
import type { Work } from './work.ts'

/** One column of a rows part, before its role is known. */
export interface Column {
  readonly start: number
  /** End, exclusive. */
  readonly end: number
  /** Heading as printed, in one piece; the group heading above it apart. */
  readonly heading: string
  readonly group: string | null
  /** The heading cells, to be claimed as labels. */
  readonly cells: readonly Cell[]
  /** Texts of the body cells that start in this column, from top to bottom, blanks left out. */
  readonly texts: readonly string[]
  /** How many body rows there are. */
  readonly rows: number
}

/** The heading of a rows region. */
export interface Heading {
  readonly top: number
  readonly bottom: number
  readonly columns: readonly Column[]
}

/** Reads the heading that starts in a row: its depth (one row or two) and its columns. */
export function readHeading(work: Work, region: Region, top: number): Heading {
  const bottom = withParts(work, region, headingBottom(work, region, top))
  const columns: Column[] = []
  const { area } = region
  for (let c = region.inner; c <= area.right; ) {
    if (isSpacer(area, bottom, c)) {
      c++
      continue
    }
    const leaf = leafAt(area, top, bottom, c)
    // A group heading over a blank of the lower row heads that blank only.
    const low = area.index.at(bottom, c)
    const edge = leaf && leaf.row + leaf.rowSpan <= bottom ? (low ?? leaf) : leaf
    const end = edge ? Math.min(edge.column + edge.columnSpan, area.right + 1) : c + 1
    const start = Math.max(c, edge?.column ?? c)
    for (const [from, to] of splitByBody(area, bottom, start, Math.max(end, c + 1)))
      columns.push(makeColumn(work, region, top, bottom, from, to, leaf))
    c = Math.max(end, c + 1)
  }
  return { top, bottom, columns }
}

/** A column in which nothing is ever printed, and that no heading of the lower row covers. */
function isSpacer(area: Area, bottom: number, column: number): boolean {
  const low = area.index.at(bottom, column)
  return area.spacers.has(column) && low !== undefined && isBlank(low.text) && low.column === column && !area.flat
}

/** 一级指标 over 名称 | 权重: a row of nothing but parts of the levels above it heads columns too. */
function withParts(work: Work, { area, inner }: Region, bottom: number): number {
  const wide = cellsIn(area, bottom).filter((cell) => cell.column >= inner && cell.columnSpan > 1)
  const levels = wide.filter((cell) => isLevelCell(work, cell))
  if (levels.length < 2 || bottom >= area.bottom) return bottom
  const parts = cellsIn(area, bottom + 1).filter((cell) => cell.row === bottom + 1 && cell.column >= inner)
  const known = parts.filter((cell) => work.terms.match('level-part', cell.text)?.how === 'exact')
  return known.length >= 4 && known.length === parts.length ? bottom + 1 : bottom
}

const isLevelCell = (work: Work, cell: Cell) =>
  /^level/.test(work.terms.match('indicator-column', cell.text)?.code ?? '')

function headingBottom(work: Work, region: Region, top: number): number {
  const { area } = region
  if (isUpperHeading(area, top, work.terms)) return top + 1
  const cells = cellsIn(area, top).filter((cell) => cell.column >= region.inner && cell.row === top)
  const level = (cell: Cell) => isLevelCell(work, cell)
  // 绩效指标 over 一级指标 | 二级指标 | 三级指标.
  const grouped = cells.some((cell) => level(cell) && cell.columnSpan > 1)
  if (grouped && top < area.bottom && isIndicatorHeading(area, top + 1, work.terms)) return top + 1
  const own = cells.filter(level)
  const split = own.some((cell) => cell.columnSpan > 1) && !own.some((cell) => holdsLabels(work, area, cell))
  const depth = Math.min(Math.max(1, ...(split ? cells : own).map((cell) => cell.rowSpan)), 3)
  if (depth > 1 || top >= area.bottom) return Math.min(top + depth - 1, area.bottom)
  const next = cellsIn(area, top + 1).filter((cell) => cell.row === top + 1 && cell.column >= region.inner)
  const filled = next.filter((cell) => !isBlank(cell.text))
  if (areHeadings(work, filled)) return top + 1
  const under = own.every((cell) => isBlank(area.index.at(top + 1, cell.column)?.text ?? ''))
  if (
    !under ||
    filled.length < 2 ||
    filled.some((cell) => cell.columnSpan > 3 || /^[-\d.,%≥≤<>=]+/.test(normalize(cell.text)))
  )
    return top
  // Below the levels blank, words elsewhere, and a level label in the row after: a second heading row.
  const after = own.some((cell) => !isBlank(area.index.at(top + 2, cell.column)?.text ?? ''))
  // Without merges a group stands left of the blanks that it covers: 指标值及完成情况 | (blank) over two headings.
  const covered = area.flat && filled.some((cell) => isBlank(area.index.at(top, cell.column)?.text ?? ''))
  return after || covered ? top + 1 : top
}

/** True when the row below a heading has a level label under it: the body begins there. */
function holdsLabels(work: Work, area: Area, heading: Cell): boolean {
  const below = area.index.at(heading.row + heading.rowSpan, heading.column)
  return below !== undefined && isLevelLabel(work.terms, below.text)
}

/** Nothing but headings that the terms know, a level among them: the second row of a heading (绩效指标 over 指标名称). */
function areHeadings(work: Work, cells: readonly Cell[]): boolean {
  const codes = cells.map((cell) => {
    const match = isLevelLabel(work.terms, cell.text) ? null : work.terms.match('indicator-column', cell.text)
    return match?.how === 'exact' ? match.code : null
  })
  return codes.every((code) => code !== null) && codes.some((code) => LEVELS.has(code ?? ''))
}

/** The lowest heading cell with text above a column. */
function leafAt(area: Area, top: number, bottom: number, column: number): Cell | undefined {
  let blank: Cell | undefined
  for (let row = bottom; row >= top; row--) {
    const cell = area.index.at(row, column)
    if (cell && !isBlank(cell.text)) return cell
    blank ??= cell
  }
  return blank
}

/** One heading over several body columns (三级指标 over two): split where most rows have cells of their own there. */
function splitByBody(area: Area, bottom: number, start: number, end: number): readonly (readonly [number, number])[] {
  if (end - start < 2) return [[start, end]]
  const counts = new Map<number, number>()
  for (let row = bottom + 1; row <= area.bottom; row++)
    for (const cell of filledIn(area, row))
      if (cell.row === row && cell.column > start && cell.column < end)
        counts.set(cell.column, (counts.get(cell.column) ?? 0) + 1)
  const cuts = [...counts]
    .filter(([, n]) => n * 2 >= area.bottom - bottom || n >= 3)
    .map(([column]) => column)
    .sort((a, b) => a - b)
  const starts = [start, ...cuts]
  return starts.map((from, i) => [from, starts[i + 1] ?? end] as const)
}

/** In a table without merges a group heading stands left of the blanks that it covers. */
function leftOf(area: Area, row: number, column: number): Cell | undefined {
  for (let c = column; c >= area.left; c--) {
    const cell = area.index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
  }
  return undefined
}

/** The only text of a row, and wider than its column (or in a table that cannot hold merges): a band, no content of a column. */
function isBandCell({ area, inner }: Region, row: number, cell: Cell, end: number): boolean {
  if (cell.column + cell.columnSpan <= end && !area.flat) return false
  return filledIn(area, row).every((other) => other === cell || other.column < inner)
}

function makeColumn(
  work: Work,
  region: Region,
  top: number,
  bottom: number,
  start: number,
  end: number,
  leaf: Cell | undefined,
): Column {
  const { area } = region
  const above = leaf && leaf.row > top ? area.index.at(top, start) : undefined
  const over = above && above !== leaf && isBlank(above.text) && area.flat ? leftOf(area, top, start) : above
  const group = over && over !== leaf && !isBlank(over.text) ? normalize(over.text) : null
  const between = Array.from({ length: Math.max(0, bottom - top - 1) }, (_, i) => area.index.at(top + 1 + i, start))
  const cells = [...new Set([above, ...between, leaf])].filter(
    (cell) => cell !== undefined && !isBlank(cell.text),
  ) as Cell[]
  // Of three rows the middle one says what the leaf is a part of.
  const middle = cells.length > 2 ? normalize(cells.at(-2)!.text) : group
  const texts: string[] = []
  let rows = 0
  for (let row = bottom + 1; row <= area.bottom; row++) {
    if (isTotal(area, row, work.terms) || isIndicatorHeading(area, row, work.terms)) continue
    rows++
    const cell = cellsIn(area, row).find((one) => one.column >= start && one.column < end && one.row === row)
    // 社会效益指标 over both levels says nothing of the first one.
    const both = cell !== undefined && cell.column + cell.columnSpan > end && isLevelLabel(work.terms, cell.text)
    if (cell && !isBlank(cell.text) && !both && !isBandCell(region, row, cell, end)) texts.push(cell.text)
  }
  return { start, end, heading: headingOf(work, leaf ? normalize(leaf.text) : '', middle), group, cells, texts, rows }
}

/** 名称 and 权重 under 一级指标 say what they are only with it: 一级指标名称, 一级指标权重. */
function headingOf(work: Work, leaf: string, group: string | null): string {
  const over = group === null ? null : work.terms.match('indicator-column', group)
  const level = over?.how === 'exact' && LEVELS.has(over.code) && work.terms.match('banner', group!)?.how !== 'exact'
  const own = work.terms.match('indicator-column', leaf)
  return level && leaf !== '' && !(own?.how === 'exact' && LEVELS.has(own.code)) ? group + leaf : leaf
}
