/**
 * Indicators without a heading row: the banner 绩效指标 stands beside the labels themselves. Columns are found by what
 * they hold: level-1 labels, level-2 labels, the names right of them, and one column of values.
 */
import { isBlank } from '../text.ts'
import { cellsIn } from './area.ts'
import { type Content, contentOf } from './candidates.ts'
import type { Column } from './columns.ts'
import type { Region } from './regions.ts'
import type { Role, RoleColumn } from './roles.ts'
import { findingOf, type Work } from './work.ts'

/** The columns of a rows region without headings, or null when none of them holds level labels. */
export function columnsByContent(work: Work, region: Region): readonly RoleColumn[] | null {
  const columns = bodyColumns(region)
  const contents = columns.map((column) => contentOf(work, column))
  const holds = (key: 'level1' | 'level2') => contents.findIndex((content: Content) => content[key] >= 0.5)
  const [first, second] = [holds('level1'), holds('level2')]
  const last = Math.max(first, second)
  if (last < 0 || last + 1 >= columns.length) return null
  const part = (i: number): Role | null => {
    if (contents[i]!.operators >= 0.5) return 'operator'
    return contents[i]!.units >= 0.5 && contents[i]!.figures < 0.5 ? 'unit' : null
  }
  const values = columns.filter((_, i) => i > last + 1 && part(i) === null).length
  const roleOf = (i: number): Role | null => {
    if (i === second) return 'level2'
    if (i === first) return 'level1'
    if (i === last + 1) return 'level3'
    if (i < last + 2 || values !== 1) return null
    return part(i) ?? 'target'
  }
  if (values > 1)
    work.findings.push(
      findingOf(
        'ambiguous-column',
        'warning',
        `The indicators have no heading row and ${values} columns right of their names; those are kept in extra. Add a heading row to tell target, actual and points apart.`,
        `指标部分没有表头，名称右侧有${values}列，无法判定含义，保留在 extra 中；请补充表头。`,
        [],
      ),
    )
  return columns.map((column, i) => ({
    ...column,
    role: roleOf(i),
    qualifier: null,
    horizon: 'annual',
    period: null,
    subject: null,
    of: null,
    candidates: [],
    ticks: null,
    known: false,
    goal: null,
    ambiguous: values > 1 && i > last + 1,
  }))
}

/** The columns in which most body cells start. Their heading is their number: 第5列. */
function bodyColumns({ area, inner, banner }: Region): readonly Column[] {
  const texts = new Map<number, string[]>()
  for (let row = area.top; row <= area.bottom; row++)
    for (const cell of cellsIn(area, row))
      if (cell !== banner && cell.row === row && cell.column >= inner && !isBlank(cell.text))
        texts.set(cell.column, [...(texts.get(cell.column) ?? []), cell.text])
  const starts = [...texts.keys()].sort((a, b) => a - b)
  return starts.map((start, i) => ({
    start,
    end: starts[i + 1] ?? area.right + 1,
    heading: `第${start + 1}列`,
    group: null,
    cells: [],
    texts: texts.get(start)!,
    rows: area.bottom - area.top + 1,
  }))
}
