/**
 * Rows among the indicators that say something of the whole form: 未完成原因及改进措施 | 无, 存在问题 | …. A label and one text
 * across the columns of names and values is a field, no indicator.
 */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, filledIn, sourcesOf, takeCell } from './area.ts'
import { readFieldRow, takePair } from './fields.ts'
import { isLevelLabel } from './headings.ts'
import { findPairs } from './inline.ts'
import type { Region } from './regions.ts'
import type { RoleColumn } from './roles.ts'
import type { RowsPart } from './rows.ts'
import { readScoreText } from './score-texts.ts'
import { BLANK, ruleName, type Work } from './work.ts'

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
  if (label && !text) return label.row === row && readStatement(work, area, label, closed)
  if (!label || !text || others.length > 0 || label.row !== row || text.row !== row) return false
  if (isLevelLabel(work.terms, label.text) || normalize(label.text).length > 30) return false
  if (!isAcross(part, text) && !(closed && isBesideLevels(area, part, label, text))) return false
  takePair(work, area, label, text, null)
  return true
}

/**
 * 自评结论：优秀, 自评得分90分，等级优 over the full width: what it says is of the whole form. Below a total any text is, where
 * no record follows: it labels none.
 */
function readStatement(work: Work, area: Area, cell: Cell, closed: boolean): boolean {
  // 指标3：… under a level is the parent of the rows below it.
  if (cell.column !== area.left || (cell.columnSpan < 2 && !area.flat)) return false
  if (isLevelLabel(work.terms, cell.text) || /^\s*(?:指标|目标)\s*\d/.test(cell.text)) return false
  const sources = sourcesOf(work.book, area, cell)
  if (sources.every((source) => readScoreText(work, source))) return true
  const [pair] = findPairs(cell.text, work, true)
  const stated = pair && pair.label[0] <= cell.text.search(/\S/) && !isBlank(cell.text.slice(...pair.value))
  if (stated && !isLevelLabel(work.terms, cell.text.slice(...pair.label))) {
    readFieldRow(work, area, [cell], null)
    return true
  }
  if (!closed || hasRecords(area, cell.row + 1)) return false
  const rule = ruleName(work, 'closing/text')
  const text = takeCell(work.book, area, cell, 'value', rule, `fields[${work.fields.length}]`)
  work.fields.push({ label: { ...BLANK, text: '注' }, text })
  return true
}

/** True where a row from here on has names and values. */
function hasRecords(area: Area, from: number): boolean {
  for (let row = from; row <= area.bottom; row++) if (filledIn(area, row).length >= 3) return true
  return false
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
