/**
 * What speaks for a column's role: the words of its heading, and what it holds. Content vetoes heading: a column headed
 * 一级指标 whose labels are level-2 terms is level 2.
 */
import { normalize } from '../text.ts'
import type { Column } from './columns.ts'
import type { GroupName } from './recurring.ts'
import { splitLevels } from './shapes.ts'
import type { Work } from './work.ts'

export const ROLES = [
  'level1',
  'level2',
  'level3',
  'target',
  'actual',
  'forecast',
  'weight',
  'score',
  'deviation',
  'operator',
  'unit',
] as const
export type Role = (typeof ROLES)[number]

const isRole = (code: string) => (ROLES as readonly string[]).includes(code)

/** One role that a column could have. */
export interface Candidate {
  readonly role: Role
  readonly points: number
  readonly why: string
}

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

const share = (texts: readonly string[], test: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length
const isNumber = (text: string) => /^[-—/\\]?$|^-?[\d,]+(?:\.\d+)?[.]?(?:分|%)?$/.test(normalize(text))

/** What a column holds, as shares of its texts. */
export interface Content {
  readonly count: number
  readonly level1: number
  readonly level2: number
  /** Both levels in one label: 产出指标-数量指标. */
  readonly joined: number
  readonly numbers: number
  readonly operators: number
  /** 定量, 正向: what kind of value it is and which way it should go, no comparison. */
  readonly kinds: number
  readonly units: number
  readonly figures: number
  readonly sum: number
}

/** Which levels some column holds by its labels: `first` in another column than the one in question. */
export interface Levels {
  readonly first: boolean
  readonly second: boolean
}

const isExact = (work: Work, groups: readonly string[], text: string) =>
  groups.some((group) => work.terms.match(group, text)?.how === 'exact')

/** Counts what a column holds. */
export function contentOf(work: Work, column: Column): Content {
  const texts = column.texts.map(normalize)
  return {
    count: texts.length,
    level1: share(texts, (text) => isExact(work, ['level1', 'level1-label'], text)),
    level2: share(texts, (text) => isExact(work, ['level2', 'level2-label'], text)),
    joined: share(column.texts, (text) => splitLevels(work.terms, text) !== null),
    numbers: share(texts, isNumber),
    operators: share(texts, (text) => work.terms.pattern('operator', text) !== null),
    kinds: share(texts, (text) => work.terms.pattern('operator', text)?.code === 'kind'),
    units: share(texts, (text) => work.unitWords.has(text) || work.unitWords.has(text.replace(/^[十百千万亿]+/, ''))),
    figures: share(texts, (text) => /\d/.test(text)),
    sum:
      Math.round(
        texts.filter(isNumber).reduce((sum, text) => sum + (Number.parseFloat(text.replace(/,/g, '')) || 0), 0) * 100,
      ) / 100,
  }
}

/** True for a heading that a term knows as something without a role (备注, 评分标准). */
export function isKnown(work: Work, column: Column): boolean {
  const match = work.terms.match('indicator-column', column.heading)
  return match !== null && !isRole(match.code)
}

/** Splits a heading into its words and what groups it, and says which value it is a part of. */
export function qualify(
  work: Work,
  column: Column,
  columns: readonly Column[],
  recurring: GroupName | null,
): Qualified {
  const group = column.group === null ? null : work.terms.match('indicator-column', column.group)
  const value = group?.how === 'exact' && (group.code === 'target' || group.code === 'actual') ? group.code : null
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
  return groupSays(work, column, columns, value) ?? horizonSays(work, column.heading)
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

/** 指标值 below 实际完成值, where the group names no actual value apart and the target stands elsewhere. */
function isPlainValue(work: Work, column: Column, columns: readonly Column[]): boolean {
  const codeOf = (text: string | null) => {
    const match = text === null ? null : work.terms.match('indicator-column', text)
    return match?.how === 'exact' ? match.code : null
  }
  const plain = work.terms.match('plain-value', column.heading)?.how === 'exact'
  if (!plain) return false
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

/** The roles that heading and content speak for, the best first. */
export function candidatesOf(
  work: Work,
  column: Column,
  plain: string,
  content: Content,
  levels: Levels,
): readonly Candidate[] {
  if (content.count === 0 && column.heading === '') return []
  const found = new Map<Role, Candidate>()
  const add = (role: Role, points: number, why: string) => {
    const known = found.get(role)
    found.set(
      role,
      known ? { role, points: known.points + points, why: `${known.why}, ${why}` } : { role, points, why },
    )
  }
  const matches = work.terms.all('indicator-column', plain === '' ? column.heading : plain)
  const exact = matches.filter((match) => match.how === 'exact')
  // 目标值评分标准 ends as a standard: what a heading says of itself with more weight is no role.
  const other = Math.max(0, ...matches.filter(({ code }) => !isRole(code)).map(({ points }) => points))
  for (const match of exact.length > 0 ? exact : matches)
    if (isRole(match.code) && (match.how === 'exact' || match.points > other))
      add(match.code as Role, match.points, `heading ${match.how}`)
  // 预计全年完成 ends like 全年完成: what is still to come is no actual value.
  if (exact.length === 0 && work.terms.pattern('not-yet', plain) !== null) found.delete('actual')
  if (matches.length === 0 && column.group)
    for (const match of work.terms.all('indicator-column', column.group + plain))
      if (isRole(match.code)) add(match.code as Role, match.points - 1, 'group heading')
  if (content.count > 0) addContent(found, add, content, levels, exact.length > 0 || column.heading === '')
  return [...found.values()].filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)
}

/** What the column holds speaks for a role, or forbids it. */
function addContent(
  found: Map<Role, Candidate>,
  add: (role: Role, points: number, why: string) => void,
  content: Content,
  levels: Levels,
  known: boolean,
): void {
  const second = content.level2 >= 0.5 && content.level2 > content.level1
  if (second) add('level2', 6, 'holds level-2 labels')
  else if (content.joined >= 0.5) add('level1', 12, 'holds labels of both levels')
  else if (content.level1 >= 0.5) add('level1', 6, 'holds level-1 labels')
  if (second) found.delete('level1')
  else if ((content.level1 >= 0.5 && !levels.first) || content.joined >= 0.5) found.delete('level2')
  if (found.has('level2') && !second && levels.second && content.level2 === 0) {
    found.delete('level2')
    add('level3', 5, 'level 2 stands elsewhere')
  }
  // 定性 among ≥ and = fills a column of signs; a column of nothing else says no comparison.
  if (content.kinds > 0 && content.kinds === content.operators) found.delete('operator')
  else if (content.operators >= 0.5) add('operator', known ? 2 : 8, 'holds comparison signs')
  else if (!known || content.numbers >= 0.5) found.delete('operator')
  if (content.units >= 0.5) add('unit', known ? 2 : 6, 'holds units')
  else if (content.units < 0.3 && (!known || content.numbers >= 0.5)) found.delete('unit')
  for (const role of ['weight', 'score'] as const) {
    if (!found.has(role)) continue
    if (content.numbers < 0.75) found.delete(role)
    else if (content.sum === 90 || content.sum === 100) add(role, 1, `adds up to ${content.sum}`)
  }
}
