/** Sums over the lines of a funds block, whose lines may break others down (其中). */
import { compare, plus } from '../value/index.ts'
import { differ, isZero, tolerance } from './decimal.ts'

/** Above this many lines only the plain sum is tried. */
const MOST = 12

/**
 * True when the lines add up to the total within the rounding of the printed figures, read as a plain list or with any
 * line as the parent of lines right below it. null lines are blank and count as nothing.
 */
export function linesAddUp(lines: readonly (string | null)[], total: string): boolean {
  const printed = lines.filter((line) => line !== null)
  const figures = printed.filter((figure) => !isZero(figure))
  if (!differ(figures.reduce(plus, '0'), total, [...printed, total])) return true
  if (figures.length > MOST) return false
  return explained(figures, total, tolerance([...printed, total]))
}

function explained(figures: readonly string[], total: string, slack: string): boolean {
  const place = (at: number, reached: string): boolean => {
    if (at === figures.length) return within(reached, total, slack)
    const figure = figures[at]!
    const next = plus(reached, figure)
    if (place(at + 1, next)) return true
    for (let end = at + 2; end <= figures.length; end++)
      if (explained(figures.slice(at + 1, end), figure, slack) && place(end, next)) return true
    return false
  }
  return figures.length > 0 && place(0, '0')
}

function within(a: string, b: string, slack: string): boolean {
  return compare(a, plus(b, slack)) <= 0 && compare(b, plus(a, slack)) <= 0
}
