/** Two figures of one unit: 3-5个, 1万-5万元, 2——3万, 80%~90%, 介于20和30之间. */
import { readSuffix } from './comparator.ts'
import { readUnit, scale, type UnitRead } from './compound.ts'
import { compare, shift } from './decimal.ts'
import { type Figure, readFigure } from './figure.ts'
import type { Item } from './item.ts'
import { type Lead, unitOf, withEach } from './lead.ts'
import { DIGITS } from './numeral-step.ts'
import type { UnitTable } from './unit.ts'

const JOINTS = new Set('-~至到和与')
const JOINT = /(?:-+|~+|至|到|和|与)/y

/** A cheap look ahead: most numbers are followed by no joint within the length of a unit. */
function mayBeRange(text: string, at: number): boolean {
  const stop = Math.min(text.length, at + 20)
  for (let i = at; i < stop; i++) if (JOINTS.has(text[i]!)) return true
  return false
}

/** Reads the range whose first figure was read; null when no second figure of the same unit follows. */
export function readRange(text: string, lead: Lead, first: Figure, table: UnitTable): Item | null {
  if (!mayBeRange(text, first.end)) return null
  const unitAt = (figure: Figure) => {
    const unit = figure.ratio ? null : readUnit(table, text, figure.end)
    return unit && withEach(unit, lead)
  }
  const firstUnit = unitAt(first)
  const firstEnd = firstUnit?.end ?? first.end
  const opening = readEdge(text, firstEnd)
  JOINT.lastIndex = opening?.end ?? firstEnd
  if (!JOINTS.has(text[JOINT.lastIndex] ?? '')) return null
  const joint = JOINT.exec(text)?.[0]
  if (joint === undefined) return null
  const second = readFigure(text, JOINT.lastIndex, table, !joint.startsWith('-'))
  if (!second || second.bad !== null || second.upTo !== null || first.upTo !== null) return null
  const secondUnit = unitAt(second)
  // 八到九百 may begin at 8 or at 800, 3-5000 at 3 or at 3000.
  if (isSharedHundred(first, second))
    return { kind: 'unreadable', start: lead.start, end: second.end, flag: 'unreadable-number' }
  // 百分之八十至九十 are percent both; of 千分之三至五 nobody can tell.
  if (
    first.ratio !== second.ratio &&
    (secondUnit || !/^[百佰]分之/.test(text.slice((first.ratio ? first : second).start)))
  )
    return { kind: 'unreadable', start: lead.start, end: secondUnit?.end ?? second.end, flag: 'unreadable-number' }
  const unit = secondUnit ?? (firstUnit === null ? null : undefined)
  if (unit === undefined || (firstUnit && unit && firstUnit.code !== unit.code)) return null
  let end = secondUnit?.end ?? second.end
  const between = /^之?间/.exec(text.slice(end, end + 2))
  if ((joint === '和' || joint === '与') && !between) return null
  if (between) end += between[0].length
  const bounds = rangeBounds(first, second, firstUnit, secondUnit)
  if (bounds === null) return { kind: 'unreadable', start: lead.start, end, flag: 'range-reversed' }
  const closing = readEdge(text, end)
  const tail = closing ?? readSuffix(text, end)
  const ratio = first.ratio || second.ratio
  return {
    kind: 'quantity',
    start: lead.start,
    end: tail?.end ?? end,
    comparator: 'between',
    explicit: true,
    reached: false,
    low: bounds.low,
    high: bounds.high,
    ...(opening?.open ? { lowOpen: true } : {}),
    ...(closing?.open ? { highOpen: true } : {}),
    ...unitOf(unit, lead, ratio),
    written: {
      value: `${first.coefficient}${firstUnit ? first.magnitude : ''}-${second.coefficient}`,
      unit: second.magnitude + (unit?.printed ?? (ratio ? '%' : '')),
    },
    bareMagnitude: unit === null && second.magnitude !== '',
    digits: [first.start, second.end],
    direction: lead.direction,
    flags: [...first.flags, ...second.flags, ...(unit?.flags ?? [])],
    doubts: bounds.reversed ? ['range-reversed'] : [],
    weak: false,
  }
}

/** (含), (不含) behind an end of a range. */
function readEdge(text: string, at: number): { readonly end: number; readonly open: boolean } | null {
  if (text[at] !== '(') return null
  const match = /^\((不)?含(?:本数)?\)(?!以)/.exec(text.slice(at, at + 8))
  return match && { end: at + match[0].length, open: match[1] !== undefined }
}

function digitOf(text: string): number | null {
  return /^[1-9]$/.test(text) ? Number(text) : (DIGITS.get(text) ?? null)
}

function isSharedHundred(first: Figure, second: Figure): boolean {
  const upper = /^([一二两三四五六七八九])[百千]$|^([1-9])0{2,3}$/.exec(second.coefficient)
  const lower = first.magnitude === '' ? digitOf(first.coefficient) : null
  return upper !== null && lower !== null && lower > 1 && digitOf(upper[1] ?? upper[2]!)! > lower
}

/** Both ends in the recorded unit. The magnitude of the second end counts for a first one without (2-3万). */
function rangeBounds(first: Figure, second: Figure, firstUnit: UnitRead | null, secondUnit: UnitRead | null) {
  const shared = first.magnitude === '' && firstUnit === null ? magnitudePlaces(second) : 0
  const scaled = (value: string, unit: UnitRead | null) => (unit ? scale(value, unit) : value)
  const low = scaled(shift(first.value, shared), firstUnit ?? secondUnit)
  const high = scaled(shift(second.value, 0), secondUnit)
  if (low === null || high === null) return null
  if (compare(low, high) <= 0) return { low, high, reversed: false }
  if (shared === 0) return { low: high, high: low, reversed: true }
  // 8500到3万 begins at 8500; 100-5万元 read either way contradicts one of the two.
  const plain = scaled(shift(first.value, 0), secondUnit)
  const own = plain !== null && compare(first.value, '1000') >= 0 && compare(plain, high) <= 0
  return own ? { low: plain, high, reversed: false } : null
}

function magnitudePlaces(figure: Figure): number {
  let places = 0
  for (const char of figure.magnitude) places += { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8, 兆: 12 }[char] ?? 0
  return places
}
