/**
 * Columns that recur to the right (二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值): each run is a group. What it is
 * called is said by the heading above it or, where none is, by the block of goals or funds over the same columns.
 */
import type { Column } from './columns.ts'
import type { Horizon, Work } from './work.ts'

/** The name of the group that a column belongs to: a horizon, or a text that is none (2021年, 本级). */
export interface GroupName {
  readonly horizon: Horizon['horizon'] | null
  readonly text: string
}

/** For each column the name of its group; null where it is shared, or where nothing names the groups. */
export function recurringGroups(work: Work, columns: readonly Column[]): readonly (GroupName | null)[] {
  const headed = columns.map((_, i) => i).filter((i) => columns[i]!.heading !== '')
  const runs = findRuns(headed.map((i) => codeOf(work, columns[i]!.heading)))
  const groups = runs.map(([from, to]) => headed.slice(from, to).map((i) => columns[i]!))
  const names = namesAbove(groups) ?? namesByPlace(work, groups)
  return columns.map((column) => names?.[groups.findIndex((group) => group.includes(column))] ?? null)
}

function codeOf(work: Work, heading: string): string {
  const match = work.terms.match('indicator-column', heading)
  return match?.how === 'exact' ? match.code : heading
}

/** The longest sequence of codes that stands twice or more in a row, with a name and a value in it, as [from, to) each. */
function findRuns(codes: readonly string[]): readonly (readonly [number, number])[] {
  for (let size = codes.length >> 1; size >= 2; size--)
    for (let from = 0; from + 2 * size <= codes.length; from++) {
      const run = codes.slice(from, from + size)
      if (!run.includes('level3') || !(run.includes('target') || run.includes('actual'))) continue
      const runs: (readonly [number, number])[] = []
      for (let at = from; codes.slice(at, at + size).join('\n') === run.join('\n'); at += size)
        runs.push([at, at + size])
      if (runs.length >= 2) return runs
    }
  return []
}

/** The heading above each group, where all have one and no two are alike. */
function namesAbove(groups: readonly (readonly Column[])[]): readonly GroupName[] | null {
  const texts = groups.map((group) => new Set(group.map((column) => column.group ?? '')))
  const names = texts.map((one) => (one.size === 1 ? [...one][0]! : ''))
  if (groups.length < 2 || names.includes('') || new Set(names).size < names.length) return null
  return names.map((text) => ({ horizon: null, text }))
}

/** The horizon that stands over most of each group's columns; null unless each group has its own. */
function namesByPlace(work: Work, groups: readonly (readonly Column[])[]): readonly GroupName[] | null {
  const shared = (group: readonly Column[], { start, end }: Horizon) =>
    Math.min(group.at(-1)!.end, end) - Math.max(group[0]!.start, start)
  const names = groups.map((group) => {
    const over = [...work.horizons].sort((a, b) => shared(group, b) - shared(group, a))[0]
    return over && shared(group, over) > 0 ? over.horizon : null
  })
  if (groups.length < 2 || names.includes(null) || new Set(names).size < names.length) return null
  return names.map((horizon) => ({ horizon, text: horizon! }))
}
