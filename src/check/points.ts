/** The points that a form prints: those of its rows, and those of execution. */

import type { Indicator } from '../model.ts'
import { sum } from '../value/index.ts'
import { figureOf } from './money.ts'
import { plain } from './normal.ts'
import { ownRows, type View } from './view.ts'

/** The rows that print points, each merged cell once. */
export function weighted(view: View): readonly Indicator[] {
  return ownRows(view.units, 'weight').filter(({ weight }) => weight !== null)
}

/** All points of the rows, and those of execution; null where no row prints any. */
export function pointsOf(
  view: View,
): { readonly rows: string; readonly execution: string | null; readonly figures: readonly string[] } | null {
  const figures = weighted(view).map(({ weight }) => weight!)
  if (figures.length === 0) return null
  // Where execution is a row among the indicators, the funds block only repeats its points.
  const asRow = weighted(view).some(({ level3 }) => /^(?:预算|资金)?执行率$/.test(plain(level3)))
  const execution = view.execution && !asRow ? figureOf(view.execution, 'weight') : null
  return { rows: sum(figures), execution, figures: execution === null ? figures : [...figures, execution] }
}
