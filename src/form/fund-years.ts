/** Funds by years: 2023年 | 2024年 | 2025年 | 合计 over lines. The years are measures, 合计 is the line beyond the year. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { takeCell } from './area.ts'
import { FIGURE } from './fund-figures.ts'
import { pushFund } from './fund-lines.ts'
import { takeMeasure } from './measures.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

/** A year, or the sum of them, over figures. */
export interface YearColumn {
  readonly cell: Cell
  readonly year: boolean
}

const YEAR = /^(?:第[一二三四五]年|(?:19|20)\d\d年?度?)(?:预算|资金|金额|安排)?(?:数)?(?:\([^()]*\))?$/

/** Reads a heading of two or more years (and 合计) into `columns`; false when the row is none. */
export function readYearHeading(work: Work, { area }: Region, cells: readonly Cell[], columns: YearColumn[]): boolean {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const years = filled.filter((cell) => YEAR.test(normalize(cell.text)))
  const others = filled.filter((cell) => !years.includes(cell))
  const sums = others.filter((cell) => work.terms.match('total', cell.text)?.how === 'exact')
  const corner = others.filter((cell) => !sums.includes(cell))
  if (years.length < 2 || corner.length > 1 || (corner[0] && corner[0].column > years[0]!.column)) return false
  columns.length = 0
  for (const cell of filled) {
    takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/year'))
    if (cell !== corner[0]) columns.push({ cell, year: years.includes(cell) })
  }
  return true
}

/** Reads a line under such a heading: a label and figures. */
export function readYearLine(
  work: Work,
  { area, banner }: Region,
  cells: readonly Cell[],
  columns: readonly YearColumn[],
): boolean {
  const [first, ...figures] = cells.filter((cell) => !isBlank(cell.text))
  const under = (cell: Cell) =>
    columns.find(({ cell: { column, columnSpan } }) => cell.column >= column && cell.column < column + columnSpan)
  if (columns.length === 0 || !first || under(first) || FIGURE.test(normalize(first.text))) return false
  if (figures.length === 0 || !figures.every((cell) => under(cell) && FIGURE.test(normalize(cell.text)))) return false
  const name = takeCell(work.book, area, first, 'label', ruleName(work, 'funds/row-label'))
  const section = banner ? { text: banner.text, stored: null, claims: [] } : null
  for (const cell of figures) {
    const { cell: heading, year } = under(cell)!
    if (year) takeMeasure(work, area, cell, section, [name], [{ text: heading.text, stored: null, claims: [] }])
    else {
      const into = `funds[${work.funds.length}].amount`
      const amount = takeCell(work.book, area, cell, 'value', ruleName(work, 'funds/amount'), into)
      pushFund(work, name, { amount }, null, 'multi-year')
    }
  }
  return true
}
