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
  const { rowSpan, column } = filled[name]!
  // 项目名称 | 某项目 | 一级指标: a label with its value, no heading.
  const known = filled.slice(name + 1, levels).every((cell) => isHeading(terms, cell.text))
  return known ? { top: row, depth: rowSpan, column } : null
}

/** How the names of bodies end. */
export const BODY = /(?:[局厅委办院所站队会部馆处校园]|中心|政府|公司|大学|法院|街道)$/

function isNameHeading(terms: Terms, text: string): boolean {
  const match = terms.match('head', text)
  return match?.code === 'projectName' && (match.how === 'exact' || match.how === 'suffix')
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

/** The name of the project that a row belongs to. */
export function nameIn(area: Area, row: number, list: ListHeading): string {
  return normalize(area.index.at(row, list.column)?.text ?? '')
}

/** True where a project begins: a name of its own that is neither a heading printed again nor a total. */
export function opensProject(area: Area, row: number, list: ListHeading, terms: Terms): boolean {
  const cell = area.index.at(row, list.column)
  if (isIndicatorHeading(area, row, terms) || isTotal(area, row, terms)) return false
  return cell !== undefined && cell.row === row && !isBlank(cell.text)
}
