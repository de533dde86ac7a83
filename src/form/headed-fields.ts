/** Rows of texts under a row of labels that no banner names: 评价人员姓名 | 单位职务 | 签字 over the names. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, takeCell } from './area.ts'
import { BLANK, ruleName, type Work } from './work.ts'

const WORDS = /^[\p{Script=Han}()、/]{2,16}$/u

/** Reads such rows as fields under their headings; the last of them, or null where the row heads nothing. */
export function readHeadedFields(work: Work, area: Area, row: number): number | null {
  const headings = cellsFrom(area, row)
  // Labels beside their values are even in number.
  if (headings.length < 3 || headings.length % 2 === 0 || !headings.every((cell) => isHeading(work, cell, row)))
    return null
  let end = row
  while (end < area.bottom && isUnder(work, area, headings, end + 1)) end++
  if (end === row) return null
  for (const heading of headings) takeCell(work.book, area, heading, 'label', ruleName(work, 'fields/heading'))
  for (let below = row + 1; below <= end; below++)
    for (const [i, cell] of cellsFrom(area, below).entries()) {
      if (isBlank(cell.text)) continue
      const into = `fields[${work.fields.length}]`
      const text = takeCell(work.book, area, cell, 'value', ruleName(work, 'fields/under'), into)
      work.fields.push({ label: { ...BLANK, text: headings[i]!.text }, text })
    }
  return end
}

function isHeading(work: Work, cell: Cell, row: number): boolean {
  const head = work.terms.match('head', cell.text)?.how === 'exact'
  return cell.row === row && cell.rowSpan === 1 && WORDS.test(normalize(cell.text)) && !head
}

/** A row at the same edges that starts with a text, not with a label. */
function isUnder(work: Work, area: Area, headings: readonly Cell[], row: number): boolean {
  const cells = cellsFrom(area, row)
  const [first] = cells
  if (!first || isBlank(first.text) || cells.length !== headings.length) return false
  const label = ['head', 'field', 'closing', 'banner'].some(
    (group) => work.terms.match(group, first.text)?.how === 'exact',
  )
  const same = cells.every((cell, i) => cell.row === row && cell.column === headings[i]!.column && cell.rowSpan === 1)
  return (
    same &&
    !label &&
    cells.filter(({ text }) => !isBlank(text)).length >= 2 &&
    !cells.some(({ text }) => /[:：]/.test(text))
  )
}
