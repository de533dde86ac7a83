/**
 * Columns whose heading is their value: ticks under 完成目标可能性; points that belong to a level, not to a row; numbers
 * of names.
 */
import { normalize } from '../text.ts'
import type { Column } from './columns.ts'
import type { Work } from './work.ts'

const TICK = /^[√✓✔☑■●★vV1是]$/

/** True for the sign that a box is ticked. */
export function isTick(text: string): boolean {
  return TICK.test(normalize(text))
}

/** The extra key of a tick column (`likelihood`, `reasons`): its group is known, and it holds nothing but ticks. */
export function tickKey(work: Work, column: Column): string | null {
  // 完成目标可能性 over 确定能, 有可能: one column of words says the same.
  const own = work.terms.match('tick-group', column.heading)
  if (own?.how === 'exact' && own.code === 'likelihood') return own.code
  const match = column.group === null ? null : work.terms.match('tick-group', column.group)
  if (match?.how !== 'exact' || work.terms.match('tick-text', column.heading)?.how === 'exact') return null
  return column.texts.every(isTick) ? match.code : null
}

/** 完成目标可能性 over words (确定能): a column of its own, no actual value. */
export function isLikelihood(work: Work, column: Column): boolean {
  const match = work.terms.match('tick-group', column.heading)
  return match?.how === 'exact' && match.code === 'likelihood'
}

/** 分值 right of 一级指标 while a lower level has its own: the points of the level, unless it is the last one. */
export function isLevelPoints(work: Work, columns: readonly Column[], i: number): boolean {
  const weight = (column: Column | undefined) =>
    column !== undefined && work.terms.match('indicator-column', column.heading)?.code === 'weight'
  const level = i > 0 ? work.terms.match('indicator-column', columns[i - 1]!.heading) : null
  if (!weight(columns[i]) || level?.how !== 'exact' || !/^level[123]$/.test(level.code)) return false
  const later = columns.slice(i + 1).some((column) => {
    const match = work.terms.match('indicator-column', column.heading)
    return match?.how === 'exact' && /^level/.test(match.code)
  })
  return later && columns.filter(weight).length > 1
}

const NUMBERING = /^(?:(?:指标|目标)?\d{1,3}|(?:指标|目标)[一二三四五六七八九十]+)[:：.、]?$/

/** 三级指标 over 指标1： | 粮食播种面积: a column of numbers left of another one under the same heading. */
export function isNumbering(columns: readonly Column[], i: number): boolean {
  const [own, next] = [columns[i]!, columns[i + 1]]
  const shared = next !== undefined && own.cells.length > 0 && own.cells.at(-1) === next.cells.at(-1)
  return shared && own.texts.length > 0 && own.texts.every((text) => NUMBERING.test(normalize(text)))
}
