/** What changed in the findings of a form from one version to the next. */
import type { CheckFinding } from './run.ts'

/** A finding with how it stands against the version before. */
export interface ChangedFinding {
  readonly finding: CheckFinding
  readonly state: 'first' | 'open' | 'new' | 'fixed'
}

/** The same point in two versions: rule, indicator, and what it is about. */
const pointOf = ({ rule, indicator, related }: CheckFinding) =>
  JSON.stringify([rule, indicator, indicator === null ? related : []])

/** The findings of a version against those of the one before; `null`: there was none. Corrected ones come last. */
export function compareFindings(
  before: readonly CheckFinding[] | null,
  after: readonly CheckFinding[],
): readonly ChangedFinding[] {
  if (before === null) return after.map((finding) => ({ finding, state: 'first' }))
  const left = new Map<string, CheckFinding[]>()
  for (const finding of before) left.set(pointOf(finding), [...(left.get(pointOf(finding)) ?? []), finding])
  const now = after.map((finding): ChangedFinding => {
    const same = left.get(pointOf(finding))
    return { finding, state: same?.shift() ? 'open' : 'new' }
  })
  const fixed = [...left.values()].flat().map((finding): ChangedFinding => ({ finding, state: 'fixed' }))
  return [...now, ...fixed]
}
