/**
 * A table of its own inside a banner (年度主要任务): one or two rows of headings that the terms know, over rows of
 * texts and figures. Figures are measures, texts are fields, the first text of a row is its label.
 */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsIn, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import { FIGURE } from './fund-figures.ts'
import { takeField, takeMeasure } from './measures.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

/** A column with its headings from the top down. */
interface HeadedColumn {
  readonly start: number
  readonly end: number
  readonly path: readonly Cell[]
}

/** The columns of a headed table and its first body row. */
export interface HeadedTable {
  readonly columns: readonly HeadedColumn[]
  readonly body: number
}

/** The headed table that fills a region, or null when its first row is none of known headings. */
export function findHeaded(work: Work, region: Region): HeadedTable | null {
  const { area } = region
  const first = innerCells(region, area.top).filter((cell) => !isBlank(cell.text))
  if (first.length < 2 || first.some((cell) => FIGURE.test(normalize(cell.text)) || cell.text.length > 30)) return null
  const body = area.top + depthOf(region, first)
  if (body > area.bottom) return null
  const columns = columnsOf(region, body)
  if (region.kind === 'list') return { columns, body }
  const spacer = Array.from({ length: (columns[0]?.start ?? 0) - region.inner }, (_, i) => region.inner + i)
  if (!columns[0] || spacer.some((column) => !area.spacers.has(column))) return null
  const known = columns.filter(({ path }) => path.some((cell) => isHeading(work, cell.text)))
  return known.length >= 2 && known.length * 2 >= columns.length && known[0] === columns[0] ? { columns, body } : null
}

const isHeading = (work: Work, text: string) => work.terms.match('matrix-heading', text)?.how === 'exact'

function innerCells(region: Region, row: number): readonly Cell[] {
  return cellsIn(region.area, row).filter((cell) => cell.column >= region.inner && cell !== region.banner)
}

/** Two heading rows where some headings are that tall, or, without merges, where the first columns are blank below. */
function depthOf(region: Region, first: readonly Cell[]): number {
  const tall = Math.min(...first.map((cell) => cell.rowSpan))
  const tallest = Math.max(...first.map((cell) => cell.rowSpan))
  if (tallest > 1) return tall === tallest ? tall : Math.min(tallest, 3)
  const next = innerCells(region, region.area.top + 1).filter((cell) => !isBlank(cell.text))
  const words = next.length >= 2 && next.every((cell) => !FIGURE.test(normalize(cell.text)))
  return region.area.flat && words && next[0]!.column > first[1]!.column ? 2 : 1
}

function columnsOf({ area, inner, banner }: Region, body: number): readonly HeadedColumn[] {
  const columns: HeadedColumn[] = []
  for (let c = inner; c <= area.right; ) {
    const cells: Cell[] = []
    for (let row = area.top; row < body; row++) {
      const cell = area.flat && row === area.top && body > row + 1 ? leftOf(area, row, c, inner) : area.index.at(row, c)
      if (cell && cell !== banner && !isBlank(cell.text) && !cells.includes(cell)) cells.push(cell)
    }
    const leaf = area.index.at(body - 1, c)
    const end = Math.max(leaf && !isBlank(leaf.text) ? leaf.column + leaf.columnSpan : c + 1, c + 1)
    if (cells.length > 0) columns.push({ start: c, end, path: cells })
    c = end
  }
  return columns
}

/** The group heading over a column; without merges it stands left of the blanks that it covers. */
function leftOf(area: Area, row: number, column: number, inner: number): Cell | undefined {
  for (let c = column; c >= inner; c--) {
    const cell = area.index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
  }
  return undefined
}

/** Reads a headed table; `section` is the banner that it stands under. */
export function readHeaded(work: Work, region: Region, { columns, body }: HeadedTable, section: Span | null): void {
  const { area } = region
  const names = columns.map(({ path }) =>
    path.map((cell) => takeCell(work.book, area, cell, 'label', ruleName(work, 'group/heading'))),
  )
  const rows = Array.from({ length: area.bottom - body + 1 }, (_, i) => body + i)
  const figures = columns.map((column) => {
    const texts = rows.map((row) => normalize(cellUnder(area, column, row)?.text ?? '')).filter((text) => text !== '')
    return texts.some((text) => /\d/.test(text)) && texts.every((text) => FIGURE.test(text))
  })
  const labels = labelColumn(region, figures)
  for (const row of rows) {
    const first = labels === null ? undefined : cellUnder(area, columns[labels]!, row)
    const label = first ? takeCell(work.book, area, first, 'label', ruleName(work, 'group/row-label')) : null
    for (const [i, column] of columns.entries()) {
      const cell = cellUnder(area, column, row)
      if (i === labels || (cell && cell === first)) continue
      const path = label ? [label] : []
      if (cell && region.kind === 'list' && i === 0)
        takeCell(work.book, area, cell, 'label', ruleName(work, 'group/sequence'))
      else if (figures[i]) takeMeasure(work, area, cell, section, path, names[i]!)
      else if (cell && cell.row === row) takeField(work, area, cell, [section, ...path, ...names[i]!])
    }
  }
}

/** The column that names the rows: the first one, or in a numbered list the first one with words. */
function labelColumn(region: Region, figures: readonly boolean[]): number | null {
  if (region.kind === 'list' && figures[0]) {
    const at = figures.findIndex((figure, i) => !figure && i > 0)
    return at < 0 ? null : at
  }
  return !figures[0] && figures.length > 1 ? 0 : null
}

function cellUnder(area: Area, { start, end }: HeadedColumn, row: number): Cell | undefined {
  for (let c = start; c < end; c++) {
    const cell = area.index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
  }
  return undefined
}
