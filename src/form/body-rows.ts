/** Rows that belong to the heading above them by their cells, whatever their first label says. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsIn, filledIn } from './area.ts'
import type { Terms } from './form.ts'
import { BUDGETS, isFundHeading, LEVELS } from './headings.ts'

const FIGURE = /^[-—–/\\]?$|^-?[\d.,]+(?:亿元|万元|元|亿|万|分|%)?$/

/**
 * True for a row of nothing but figures, dashes and blanks right of a label, cut like the heading row: 补助区县 is a
 * fund line below 年初预算数 | 全年预算数, with or without figures.
 */
export function isFigureLine(area: Area, heading: number, row: number): boolean {
  const [, ...headings] = cellsIn(area, heading)
  const [label, ...cells] = cellsIn(area, row)
  const named = label && (!isBlank(label.text) || row === heading + 1)
  if (!named || label.row !== row || label.text.length > 30 || cells.length < 2) return false
  const own = cells.filter((cell) => cell.row === row)
  const texts = own.map((cell) => normalize(cell.text))
  if (!texts.every((text) => FIGURE.test(text))) return false
  const under = own.filter((cell) => headings.some((head) => head.column === cell.column)).length
  return under === own.length && (texts.some((text) => text !== '') || own.length === headings.length)
}

/**
 * True for a row whose texts stand under the headings of its indicators and nowhere else: 预算执行情况 | 25 | 支出率 |
 * 25 … is a level with its rows, no block of funds.
 */
export function isUnderHeading(area: Area, heading: number, row: number, terms: Terms): boolean {
  const edge = area.index.at(row, area.left)
  const above = area.index.at(heading, area.left)
  const level = above ? terms.match('indicator-column', above.text) : null
  if (!edge || edge.row !== row || edge.columnSpan !== above?.columnSpan || !LEVELS.has(level?.code ?? '')) return false
  const headings = cellsIn(area, heading).filter((cell) => !isBlank(cell.text))
  const filled = filledIn(area, row).filter((cell) => cell.row === row)
  const starts = new Set(headings.map((cell: Cell) => cell.column))
  return (
    filled.length >= 3 &&
    filled.length * 2 >= headings.length &&
    filled.every((cell) => starts.has(cell.column)) &&
    !isFundHeading(area, row, terms) &&
    !filled.slice(1).some((cell) => isBudgetLabel(terms, cell.text))
  )
}

/** 预算数 | 100 | 执行数 | 98: labels of amounts, which no row of indicators holds. */
function isBudgetLabel(terms: Terms, text: string): boolean {
  const match = terms.match('fund-column', text)
  return match?.how === 'exact' && BUDGETS.has(match.code)
}

/** True for 未完成原因 | 无: a label, and one cell over several of the headings right of it. No indicator is printed so. */
export function isTextRow(area: Area, heading: number, row: number): boolean {
  const cells = cellsIn(area, row)
  const [label, text] = cells
  if (cells.length !== 2 || label!.row !== row || text!.row !== row || label!.rowSpan > 1) return false
  const over = cellsIn(area, heading).filter(
    ({ column }) => column >= text!.column && column < text!.column + text!.columnSpan,
  )
  return over.length >= 3 && label!.column === area.left && text!.column + text!.columnSpan > area.right
}
