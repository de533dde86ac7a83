/** Where a list of projects is headed, and where its projects begin. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, filledIn, type ListHeading } from './area.ts'
import type { Terms } from './form.ts'
import { isIndicatorHeading, isTotal } from './headings.ts'

/** The list that a row heads, or null: its first row, with 项目名称 left of the levels of the indicators. */
export function findList(area: Area, row: number, terms: Terms): ListHeading | null {
  const rows = [row, row + 1].filter((one) => one <= area.bottom)
  if (!rows.some((one) => isIndicatorHeading(area, one, terms))) return null
  const filled = filledIn(area, row).filter((cell) => cell.row === row)
  const name = filled.findIndex((cell) => isNameHeading(terms, cell.text))
  const levels = filled.findIndex((cell, i) => i > name && isLevel(terms, cell))
  if (name < 0 || levels < 0 || filled.some((cell) => /\d{2}|[。；;]/.test(cell.text))) return null
  if (holdsTwo(area, filled[name]!, terms)) return null
  const { rowSpan, column } = filled[name]!
  // 项目名称 | 某项目 | 一级指标: a label with its value, no heading.
  const known = filled.slice(name + 1, levels).every((cell) => isHeading(terms, cell.text))
  return known ? { top: row, depth: rowSpan, column } : null
}

function isNameHeading(terms: Terms, text: string): boolean {
  const match = terms.match('head', text)
  return match?.code === 'projectName' && (match.how === 'exact' || match.how === 'suffix')
}

/** 单位名称、项目名称 over cells of two lines: each holds a unit and its project, which no rule may tell apart. */
function holdsTwo(area: Area, heading: Cell, terms: Terms): boolean {
  if (terms.match('head', heading.text)?.how === 'exact') return false
  for (let row = heading.row + heading.rowSpan; row <= area.bottom; row++)
    if (area.index.at(row, heading.column)?.text.trim().includes('\n')) return true
  return false
}

function isLevel(terms: Terms, cell: Cell): boolean {
  const match = terms.match('indicator-column', cell.text)
  const banner = terms.match('banner', cell.text)
  return (
    (match?.how === 'exact' && /^level/.test(match.code)) || (banner?.how === 'exact' && banner.code === 'indicators')
  )
}

function isHeading(terms: Terms, text: string): boolean {
  return ['head', 'field', 'fund-column', 'fund-item', 'goal-column', 'banner', 'indicator-column'].some((group) => {
    const match = terms.match(group, text)
    return match !== null && match.how !== 'contains'
  })
}

/** A unit over its projects (某县教育局), or a total: a row that no project begins with. */
export function isLone(area: Area, row: number, terms: Terms): boolean {
  const filled = filledIn(area, row)
  return (filled.length === 1 && filled[0]!.row === row) || isTotal(area, row, terms)
}

/**
 * True where a project begins: a name that is neither a heading printed again nor a total, and not that of the row above
 * (without merges it is printed on each row of its project).
 */
export function opensProject(area: Area, row: number, list: ListHeading, terms: Terms): boolean {
  const cell = area.index.at(row, list.column)
  if (isIndicatorHeading(area, row, terms) || isTotal(area, row, terms)) return false
  if (cell === undefined || cell.row !== row || isBlank(cell.text)) return false
  const above = row > list.top + list.depth ? area.index.at(row - 1, list.column) : undefined
  return above === undefined || normalize(above.text) !== normalize(cell.text)
}
