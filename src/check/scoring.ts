/** The scoring formulas of self-evaluation (财预〔2020〕10号 and the forms of the provinces), in exact decimals. */
import { compare, divide, plus, times } from '../value/index.ts'
import { isPositive, isZero, minus, quotient, roundTo, smaller } from './decimal.ts'
import type { Profile } from './profile.ts'

/** Scores are computed to this many decimals. */
const PLACES = 2

/** Reached: all points; else actual ÷ target of them, never below zero. `=` targets score the same, with 0 all or nothing. */
export function scorePositive(target: string, actual: string, weight: string): string {
  if (isZero(target)) return isZero(actual) || isPositive(actual) ? roundTo(weight, PLACES) : roundTo('0', PLACES)
  if (compare(actual, target) >= 0) return roundTo(weight, PLACES)
  return share(weight, actual, target)
}

/** As {@link scorePositive}; a target of 0 is reached by 0 only. */
export function scoreEqual(target: string, actual: string, weight: string): string {
  if (isZero(target)) return roundTo(isZero(actual) ? weight : '0', PLACES)
  return scorePositive(target, actual, weight)
}

/** ≤ targets. Passed: `linear` (1 − (a−t)/t) of the points, 0 from 2t on; `ratio` t/a of them. */
export function scoreReverse(target: string, actual: string, weight: string, how: Profile['reverse']): string {
  if (compare(actual, target) <= 0) return roundTo(weight, PLACES)
  if (isZero(target)) return roundTo('0', PLACES)
  if (how === 'ratio') return share(weight, target, actual)
  return share(weight, minus(times(target, '2'), actual), target)
}

function share(weight: string, part: string, whole: string): string {
  if (!isPositive(part)) return roundTo('0', PLACES)
  return quotient(times(weight, part), whole, PLACES)
}

/** Executed ÷ budget in percent, rounded to `places`; null when the budget is 0: then there is no rate. */
export function executionRate(budget: string, executed: string, places: number = PLACES): string | null {
  return isZero(budget) ? null : quotient(times(executed, '100'), budget, places)
}

/** min(w, w × executed ÷ budget); null when the budget is 0. */
export function executionScore(budget: string, executed: string, weight: string): string | null {
  if (isZero(budget)) return null
  return smaller(roundTo(weight, PLACES), share(weight, executed, budget))
}

/** The three grades of a qualitative result (达成, 部分达成, 未达成). */
export type Level = 'achieved' | 'partly' | 'not'

/** The points that a qualitative level may be given: `low` included, `high` included for `achieved` only. */
export function bandOf(level: Level, weight: string, bands: Profile['bands']) {
  const achieved = times(weight, bands.achieved)
  const partly = times(weight, bands.partly)
  if (level === 'achieved') return { low: achieved, high: weight, open: false }
  return level === 'partly' ? { low: partly, high: achieved, open: true } : { low: '0', high: partly, open: true }
}

const LEVELS: readonly (readonly [Level, RegExp])[] = [
  [
    'not',
    /^(?:未|没有)(?:达成|达到|实现|完成)(?:年度|预期|预定)?(?:指标|目标)?(?:[,，]?(?:且|并且)?效果较差)?$|^实现目标程度较低$/,
  ],
  [
    'partly',
    /^部分(?:达成|达到|实现|完成)(?:年度|预期|预定)?(?:指标|目标)?(?:[,，]?(?:并|并且|且)?(?:具有|具备)一定效果)?$/,
  ],
  ['achieved', /^(?:已|全部|基本)?(?:达成|达到|实现)(?:年度|预期|预定)?(?:指标|目标)?$/],
]

/** The level that a qualitative actual states in the words of the forms; null for any other wording. */
export function levelOf(text: string): Level | null {
  const bare = text.normalize('NFKC').replace(/[\s。.;；]/g, '')
  return LEVELS.find(([, pattern]) => pattern.test(bare))?.[0] ?? null
}

/** The grade of a total score. */
export function gradeOf(total: string, grades: Profile['grades']): string | null {
  return grades.find(({ from }) => compare(total, from) >= 0)?.grade ?? null
}

/** Staff ÷ posts in percent, two decimals (在职人员控制率); null without posts. */
export function controlRate(posts: string, staff: string): string | null {
  return executionRate(posts, staff)
}

/** (this − last) ÷ last in percent, two decimals (变动率); null when the last was 0. */
export function changeRate(current: string, last: string): string | null {
  return executionRate(last, minus(current, last))
}

/** Points of 8 for added ÷ initial budget (预算控制率): 0 → 8, ≤10% → 6, ≤20% → 4, ≤30% → 2, more → 0. */
export function budgetControlScore(added: string, initial: string): string | null {
  const rate = executionRate(initial, added, 6)
  if (rate === null) return null
  if (!isPositive(rate)) return '8'
  const bounds = [
    ['10', '6'],
    ['20', '4'],
    ['30', '2'],
  ] as const
  return bounds.find(([bound]) => compare(rate, bound) <= 0)?.[1] ?? '0'
}

/** True when the parts add up to the total exactly. */
export function addsUpTo(parts: readonly string[], total: string): boolean {
  return compare(parts.reduce(plus, '0'), total) === 0
}

/** `a` ÷ `b` as an exact decimal where it ends, else to ten decimals. */
export function ratio(a: string, b: string): string {
  return divide(a, b) ?? quotient(a, b, 10)
}
