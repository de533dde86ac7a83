/** Goals in a column left of the levels: 绩效目标 | 一级指标 over 保障基本生活 | 产出指标. */
import { glue, isBlank, normalize } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import type { RoleColumn } from './roles.ts'
import { ruleName, type Work } from './work.ts'

/** Reads the goals that start in a row; one that is printed again on each row is read once. */
export function takeRowGoals(work: Work, area: Area, row: number, columns: readonly RoleColumn[]): void {
  const found: { expected?: Span; actual?: Span } = {}
  let first: RoleColumn | null = null
  for (const column of columns) {
    const cell = area.index.at(row, column.start)
    if (column.goal === null || column.role !== null || !cell || cell.row !== row || isBlank(cell.text)) continue
    const again = work.goals.some((goal) => glue(goal[column.goal!]?.text ?? '') === glue(cell.text))
    const into = again ? undefined : `goals[${work.goals.length}].${column.goal}`
    const rule = ruleName(work, 'indicators/goal')
    const text = takeCell(work.book, area, cell, again ? 'label' : 'value', rule, into)
    if (again || found[column.goal]) continue
    found[column.goal] = text
    first ??= column
  }
  if (first === null) return
  const multi = work.terms.pattern('horizon', normalize(first.heading))?.code === 'multi-year'
  work.goals.push({
    horizon: multi ? 'multi-year' : 'annual',
    expected: found.expected ?? null,
    actual: found.actual ?? null,
    label: first.heading,
  })
}
