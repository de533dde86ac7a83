/**
 * What speaks for a column's role: the words of its heading, and what it holds. Content vetoes heading: a column headed
 * 一级指标 whose labels are level-2 terms is level 2.
 */
import { normalize } from '../text.ts'
import type { Column } from './columns.ts'
import { codeOfHeading } from './qualify.ts'
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

const share = (texts: readonly string[], test: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length
const isNumber = (text: string) => /^[-—/\\]?$|^-?[\d,]+(?:\.\d+)?[.]?(?:分|%)?$/.test(normalize(text))

/** What a column holds, as shares of its texts. */
export interface Content {
  readonly count: number
  readonly level1: number
  readonly level2: number
  /** Labels with a code of level 2 and no word of level 1: 数量指标, not 预算管理 or 满意度. */
  readonly coded: number
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
  /** True where headings say level 1 of this column, and level 2 and 3 of others right of it. */
  readonly headed: boolean
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
    coded: share(texts, (text) => isExact(work, ['level2'], text) && !isExact(work, ['level1', 'level1-label'], text)),
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
  if (exact.length === 0 && namesTwo(work, plain)) return []
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

/** 分值/得分, 实际完成值/未完成原因: a heading of two things says of neither cell which one it holds. */
function namesTwo(work: Work, heading: string): boolean {
  const codes = heading.split(/[/、及与和]/).map((part) => {
    const code = codeOfHeading(work, part)
    return code !== null && isRole(code) && !/^level/.test(code) ? code : null
  })
  return !codes.includes(null) && new Set(codes).size > 1
}

/** What the column holds speaks for a role, or forbids it. */
function addContent(
  found: Map<Role, Candidate>,
  add: (role: Role, points: number, why: string) => void,
  content: Content,
  levels: Levels,
  known: boolean,
): void {
  // 履职效果 and 资产管理 are of either level: they don't overrule 一级指标 | 二级指标.
  const second = content.level2 >= 0.5 && content.level2 > content.level1 && !(levels.headed && content.coded < 0.5)
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
