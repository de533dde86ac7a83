/**
 * Rows under a banner that is neither funds, goals nor indicators: a matrix of labels × headings (cost composition, base
 * data) becomes measures, labels beside one text column (资金管理情况) become fields.
 */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, passBlanks, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import { readFieldRow } from './fields.ts'
import { FIGURE, takeUnit } from './fund-figures.ts'
import { findHeaded, readHeaded } from './headed.ts'
import { takeField, takeMeasure } from './measures.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

/** Reads a group region. Its banner names the section of what is in it. */
export function readGroup(work: Work, region: Region): void {
  const { area } = region
  const section = region.banner
    ? takeCell(work.book, area, region.banner, 'label', ruleName(work, 'group/banner'))
    : null
  if (region.banner) takeUnit(work, area, region.banner)
  const headed = findHeaded(work, region)
  if (headed) {
    readHeaded(work, region, headed, section)
    return
  }
  const rows = listInner(region)
  const [first, second] = rows
  if (!first) return
  if (region.kind === 'measures' && !region.banner && !isBlank(first[0]!.text)) {
    const own = takeCell(work.book, area, first[0]!, 'label', ruleName(work, 'group/section'))
    takeUnit(work, area, first[0]!)
    readMatrix(work, area, first.slice(1), rows.slice(1), own)
    return
  }
  const corner = first.length > 0 && isBlank(first[0]!.text) && first.slice(1).some((cell) => !isBlank(cell.text))
  const [over, below] = area.flat ? [filled(first), filled(second ?? [])] : [first, second ?? []]
  const odd = over.length % 2 === 1 || (isWords(over) && isFigures(below))
  const headings = sameEdges(over, below) && odd && over.every((cell) => !isBlank(cell.text))
  const texts = rows.map((cells) => filled(cells))
  if (section && rows.length > 1 && texts.every((cells) => cells.length <= 1))
    for (const cell of texts.flat()) takeField(work, area, cell, [section])
  else if (corner && second) readMatrix(work, area, first, rows.slice(1), section)
  else if (headings) readBelow(work, area, over, rows.slice(1), section)
  else for (const cells of rows) readFieldRow(work, area, passBlanks(area, cells), section)
}

const isWords = (cells: readonly Cell[]) => cells.every((cell) => !FIGURE.test(normalize(cell.text)))
const isFigures = (cells: readonly Cell[]) => cells.every((cell) => FIGURE.test(normalize(cell.text)))

function filled(cells: readonly Cell[]): readonly Cell[] {
  return cells.filter((cell) => !isBlank(cell.text))
}

function listInner(region: Region): readonly (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = []
  for (let row = region.area.top; row <= region.area.bottom; row++)
    rows.push(
      cellsFrom(region.area, row).filter(
        (cell) =>
          cell.column >= region.inner && cell !== region.banner && (cell.row === row || row === region.area.top),
      ),
    )
  return rows
}

function sameEdges(a: readonly Cell[], b: readonly Cell[]): boolean {
  return a.length === b.length && a.every((cell, i) => cell.column === b[i]!.column)
}

/** Headings over values. With figures under two or more headings it is measures, else each row is a field. */
function readMatrix(
  work: Work,
  area: Area,
  heading: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  section: Span | null,
): void {
  const headings = heading.filter((cell) => !isBlank(cell.text))
  const left = headings[0]!.column
  const names = headings.map((cell) => ({
    cell,
    span: takeCell(work.book, area, cell, 'label', ruleName(work, 'group/heading')),
  }))
  const figures = rows.flat().filter((cell) => cell.column >= left && FIGURE.test(normalize(cell.text))).length
  for (const cells of rows) {
    const labels = cells
      .filter((cell) => cell.column < left && !isBlank(cell.text))
      .map((cell) => takeCell(work.book, area, cell, 'label', ruleName(work, 'group/row-label')))
    for (const cell of cells.filter((one) => one.column >= left)) {
      const name = names.find(({ cell: h }) => cell.column >= h.column && cell.column < h.column + h.columnSpan)
      if (!name || (isBlank(cell.text) && (figures === 0 || names.length < 2))) continue
      if (figures > 0 && names.length >= 2) takeMeasure(work, area, cell, section, labels, [name.span])
      else takeField(work, area, cell, [section, ...labels, ...(names.length > 1 ? [name.span] : [])])
    }
  }
}

/** Headings with their texts below, without row labels (项目实施内容 | 开始时间 | 完成时间); figures are measures. */
function readBelow(
  work: Work,
  area: Area,
  heading: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  section: Span | null,
): void {
  const names = heading.map((cell) => takeCell(work.book, area, cell, 'label', ruleName(work, 'group/heading')))
  const values = rows.flat().filter((cell) => !isBlank(cell.text))
  const figures = values.length >= 2 && values.every((cell) => FIGURE.test(normalize(cell.text)))
  for (const cells of rows)
    for (const cell of cells) {
      const i = heading.findIndex((h) => cell.column >= h.column && cell.column < h.column + h.columnSpan)
      if (i < 0 || isBlank(cell.text)) continue
      if (figures) takeMeasure(work, area, cell, section, [], [names[i]!])
      else takeField(work, area, cell, [section, names[i]!])
    }
}
