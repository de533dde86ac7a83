/** What an actual (实际完成值) is worth as evidence. The first that applies: one cell gets one verdict. */
import type { Indicator, Mention, Value } from '../model.ts'
import { compare } from '../value/index.ts'
import { normalize, plain } from './normal.ts'
import { remember } from './remember.ts'
import { isShareOfWhole } from './shares.ts'

/**
 * `missing` blank · `name-copy` repeats the indicator's name · `words` words for a number · `unit-mismatch` another kind or
 * unit than the target · `restated-target` a threshold, or the target's own words · `achieved-wording` words for a
 * qualitative target · `measured`.
 */
export type Verdict =
  | 'missing'
  | 'name-copy'
  | 'words'
  | 'unit-mismatch'
  | 'restated-target'
  | 'achieved-wording'
  | 'measured'

/** The verdicts on which no points can rest. */
export const UNUSABLE: readonly Verdict[] = ['missing', 'name-copy', 'unit-mismatch']

/** The verdict on the default actual of a row; null where the form prints none for it. */
export const verdictOf: (row: Indicator) => Verdict | null = remember(judge)

function judge(row: Indicator): Verdict | null {
  const { target, actual } = row
  if (!actual) return null
  if (actual.kind === 'missing') return 'missing'
  if (isNameCopy(row)) return 'name-copy'
  if (target?.kind === 'quantity' && isWords(target, actual)) return 'words'
  if (target && isMismatch(row, target, actual)) return 'unit-mismatch'
  if (isRestated(target, actual)) return 'restated-target'
  return actual.kind === 'qualitative' && !/\d/.test(actual.raw) ? 'achieved-wording' : 'measured'
}

function isNameCopy({ key, level3, actual }: Indicator): boolean {
  const text = plain(actual!.raw)
  return text.length > 1 && !/^\d+$/.test(text) && (text === plain(level3) || text === plain(key))
}

/** 无 and 未发生 answer a target of 0 as exactly as a figure does. */
const NONE = /^(?:无|没有|零|未发生|未出现|未发现)/

function isWords({ value }: Value, actual: Value): boolean {
  if (value !== undefined && compare(value, '0') === 0 && NONE.test(plain(actual.raw))) return false
  return (
    actual.kind === 'qualitative' &&
    (actual.mentions ?? []).length === 0 &&
    !/[\d零一二三四五六七八九十百千万]/.test(actual.raw)
  )
}

const STRAY = /^(?:[一1][.、．]?|[·•●■◆\-—–、，,.。])(?=\D)/

/** An actual without a stray mark at its start (一, 1., ·), or null when there is none. The target's words tell 一 apart. */
export function withoutStray({ target, level3, actual }: Indicator): string | null {
  const text = normalize(actual?.raw ?? '')
  const m = STRAY.exec(text)
  if (!m) return null
  const rest = text.slice(m[0].length)
  if (rest === '') return null
  if (!/^[一1]$/.test(m[0])) return rest
  const others = [target?.raw ?? '', level3].map(normalize).filter((other) => other.length > 1)
  return others.some((other) => !other.startsWith(m[0]) && (rest === other || rest.startsWith(other.slice(0, 4))))
    ? rest
    : null
}

/** A comparison is no measurement; nor are the target's own words. */
function isRestated(target: Value | null, actual: Value): boolean {
  if (actual.kind === 'quantity' && isBound(actual)) return true
  if (actual.kind === 'qualitative' && (actual.mentions ?? []).length === 1 && isBound(actual.mentions![0]!))
    return true
  if (target?.kind !== 'qualitative') return false
  const wanted = bareWords(target.raw)
  return wanted.length >= 6 && wanted === bareWords(actual.raw) && !isCounted(actual)
}

/** 1部宣传片,2套方案: exact counts, all of them reached, are a result even where the target says the same. */
function isCounted({ raw, mentions = [] }: Value): boolean {
  const exact = ({ comparator, unit = '' }: Mention) => comparator === 'eq' && unit !== '' && unit !== '%'
  return mentions.length > 0 && mentions.every(exact) && !/标准|级|以[上下内]/.test(raw)
}

function isBound({ comparator }: Pick<Mention, 'comparator'> | Value): boolean {
  return comparator === 'ge' || comparator === 'gt' || comparator === 'le' || comparator === 'lt'
}

/** Words without 实现, 确保 and a stray mark in front. */
export function bareWords(text: string): string {
  return plain(text)
    .replace(/^[一1](?=[^\d一二三四五六七八九十个次级类等般些定致])/, '')
    .replace(/^(?:实现|确保|保证|力争|达到)+/, '')
}

const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['share', /^(?:%|\[pp\])$/],
  ['money', /^CNY/],
  ['time', /^(?:min|h|d|wk|mo|a|s|\{工作日\})$/],
  ['length', /^m$/],
  ['area', /^(?:m2|\[mu\])$/],
  ['volume', /^(?:m3|L)$/],
  ['mass', /^kg$/],
  ['energy', /^kW\.h$/],
  ['power', /^kW$/],
  ['count', /^\{/],
]

/** The kind of thing a unit measures; null for units that are not told apart. */
export function unitFamily(unit: string): string | null {
  const first = unit.split('/')[0]!
  return FAMILIES.find(([, pattern]) => pattern.test(first))?.[0] ?? null
}

/** Kinds that no conversion brings together. Counters are one kind, and what is counted per day or person too. */
function isMismatch(row: Indicator, target: Value, actual: Value): boolean {
  if (target.kind === 'quantity' && actual.kind === 'date')
    return !['time', null].includes(unitFamily(target.unit ?? '')) && actual.doubts.length === 0
  if (target.kind !== 'quantity' || actual.kind !== 'quantity') return false
  const [t, a] = [target.unit ?? '', actual.unit ?? '']
  if (a === '')
    return (
      t === '%' &&
      isShareOfWhole(row) &&
      !actual.assumed &&
      actual.value !== undefined &&
      isBeyond(actual.value, target)
    )
  if (t === '') return false
  const [wanted, found] = [unitFamily(t), unitFamily(a)]
  if (wanted === null || found === null || wanted === found) return false
  // 5个月 beside 5个 and 3年 beside 3次 are slips of the pen, a share beside money is another thing altogether.
  return !(wanted === 'time' && found === 'count') && !(wanted === 'count' && found === 'time')
}

/** A bare number above 100 and above the target can be no share of a whole. */
function isBeyond(value: string, { value: target, high }: Value): boolean {
  const bound = target ?? high ?? '100'
  return compare(value, '100') > 0 && compare(value, bound) > 0
}

/** 万, 亿: a number word where a unit should stand. */
export function isBareMagnitude({ written, inferred }: Value): boolean {
  return /^[十百千万亿]+$/.test(written?.unit ?? '') && (inferred.includes('unit') || written !== undefined)
}
