/** The fund lines that goal form and self-evaluation both print. */
import type { Fund } from '../model.ts'
import { compare, plus, times } from '../value/index.ts'
import { isZero, magnitude, minus } from './decimal.ts'
import { figureOf, inYuan, itemOf, slackInYuan } from './money.ts'
import type { View } from './view.ts'

/** A line of both forms, with the figures that should agree, as printed. */
export interface SameLine {
  readonly planned: Fund
  readonly done: Fund
  readonly before: string
  readonly after: string
  /** Equal within the rounding of both figures, units taken into account. */
  readonly agree: boolean
  /** About ten thousand times apart: 元 against 万元. */
  readonly tenThousandfold: boolean
}

/** Lines of one item on both forms. The self-evaluation's figure is its initial budget: later adjustments are legal. */
export function sameLines(goals: View, evaluation: View): readonly SameLine[] {
  return goals.funds.flatMap((planned) => {
    const isSame = (other: Fund) => itemOf(other) === itemOf(planned)
    const here = evaluation.funds.filter(isSame)
    const [done] = here
    if (!done || here.length > 1 || goals.funds.filter(isSame).length > 1) return []
    const before = figureOf(planned, 'amount') ?? figureOf(planned, 'initialBudget')
    const after = figureOf(done, 'initialBudget') ?? figureOf(done, 'amount')
    if (before === null || after === null) return []
    return [{ planned, done, before, after, ...relate(goals, evaluation, before, after) }]
  })
}

function relate(goals: View, evaluation: View, before: string, after: string) {
  const [unitA, unitB] = [goals.filing.amountUnit, evaluation.filing.amountUnit]
  const known = inYuan(before, unitA) !== null && inYuan(after, unitB) !== null
  const [a, b] = known ? [inYuan(before, unitA)!, inYuan(after, unitB)!] : [before, after]
  // Two prints of one unit differ when they differ; only a change of unit brings rounding.
  const slack = known && unitA !== unitB ? plus(slackInYuan(before, unitA), slackInYuan(after, unitB)) : '0'
  return { agree: compare(magnitude(minus(a, b)), slack) <= 0, tenThousandfold: isTenThousandfold(a, b) }
}

function isTenThousandfold(a: string, b: string): boolean {
  if (isZero(a) || isZero(b)) return false
  const [less, more] = compare(a, b) < 0 ? [a, b] : [b, a]
  return compare(times(less, '9000'), more) <= 0 && compare(times(less, '11000'), more) >= 0
}

/** True when two figures have the same digits with two neighbours swapped: 17190 and 17910. */
export function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const different = [...a].flatMap((char, at) => (char === b[at] ? [] : [at]))
  const [i, j] = different
  return different.length === 2 && j === i! + 1 && a[i!] === b[j] && a[j] === b[i!]
}
