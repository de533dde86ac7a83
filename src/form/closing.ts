/**
 * Rows among the indicators that say something of the whole form: 未完成原因及改进措施 | 无, 存在问题 | …. A label and one text
 * across the columns of names and values is a field, no indicator.
 */
import type { Cell } from '../model.ts'
import { normalize } from '../text.ts'
import { type Area, filledIn } from './area.ts'
import { takePair } from './fields.ts'
import { isLevelLabel } from './headings.ts'
import type { Region } from './regions.ts'
import type { RoleColumn } from './roles.ts'
import type { RowsPart } from './rows.ts'
import type { Work } from './work.ts'

const VALUES = new Set<RoleColumn['role']>(['target', 'actual', 'forecast', 'weight', 'score'])

/** Reads such a row as a field; false when it is none. `closed`: a total stands above it. */
export function readClosing(
  work: Work,
  { area, banner }: Region,
  row: number,
  part: RowsPart,
  closed: boolean,
): boolean {
  const [label, text, ...others] = filledIn(area, row).filter((cell) => cell !== banner)
  if (!label || !text || others.length > 0 || label.row !== row || text.row !== row) return false
  if (isLevelLabel(work.terms, label.text) || normalize(label.text).length > 30) return false
  if (!isAcross(part, text) && !(closed && isBesideLevels(area, part, label, text))) return false
  takePair(work, area, label, text, null)
  return true
}

/** A text over two columns of values, or over the names and a value: no cell of a record is. */
function isAcross(part: RowsPart, text: Cell): boolean {
  const over = part.columns.filter(({ start, end }) => start < text.column + text.columnSpan && end > text.column)
  const values = over.filter(({ role }) => VALUES.has(role))
  return values.length >= 2 || (values.length > 0 && over.some(({ role }) => role === 'level3'))
}

/** Below a total, a label at the left edge beside one text: without merges nothing says how far it reaches. */
function isBesideLevels(area: Area, part: RowsPart, label: Cell, text: Cell): boolean {
  const value = part.columns.find(({ role }) => VALUES.has(role))
  return label.column === area.left && (value === undefined || text.column < value.start)
}
