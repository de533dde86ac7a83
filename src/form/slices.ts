/** Parts of a year beside the whole of it, under one heading: 指标值 over 上半年 | 全年. */
import { normalize } from '../text.ts'
import type { Column } from './columns.ts'
import type { Work } from './work.ts'

/** What a heading says beside its role. */
export interface Qualified {
  /** The heading without its qualifier. */
  readonly plain: string
  /** What groups it: 中期, 1-7月; empty for the whole. */
  readonly key: string
  readonly horizon: 'annual' | 'multi-year'
  readonly period: string | null
  readonly subject: string | null
  /** The value that a column is a part of: 符号 under 年初指标值, 单位 under 实际完成值. */
  readonly of: 'target' | 'actual' | null
}

/**
 * The slice that a leaf names under the group that says its role; null where no sibling names the whole. The whole is
 * the default; 中期 is a part of the year beside 全年, and several years beside 年度.
 */
export function sliceOf(work: Work, column: Column, columns: readonly Column[]): Omit<Qualified, 'of'> | null {
  const { group } = column
  if (group === null) return null
  const kind = (heading: string) => work.terms.pattern('slice', normalize(heading))?.code ?? null
  const kinds = columns.filter((other) => other.group === group).map(({ heading }) => kind(heading))
  const own = kind(column.heading)
  if (own === null || !kinds.some((other) => other === 'whole' || other === 'annual')) return null
  if (own === 'whole' || own === 'annual')
    return { plain: group, key: '', horizon: 'annual', period: null, subject: null }
  const multi = own === 'multi-year' || (own === 'middle' && !kinds.includes('whole'))
  return multi
    ? { plain: group, key: 'multi-year', horizon: 'multi-year', period: null, subject: null }
    : { plain: group, key: column.heading, horizon: 'annual', period: column.heading, subject: null }
}
