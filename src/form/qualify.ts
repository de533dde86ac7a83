/** What a heading says beside its role: the group above it, the horizon, the period, the subject. */
import type { Column } from './columns.ts'
import type { GroupName } from './recurring.ts'
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

/** Splits a heading into its words and what groups it, and says which value it is a part of. */
export function qualify(
  work: Work,
  column: Column,
  columns: readonly Column[],
  recurring: GroupName | null,
): Qualified {
  const group = codeOfHeading(work, column.group ?? '')
  const value = group === 'target' || group === 'actual' ? group : null
  const of = value !== null && isPart(work, column) ? value : null
  const whole = value !== null ? sliceOf(work, column) : null
  return { ...(whole ?? qualifierOf(work, column, columns, recurring, value)), of }
}

/** Splits a heading into its words and the qualifier that groups it: 指标值(长期), 1-7月 above 完成值. */
function qualifierOf(
  work: Work,
  column: Column,
  columns: readonly Column[],
  recurring: GroupName | null,
  value: 'target' | 'actual' | null,
): Omit<Qualified, 'of'> {
  const valued = value !== null
  const bracket = /\(([^()]+)\)$/.exec(column.heading)?.[1] ?? ''
  for (const part of [bracket, column.group ?? '', column.heading]) {
    const period = work.terms.pattern('period', part)
    const horizon = work.terms.pattern('horizon', part)
    if (!period && !(horizon && part !== column.heading)) continue
    // 年度指标值 over parts of the value names a role; only a second horizon makes it a slice.
    const only = columns.every(({ group: other }) => horizonOf(work, other ?? '') !== 'multi-year')
    if (valued && part === column.group && !period && horizon?.code === 'annual' && only && isPart(work, column))
      continue
    const plain = part === bracket ? column.heading.slice(0, -bracket.length - 2) : column.heading
    const key = period ? period.match[0] : (horizon!.code as string)
    return {
      plain,
      key,
      horizon: horizon?.code === 'multi-year' ? 'multi-year' : 'annual',
      period: period?.match[0] ?? null,
      subject: null,
    }
  }
  if (recurring !== null) {
    const { horizon, text } = recurring
    const year = horizon === null && /^(?:19|20)\d\d年?度?$/.test(text) ? text : null
    return {
      plain: column.heading,
      key: text,
      horizon: horizon ?? 'annual',
      period: year,
      subject: horizon === null && year === null ? text : null,
    }
  }
  const bound = yearBound(work, column.heading)
  if (bound !== null) return boundSays(work, bound, columns)
  return groupSays(work, column, columns, value) ?? horizonSays(work, column.heading)
}

interface YearBound {
  readonly year: string
  /** The heading without its year. */
  readonly rest: string
  readonly code: string
}

/** 2022年完成值: a value that a heading binds to a year. */
function yearBound(work: Work, heading: string): YearBound | null {
  const match = /^((?:19|20)\d\d)年度?(.+)$/.exec(heading)
  const code = match && codeOfHeading(work, match[2]!)
  return code === 'target' || code === 'actual' ? { year: match![1]!, rest: match![2]!, code } : null
}

/**
 * 2022年完成值 | 2023年完成值: what is of the form's year is the value, what is of another one is an observation of that
 * period. The form's year is that of its captions, else the latest here; where all are of one year there is no choice.
 */
function boundSays(work: Work, { year, rest, code }: YearBound, columns: readonly Column[]): Omit<Qualified, 'of'> {
  const all = columns.flatMap(({ heading }) => yearBound(work, heading) ?? [])
  const own =
    work.year ??
    all
      .map((one) => one.year)
      .sort()
      .at(-1)!
  const plain = columns.some(({ heading }) => codeOfHeading(work, heading) === code)
  const whole = { plain: rest, key: '', horizon: 'annual', period: null, subject: null } as const
  if (year === own || (!plain && all.every((one) => one.year === year))) return whole
  return { ...whole, key: `${year}年`, period: `${year}年` }
}

function horizonSays(work: Work, heading: string): Omit<Qualified, 'of'> {
  const multi = horizonOf(work, heading) === 'multi-year'
  const key = multi ? 'multi-year' : ''
  return { plain: heading, key, horizon: multi ? 'multi-year' : 'annual', period: null, subject: null }
}

/** What a group heading that names a value (年度指标值, 实际完成值) says of the heading below it. */
function groupSays(
  work: Work,
  column: Column,
  columns: readonly Column[],
  value: 'target' | 'actual' | null,
): Omit<Qualified, 'of'> | null {
  if (value === null) return null
  const { heading } = column
  const whole = { plain: column.group!, key: '', horizon: 'annual', period: null, subject: null } as const
  // 年度指标值 over 运算符号 | 内容 | 度量单位: the group says the role of the part that says nothing itself.
  if (work.terms.match('value-part', heading)?.how === 'exact') return whole
  // 指标值 | 单位 under 实际完成值 beside 预期指标值: the group says whose value it is.
  if (value === 'actual' && isPlainValue(work, column, columns)) return whole
  // 1-6月 | 全年 under 完成值: the whole year is no slice.
  if (/^(?:全年度?|年度|本年度?|当年|年末|年底)$/.test(heading)) return whole
  // 指标值 over 东坡村 | 西坪镇: the group says the role, the leaf the subject.
  return work.terms.match('indicator-column', heading) === null ? { ...whole, key: heading, subject: heading } : null
}

const horizonOf = (work: Work, text: string) => work.terms.pattern('horizon', text)?.code ?? null

/** 全年 beside 上半年 below 指标值 is what the group says; 中期 beside 年度 is its multi-year half. */
function sliceOf(work: Work, { heading, group }: Column): Omit<Qualified, 'of'> | null {
  const match = work.terms.match('slice', heading)
  if (match?.how !== 'exact') return null
  const multi = match.code === 'multi-year'
  return {
    plain: group!,
    key: multi ? 'multi-year' : '',
    horizon: multi ? 'multi-year' : 'annual',
    period: null,
    subject: null,
  }
}

/** The code of a heading that a term knows as a whole. */
export function codeOfHeading(work: Work, text: string): string | null {
  const match = work.terms.match('indicator-column', text)
  return match?.how === 'exact' ? match.code : null
}

/** 指标值 below 实际完成值, where the group names no actual value apart and the target stands elsewhere. */
function isPlainValue(work: Work, column: Column, columns: readonly Column[]): boolean {
  if (work.terms.match('plain-value', column.heading)?.how !== 'exact') return false
  const codeOf = (text: string | null) => codeOfHeading(work, text ?? '')
  const beside = columns.filter((other) => other !== column && other.group === column.group)
  const apart = columns.filter((other) => other.group !== column.group)
  return (
    !beside.some(({ heading }) => codeOf(heading) === 'actual' || codeOf(heading) === 'target') &&
    apart.some(({ heading, group }) => codeOf(heading) === 'target' || codeOf(group) === 'target')
  )
}

/** A leaf that holds a part of the value which its group names: 运算符号, 内容, 度量单位. */
function isPart(work: Work, column: Column): boolean {
  const match = work.terms.match('indicator-column', column.heading)
  const split = match?.how === 'exact' && (match.code === 'operator' || match.code === 'unit')
  return split || work.terms.match('value-part', column.heading)?.how === 'exact'
}
