/** Target and actual of one row side by side: are they of one kind, and is the target reached? */
import type { Indicator, Value } from '../model.ts'
import { compare, times } from '../value/index.ts'
import { isZero } from './decimal.ts'
import type { Profile } from './profile.ts'
import { remember } from './remember.ts'
import { scoreEqual, scorePositive, scoreReverse } from './scoring.ts'

/** Two numbers in one unit. */
export interface Comparison {
  readonly rule: 'positive' | 'equal' | 'reverse'
  readonly strict: boolean
  readonly target: string
  readonly actual: string
  readonly unit: string
  /** False for two bare numbers ten and more times apart: they may count different things (550 against 20). */
  readonly sure: boolean
}

/** A value's number with its own unit, or with the one that its surroundings suggest. */
function resolved(value: Value): { readonly value: string; readonly unit: string; readonly own: boolean } | null {
  if (value.kind !== 'quantity' || value.value === undefined || value.doubts.length > 0) return null
  const unit = value.unit ?? ''
  if (unit === '' && value.assumed) return { ...value.assumed, own: false }
  return { value: value.value, unit, own: true }
}

/** The numbers of a row's target and actual, when both are measured in one unit; else null. */
export const comparisonOf: (row: Indicator) => Comparison | null = remember(compareValues)

function compareValues({ target, actual }: Indicator): Comparison | null {
  if (!target || !actual || (target.direction ?? null) !== (actual.direction ?? null)) return null
  if (actual.comparator !== 'eq' || !/^(?:eq|ge|gt|le|lt)$/.test(target.comparator ?? '')) return null
  const [t, a] = [resolved(target), resolved(actual)]
  if (!t || !a) return null
  // A bare number against a bare number is compared as printed, whatever each alone might mean.
  const bare = (target.unit ?? '') === '' && (actual.unit ?? '') === ''
  if (bare) return build(target, target.value!, actual.value!, '')
  return t.unit === a.unit ? build(target, t.value, a.value, t.unit) : null
}

function build({ comparator }: Value, target: string, actual: string, unit: string): Comparison {
  const rule = comparator === 'eq' ? 'equal' : comparator === 'ge' || comparator === 'gt' ? 'positive' : 'reverse'
  const strict = comparator === 'gt' || comparator === 'lt'
  return { rule, strict, target, actual, unit, sure: unit !== '' || isNear(target, actual) }
}

/** Less than ten times apart; zero is near to everything. */
function isNear(a: string, b: string): boolean {
  if (isZero(a) || isZero(b)) return true
  const [less, more] = compare(a, b) < 0 ? [a, b] : [b, a]
  return compare(times(less, '10'), more) > 0
}

/** Names of what should be little, or of which less may be better. */
const LITTLE =
  /成本|费|支出|投入|投资|造价|单价|价格|受害|成灾|发生|发病|感染|死亡|伤亡|事故|投诉|差错|错误|误差|偏差|逾期|超|空置|闲置|失业|流失|违|扣|耗|排放|浓度|污染|返贫|缺|降|减|控制|时限|工期|用时|天数|周期|时间|时长|期限|等待|辍|上访|信访|舆情|案件|欠|债|赤字|损|淘汰|退|灾|险|隐患|不合格|未|短|缩/
/** Names under cost and money of which neither more nor less is better as such: savings, standards, amounts to be spent. */
const EITHER = /节约|节省|压减|降|标准|补助|补贴|发放|工资|资金|金额|经费|预算|收入|收费/
const TIMES = new Set(['min', 'h', 'd', 'wk', 'mo', 'a', 's', '{工作日}'])

/** Whether more or less is better for an `=` target; null where the name does not tell. */
export function directionOf(
  row: Pick<Indicator, 'level3' | 'level2' | 'category'>,
  unit: string,
): 'up' | 'down' | null {
  if (EITHER.test(row.level3)) return null
  if (row.category?.startsWith('cost')) return 'down'
  if (LITTLE.test(row.level3) || TIMES.has(unit)) return null
  return 'up'
}

/** True when a date lies after the last day that the target's date allows; dates without a year of their own tell nothing. */
function isLate({ target, actual }: Indicator): boolean {
  if (target?.kind !== 'date' || actual?.kind !== 'date' || actual.comparator !== 'eq') return false
  const told = (value: Value) =>
    value.date !== undefined && /^\d{4}/.test(value.date) && value.inferred.length + value.doubts.length === 0
  if (!/^(?:eq|le|lt)$/.test(target.comparator ?? '') || !told(target) || !told(actual)) return false
  const [last, first] = [`${target.date}-12-31`.slice(0, 10), `${actual.date}-01-01`.slice(0, 10)]
  return first > (target.date!.length === 7 ? `${target.date}-31` : last)
}

/** True when the target is missed beyond doubt, false when it is reached, null where that can't be said. */
export function isMissed(row: Indicator): boolean | null {
  if (isLate(row)) return true
  const pair = comparisonOf(row)
  if (!pair?.sure) return null
  const order = compare(pair.actual, pair.target)
  if (order === 0) return pair.strict
  if (pair.rule === 'positive') return order < 0
  if (pair.rule === 'reverse') return order > 0
  if (isZero(pair.target)) return order > 0 && LITTLE.test(row.level3) ? true : null
  const direction = directionOf(row, pair.unit)
  return direction === null ? null : direction === 'up' ? order < 0 : order > 0
}

/** The score that the profile's formula gives a measured row; null where the row is not measured, or the formula unclear. */
export function computedScore(row: Indicator, profile: Profile): string | null {
  const pair = comparisonOf(row)
  if (!pair || row.weight === null) return null
  const { target, actual } = pair
  if (pair.rule === 'positive') return scorePositive(target, actual, row.weight)
  if (pair.rule === 'reverse') return scoreReverse(target, actual, row.weight, profile.reverse)
  if (isZero(target) || compare(target, actual) === 0) return scoreEqual(target, actual, row.weight)
  const direction = directionOf(row, pair.unit)
  if (direction === null) return null
  return direction === 'up'
    ? scoreEqual(target, actual, row.weight)
    : scoreReverse(target, actual, row.weight, profile.reverse)
}
