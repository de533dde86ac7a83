/** Columns whose heading is their value: ticks under 完成目标可能性; and points that belong to a level, not to a row. */
import { normalize } from '../text.ts'
import type { Column } from './columns.ts'
import { LEVELS } from './headings.ts'
import type { Work } from './work.ts'

const TICK = /^[√✓✔☑■●★vV1是]$/

/** True for the sign that a box is ticked. */
export function isTick(text: string): boolean {
  return TICK.test(normalize(text))
}

/** The extra key of a tick column (`likelihood`, `reasons`): its group is known, and it holds nothing but ticks. */
export function tickKey(work: Work, column: Column): string | null {
  const match = column.group === null ? null : work.terms.match('tick-group', column.group)
  if (match?.how !== 'exact' || work.terms.match('tick-text', column.heading)?.how === 'exact') return null
  return column.texts.every(isTick) ? match.code : null
}

/** 完成目标可能性 over words (确定能): a column of its own, no actual value. */
export function isLikelihood(work: Work, column: Column): boolean {
  const match = work.terms.match('tick-group', column.heading)
  return match?.how === 'exact' && match.code === 'likelihood'
}

/**
 * 分值 right of 一级指标: the points of that level, where a deeper level is there too and either has its own, or the
 * points are merged over the rows of the level as its label is.
 */
export function isLevelPoints(work: Work, columns: readonly Column[], i: number): boolean {
  const codes = columns.map((column) => work.terms.match('indicator-column', column.heading))
  const level = (k: number) => {
    const match = codes[k]
    return match?.how === 'exact' && LEVELS.has(match.code) ? match.code : null
  }
  const own = i > 0 && codes[i]?.code === 'weight' ? level(i - 1) : null
  const deeper = columns.some((_, k) => k > i && level(k) !== null)
  if (own === null || own === 'level3' || !deeper) return false
  const later = codes.some((match, k) => k > i && match?.code === 'weight')
  const [points, labels] = [columns[i]!.texts.length, columns[i - 1]!.texts.length]
  return later || (points <= labels && labels < columns[i]!.rows)
}
