/**
 * Which column holds what: candidates from the heading's words and from the column's content, then one global
 * assignment, so that each role occurs once in a group. Content vetoes heading; what stays undecided goes to `extra`.
 */
import { normalize } from '../text.ts'
import type { Column } from './columns.ts'
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

/** A column with its role (null: `extra`), and the slice that it reads. */
export interface RoleColumn extends Column {
  readonly role: Role | null
  /** The qualifier that groups it: 中期, 年度, a village; null for the whole. */
  readonly qualifier: string | null
  readonly horizon: 'annual' | 'multi-year'
  readonly period: string | null
  readonly subject: string | null
  readonly candidates: readonly Candidate[]
  /** True when a term knows the heading as something without a role (备注, 评分标准). */
  readonly known: boolean
  /** True when the runner-up was too close to decide. */
  readonly ambiguous: boolean
}

interface Candidate {
  readonly role: Role
  readonly points: number
  readonly why: string
}

/** Assignments closer than this are not told apart. */
const MARGIN = 1

const share = (texts: readonly string[], test: (text: string) => boolean) =>
  texts.length === 0 ? 0 : texts.filter(test).length / texts.length
const isNumber = (text: string) => /^[-—/\\]?$|^-?[\d,]+(?:\.\d+)?[.]?(?:分|%)?$/.test(normalize(text))

/** What a column holds, as shares of its texts. */
interface Content {
  readonly count: number
  readonly level1: number
  readonly level2: number
  readonly numbers: number
  readonly operators: number
  readonly units: number
  readonly figures: number
  readonly sum: number
}

const isExact = (work: Work, groups: readonly string[], text: string) =>
  groups.some((group) => work.terms.match(group, text)?.how === 'exact')

function contentOf(work: Work, column: Column): Content {
  const texts = column.texts.map(normalize)
  return {
    count: texts.length,
    level1: share(texts, (text) => isExact(work, ['level1', 'level1-label'], text)),
    level2: share(texts, (text) => isExact(work, ['level2', 'level2-label'], text)),
    numbers: share(texts, isNumber),
    operators: share(texts, (text) => work.terms.pattern('operator', text) !== null),
    units: share(texts, (text) => work.unitWords.has(text)),
    figures: share(texts, (text) => /\d/.test(text)),
    sum:
      Math.round(
        texts.filter(isNumber).reduce((sum, text) => sum + (Number.parseFloat(text.replace(/,/g, '')) || 0), 0) * 100,
      ) / 100,
  }
}

/** Gives every column its role. */
export function assignRoles(work: Work, columns: readonly Column[]): readonly RoleColumn[] {
  const contents = columns.map((column) => contentOf(work, column))
  const levels2 = contents.some((content) => content.level2 >= 0.5)
  const drafts = columns.map((column, i) => {
    const qualified = qualify(work, column)
    return {
      column,
      ...qualified,
      known: isKnown(work, column),
      candidates: candidatesOf(work, column, qualified.plain, contents[i]!, levels2),
    }
  })
  const groups = new Map<string, number[]>()
  for (const [i, draft] of drafts.entries()) groups.set(draft.key, [...(groups.get(draft.key) ?? []), i])
  const roles: (Role | null)[] = columns.map(() => null)
  const ambiguous = new Set<number>()
  for (const members of groups.values()) {
    const lists = members.map((i) => drafts[i]!.candidates)
    const best = solve(lists)
    for (const [k, i] of members.entries()) {
      roles[i] = best.roles[k]!
      if (roles[i] !== null && isUndecided(lists, k, best)) ambiguous.add(i)
    }
  }
  return drafts.map(({ column, key, plain: _plain, ...rest }, i) => ({
    ...column,
    ...rest,
    qualifier: key === '' ? null : key,
    role: ambiguous.has(i) ? null : roles[i]!,
    ambiguous: ambiguous.has(i),
  }))
}

function isKnown(work: Work, column: Column): boolean {
  const match = work.terms.match('indicator-column', column.heading)
  return match !== null && !(ROLES as readonly string[]).includes(match.code)
}

/** Splits a heading into its words and the qualifier that groups it: 指标值(长期), 1-7月 above 完成值. */
function qualify(
  work: Work,
  column: Column,
): { plain: string; key: string; horizon: 'annual' | 'multi-year'; period: string | null; subject: string | null } {
  const bracket = /\(([^()]+)\)$/.exec(column.heading)?.[1] ?? ''
  for (const part of [bracket, column.group ?? '', column.heading]) {
    const period = work.terms.pattern('period', part)
    const horizon = work.terms.pattern('horizon', part)
    if (!period && !(horizon && part !== column.heading)) continue
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
  const multi = work.terms.pattern('horizon', column.heading)?.code === 'multi-year'
  return {
    plain: column.heading,
    key: multi ? 'multi-year' : '',
    horizon: multi ? 'multi-year' : 'annual',
    period: null,
    subject: null,
  }
}

function candidatesOf(
  work: Work,
  column: Column,
  plain: string,
  content: Content,
  levels2: boolean,
): readonly Candidate[] {
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
  for (const match of exact.length > 0 ? exact : matches)
    if ((ROLES as readonly string[]).includes(match.code)) add(match.code as Role, match.points, `heading ${match.how}`)
  if (matches.length === 0 && column.group)
    for (const match of work.terms.all('indicator-column', column.group + plain))
      if ((ROLES as readonly string[]).includes(match.code)) add(match.code as Role, match.points - 1, 'group heading')
  if (content.count > 0) addContent(found, add, content, levels2, exact.length > 0 || column.heading === '')
  return [...found.values()].filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)
}

/** What the column holds speaks for a role, or forbids it. */
function addContent(
  found: Map<Role, Candidate>,
  add: (role: Role, points: number, why: string) => void,
  content: Content,
  levels2: boolean,
  known: boolean,
): void {
  const second = content.level2 >= 0.5 && content.level2 > content.level1
  if (second) add('level2', 6, 'holds level-2 labels')
  else if (content.level1 >= 0.5) add('level1', 6, 'holds level-1 labels')
  if (second) found.delete('level1')
  if (found.has('level2') && !second && levels2 && content.level2 === 0) {
    found.delete('level2')
    add('level3', 5, 'level 2 stands elsewhere')
  }
  if (content.operators >= 0.5) add('operator', known ? 2 : 8, 'holds comparison signs')
  else found.delete('operator')
  if (content.units >= 0.5) add('unit', known ? 2 : 6, 'holds units')
  else if (content.units < 0.3) found.delete('unit')
  for (const role of ['weight', 'score'] as const) {
    if (!found.has(role)) continue
    if (content.numbers < 0.75) found.delete(role)
    else if (content.sum === 90 || content.sum === 100) add(role, 1, `adds up to ${content.sum}`)
  }
}

interface Solution {
  readonly points: number
  readonly roles: readonly (Role | null)[]
}

/** The assignment with the most points in which each role occurs at most once: exact, by dynamic programming over the set of used roles. */
function solve(
  lists: readonly (readonly Candidate[])[],
  banned?: { readonly column: number; readonly role: Role },
): Solution {
  let states = new Map<number, Solution>([[0, { points: 0, roles: [] }]])
  for (const [column, candidates] of lists.entries()) {
    const next = new Map<number, Solution>()
    const keep = (mask: number, solution: Solution) => {
      if ((next.get(mask)?.points ?? -1) < solution.points) next.set(mask, solution)
    }
    for (const [mask, { points, roles }] of states) {
      keep(mask, { points, roles: [...roles, null] })
      for (const { role, points: more } of candidates) {
        const bit = 1 << ROLES.indexOf(role)
        if (mask & bit || (banned?.column === column && banned.role === role)) continue
        keep(mask | bit, { points: points + more, roles: [...roles, role] })
      }
    }
    states = next
  }
  return [...states.values()].reduce((a, b) => (b.points > a.points ? b : a))
}

const DECISIVE = new Set<Role>(['target', 'actual', 'weight', 'score'])

/** True when another assignment gives a decisive role elsewhere for almost as many points. */
function isUndecided(lists: readonly (readonly Candidate[])[], column: number, best: Solution): boolean {
  const role = best.roles[column]!
  if (!DECISIVE.has(role)) return false
  const rivals =
    lists.some((candidates, i) => i !== column && candidates.some((candidate) => candidate.role === role)) ||
    lists[column]!.length > 1
  if (!rivals) return false
  const other = solve(lists, { column, role })
  return best.points - other.points < MARGIN
}
