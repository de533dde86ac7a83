/** A goal in one cell with its label: 年度目标1：保障防汛安全（40分）. */
import type { Cell } from '../model.ts'
import { type Area, takeCell, takePart } from './area.ts'
import { columnOf, pushGoals } from './goal-column.ts'
import { takePoints } from './points.ts'
import { ruleName, type Work } from './work.ts'

/** 年度目标1：保障防汛安全（40分）: a goal in one cell with its label and its points; false for any other text. */
export function readInlineGoal(work: Work, area: Area, cell: Cell): boolean {
  const m = /^(\s*([^:：\n]{2,16}?)\s*\d{0,2}\s*[:：]\s*)([\s\S]*?\S)\s*([(（]\s*\d+(?:\.\d+)?\s*分\s*[)）])?\s*$/.exec(
    cell.text,
  )
  const label = m?.[2]
  if (!m || !label || work.terms.match('goal-column', label)?.how !== 'exact') return false
  const { role, horizon, label: name } = columnOf(work, { ...cell, text: label })
  if (role === 'other') return false
  takeCell(work.book, area, cell, 'label', ruleName(work, 'goals/label'))
  takePoints(work, area, cell)
  const into = `goals[${work.goals.length}].${role}`
  const [start, end] = [m[1]!.length, m[1]!.length + m[3]!.length]
  const text = takePart(work.book, area, cell, start, end, 'value', ruleName(work, `goals/${role}`), into)
  pushGoals(work, [{ role, horizon, label: name, text }])
  return true
}
