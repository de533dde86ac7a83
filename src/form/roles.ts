/**
 * Which column holds what: one global assignment of roles, so that each occurs once in a group. What stays undecided
 * goes to `extra`: never a guess between target, actual, weight and score.
 */

import { normalize } from '../text.ts'
import { type Candidate, candidatesOf, contentOf, isKnown, ROLES, type Role } from './candidates.ts'
import type { Column } from './columns.ts'
import { isLevelLabel } from './headings.ts'
import { qualify } from './qualify.ts'
import { recurringGroups } from './recurring.ts'
import { isLevelPoints, isLikelihood, isNumbering, tickKey } from './ticks.ts'
import type { Work } from './work.ts'

export type { Role } from './candidates.ts'

/** A column with its role (null: `extra`), and the slice that it reads. */
export interface RoleColumn extends Column {
  readonly role: Role | null
  /** The qualifier that groups it: 中期, 年度, a village; null for the whole. */
  readonly qualifier: string | null
  readonly horizon: 'annual' | 'multi-year'
  readonly period: string | null
  readonly subject: string | null
  /** The value that an operator or a unit is a part of, where the headings say so. */
  readonly of: 'target' | 'actual' | null
  readonly candidates: readonly Candidate[]
  /** A column of ticks: the heading is the value, under this extra key. */
  readonly ticks: string | null
  /** True when a term knows the heading as something without a role (备注, 评分标准). */
  readonly known: boolean
  /** Of a column left of the levels: the goal that its indicators belong to, or what became of it. */
  readonly goal: 'expected' | 'actual' | null
  /** True when the runner-up was too close to decide. */
  readonly ambiguous: boolean
}

/** Assignments closer than this are not told apart. */
const MARGIN = 1

/** Gives every column its role. */
export function assignRoles(work: Work, columns: readonly Column[]): readonly RoleColumn[] {
  const contents = columns.map((column) => contentOf(work, column))
  const second = contents.some((content) => content.level2 >= 0.5)
  const first = (i: number) => contents.some((content, k) => k !== i && content.level1 >= 0.5)
  const heads = columns.map(({ heading }) => exactCode(work, heading))
  const recurring = recurringGroups(work, columns)
  const levels = heads.findIndex((code) => /^level[12]$/.test(code))
  const drafts = columns.map((column, i) => {
    const qualified = qualify(work, column, columns, recurring[i]!)
    const goal = goalOf(work, columns, i)
    const known = {
      first: first(i),
      second,
      headed: heads[i] === 'level1' && heads.includes('level2', i) && heads.includes('level3', i),
    }
    const fits = ({ role }: Candidate) =>
      (!VALUES.has(role) || (i >= levels && goal === null)) && !(role === 'score' && isOtherScore(work, columns, i))
    return {
      column,
      ...qualified,
      goal,
      ticks: tickKey(work, column),
      known: isKnown(work, column) || isNumbering(columns, i) || goal !== null,
      candidates: isApart(work, columns, i)
        ? []
        : candidatesOf(work, column, qualified.plain, contents[i]!, known).filter(fits),
    }
  })
  const groups = new Map<string, number[]>()
  for (const [i, { key, of }] of drafts.entries()) {
    const group = of === null ? key : `${key}/${of}`
    groups.set(group, [...(groups.get(group) ?? []), i])
  }
  const roles: (Role | null)[] = columns.map(() => null)
  const ambiguous = new Set<number>()
  for (const members of groups.values()) {
    const lists = members.map((i, k) => besideLevel(drafts[i]!.candidates, drafts[members[k - 1] ?? i - 1]?.candidates))
    const best = solve(lists)
    for (const [k, i] of members.entries()) {
      roles[i] = best.roles[k]!
      if (roles[i] !== null && isUndecided(lists, k, best)) ambiguous.add(i)
    }
  }
  return drafts.map(({ column, key, horizon, period, subject, of, ticks, known, goal, candidates }, i) => ({
    ...column,
    heading: keyOf(work, columns, i),
    role: ambiguous.has(i) ? null : roles[i]!,
    qualifier: key === '' ? null : key,
    horizon,
    period,
    subject,
    of,
    candidates,
    ticks,
    known,
    goal,
    ambiguous: ambiguous.has(i),
  }))
}

/** A column that holds no part of an indicator, whatever its heading: ticks, points of a level, numbers of names. */
function isApart(work: Work, columns: readonly Column[], i: number): boolean {
  const column = columns[i]!
  return (
    tickKey(work, column) !== null ||
    isLevelPoints(work, columns, i) ||
    isLikelihood(work, column) ||
    isNumbering(columns, i)
  )
}

/** The heading under which a column without a role is kept. */
function keyOf(work: Work, columns: readonly Column[], i: number): string {
  if (isLikelihood(work, columns[i]!)) return 'likelihood'
  return isLevelPoints(work, columns, i) ? levelPointsHeading(columns, i) : columns[i]!.heading
}

/** 绩效目标 left of 绩效指标, where no level stands: the goal that the indicators belong to (完成情况: what became of it). */
function goalOf(work: Work, columns: readonly Column[], i: number): RoleColumn['goal'] {
  const goal = work.terms.match('goal-column', columns[i]!.heading)
  const level = ({ heading }: Column) => /^level/.test(exactCode(work, heading))
  const left = !columns.slice(0, i).some(level) && columns.slice(i + 1).some(level)
  if (goal?.how !== 'exact' || !left || columns[i]!.texts.some((text) => isLevelLabel(work.terms, text))) return null
  return goal.code === 'actual' ? 'actual' : 'expected'
}

/** What never stands left of the levels: 年度绩效目标 there is the goal of a project. */
const VALUES = new Set<Role>(['target', 'actual', 'forecast', 'score', 'deviation'])

/** 评价得分 beside 自评得分 in a self-evaluation: the score of somebody else than the form is about. */
function isOtherScore(work: Work, columns: readonly Column[], i: number): boolean {
  const ownerOf = ({ heading }: Column) => work.terms.match('score-owner', heading)?.code ?? null
  const own = (owner: string | null) => owner !== null && (work.form?.id.endsWith(owner) ?? false)
  const owner = ownerOf(columns[i]!)
  return owner !== null && !own(owner) && columns.some((column) => own(ownerOf(column)))
}

function exactCode(work: Work, heading: string): string {
  const match = work.terms.match('indicator-column', heading)
  return match?.how === 'exact' ? match.code : ''
}

/** 一级指标权重 as printed over two rows, or put together from the heading left of it. */
function levelPointsHeading(columns: readonly Column[], i: number): string {
  const { heading, cells } = columns[i]!
  const over = cells.length > 1 ? normalize(cells.at(-2)!.text) : null
  return over !== null && heading.startsWith(over) ? heading : columns[i - 1]!.heading + heading
}

/** Of several headings that could hold the names (三级指标, 指标内容, 四级指标) the one right of the levels does. */
function besideLevel(own: readonly Candidate[], left: readonly Candidate[] | undefined): readonly Candidate[] {
  const level = left?.some(({ role }) => role === 'level2' || role === 'level1')
  return level
    ? own.map((one) =>
        one.role === 'level3' ? { ...one, points: one.points + 2, why: `${one.why}, beside a level` } : one,
      )
    : own
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
    const keep = (mask: number, points: number, roles: Solution['roles'], role: Role | null) => {
      const known = next.get(mask)
      if (known === undefined || known.points < points) next.set(mask, { points, roles: [...roles, role] })
    }
    for (const [mask, { points, roles }] of states) {
      keep(mask, points, roles, null)
      for (const { role, points: more } of candidates) {
        const bit = 1 << ROLES.indexOf(role)
        if (mask & bit || (banned?.column === column && banned.role === role)) continue
        keep(mask | bit, points + more, roles, role)
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
