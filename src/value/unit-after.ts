/** The unit behind a figure, and what may stand between or be joined to it: 余, 多, 半, brackets, smaller parts. */

import { readSuffix } from './comparator.ts'
import { parseUnitText, plainUnit, readUnit, type UnitRead } from './compound.ts'
import { compare, isDigit, plus, times } from './decimal.ts'
import { type Figure, readFigure } from './figure.ts'
import type { Flag } from './flags.ts'
import { isTold, type Lead } from './lead.ts'
import { DIGITS } from './numeral-step.ts'
import { matchUnit, type UnitTable } from './unit.ts'

/** The unit after a figure, also over 余, 多, 半 and in brackets: 500余万人 is done by the number, here 20余家, 两年半, 90(万元). */
export function readUnitAfter(text: string, figure: Figure, lead: Lead, table: UnitTable) {
  let at = figure.end
  if (lead.scale !== null) return { unit: degrees(text, at, lead.scale), more: false, half: false, flags: [] }
  let more = false
  const flags: Flag[] = []
  if (text[at] === '个' && /[多余半]/.test(text[at + 1] ?? '')) {
    const after = matchUnit(table, text, at + 2)
    const half = text[at + 1] === '半'
    if (after?.unit.dimension === 'time' || (half && !after)) {
      const unit = after ? readUnit(table, text, at + 2)! : { ...readUnit(table, text, at)!, end: at + 2 }
      return { unit, more: !half, half, flags }
    }
  }
  if (text[at] === '(') {
    const close = at + text.slice(at, at + 10).indexOf(')')
    const inner = close > at ? parseUnitText(table, text.slice(at + 1, close)) : null
    if (inner) return { unit: { ...inner, end: close + 1 }, more, half: false, flags }
  }
  const unit = readUnit(table, text, at) ?? unknownUnit(text, at, figure, lead)
  if (!unit) return null
  at = unit.end
  const half = text[at] === '半' && HALVED.has(unit.dimension ?? '') && !NOT_HALF.test(text.slice(at, at + 2))
  if (half) at++
  if (/[余多]/.test(text[at] ?? '') && (at + 1 === text.length || /[,;。、)]/.test(text[at + 1]!))) {
    more = true
    at++
  }
  return { unit: { ...unit, end: at }, more, half, flags }
}

/** 两年半, 三斤半, 五亩半. */
const HALVED: ReadonlySet<string> = new Set(['time', 'mass', 'area', 'length', 'volume'])
/** 半年, 半小时, 半径, 半挂: 半 belongs to the next word. */
const NOT_HALF = /^半[年天月小日径程挂自导成]/

/** 摄氏37度, 零下5℃: the degree sign behind a number whose scale was named in front. */
function degrees(text: string, at: number, code: string): UnitRead {
  const printed = /^(?:摄氏度|华氏度|度|°[CF]?|[℃℉])/.exec(text.slice(at, at + 3))?.[0] ?? ''
  return { ...plainUnit(code, printed, at + printed.length), dimension: 'temperature' }
}

/** Words and syllables that a unit does not have: ≥5提高, ≤3之前. */
const NO_UNIT =
  /[均几以之前后底半多余每到至近约达于超且和与的为应]|提高|提升|增长|增加|下降|降低|减少|完成|左右|上下|满意|[率度性]$/

/** ≥5标准间: after a printed comparison a short word up to the end of the text can only be the unit. */
function unknownUnit(text: string, at: number, figure: Figure, lead: Lead): UnitRead | null {
  if (!isTold(lead.comparisons) || figure.chinese) return null
  const word = /^[\u4e00-\u9fff]{1,4}$/.exec(text.slice(at, at + 6).replace(/[;。,]$/, ''))?.[0]
  if (word === undefined || NO_UNIT.test(word) || at + word.length < text.length - 1 || readSuffix(text, at))
    return null
  const end = at + word.length
  return plainUnit(`{${word}}`, word, end, ['unknown-unit'])
}

/** 1.65亿万元, 5万万元, 500元万: where the malformed unit ends; null when it is well-formed. */
export function malformedEnd(text: string, figure: Figure, unit: UnitRead | null, table: UnitTable): number | null {
  if (!unit) return null
  if (figure.magnitude.endsWith('万万') && unit.dimension === 'money') return unit.end
  // 300W元: no unit stands in front of another one of money.
  const money = unit.dimension !== 'money' && !unit.code.includes('/') ? matchUnit(table, text, unit.end) : null
  if (money?.unit.dimension === 'money' && unit.dimension !== null) return money.end
  if (!/[万亿]/.test(text[unit.end] ?? '') || figure.end === unit.end) return null
  let end = unit.end
  while (/[万亿]/.test(text[end] ?? '')) end++
  return readUnit(table, text, end)?.end ?? end
}

/** The next smaller unit of time, and how many of it make one. */
const SMALLER: Readonly<Record<string, readonly [string, string]>> = {
  a: ['mo', '12'],
  wk: ['d', '7'],
  d: ['h', '24'],
  h: ['min', '60'],
  min: ['s', '60'],
}

/** Smaller parts joined to a quantity: the sum in `code`, and how they are printed. */
export interface Sum {
  readonly value: string
  readonly code: string
  readonly end: number
  readonly printed: string
}

/** 5元3角2分, 两年零三个月, 5公里300米: the smaller parts behind `unit` added to `value`; null when there are none. */
export function readSmallerParts(text: string, unit: UnitRead, value: string, table: UnitTable): Sum | null {
  if (unit.divisor !== '1' || unit.code.includes('/')) return null
  if (unit.printed === '成') return readTenth(text, unit, value)
  if (unit.code === '{块}') return readCoins(text, unit, value, table)
  const cents = /^[毛角]$/.test(unit.printed) ? readCents(text, unit, value) : null
  if (cents) return cents
  let sum: Sum = { value, code: unit.code, end: unit.end, printed: '' }
  let last = unit.factor
  for (let parts = 0; parts < 3; parts++) {
    const start = /[零又]/.test(text[sum.end] ?? '') ? sum.end + 1 : sum.end
    const figure = readFigure(text, start, table, false)
    if (!figure || figure.bad !== null || figure.upTo !== null || figure.magnitude !== '') break
    const next = smallerUnit(text, figure.end, sum.code, table)
    const step = SMALLER[sum.code]
    if (next?.divisor !== '1') break
    const end = sum.code === 'CNY' && /[整正]/.test(text[next.end] ?? '') ? next.end + 1 : next.end
    const printed = text.slice(unit.end, end)
    if (step && next.code === step[0]) {
      sum = { value: plus(times(sum.value, step[1]), figure.value), code: step[0], end, printed }
    } else if (next.code === sum.code && compare(next.factor, last) < 0) {
      sum = { ...sum, value: plus(sum.value, times(figure.value, next.factor)), end, printed }
      last = next.factor
    } else break
  }
  return sum.printed === '' ? null : sum
}

/** 分 behind 元 or 角 is money, behind 小时 it is minutes: no points. */
function smallerUnit(text: string, at: number, code: string, table: UnitTable): UnitRead | null {
  if (code === 'h' && text[at] === '分' && text[at + 1] !== '钟') return plainUnit('min', '分', at + 1)
  if (code === 'CNY' && text[at] === '分') return { ...plainUnit(code, '分', at + 1), factor: '0.01' }
  return readUnit(table, text, at)
}

/** 三成五, 三成半: percent behind the tenths. */
function readTenth(text: string, unit: UnitRead, value: string): Sum | null {
  const next = text[unit.end] ?? ''
  const percent = next === '半' ? 5 : DIGITS.get(next)
  if (percent === undefined) return null
  return { value: plus(value, String(percent)), code: unit.code, end: unit.end + 1, printed: next }
}

/** The single digit at `at` that ends a phrase (五块二, 两毛五); null where more follows. */
function lastDigit(text: string, at: number): string | null {
  const char = text[at] ?? ''
  const digit = DIGITS.get(char) ?? (isDigit(char) ? char : undefined)
  return digit === undefined || !/^(?:$|[,;。、)\]"'》])/.test(text.slice(at + 1, at + 2)) ? null : String(digit)
}

/** 五块三毛, 五块二, 五块三毛二, 五块三毛二分: 块 is money where 毛, 角 or one last digit follows, else a counter. */
function readCoins(text: string, unit: UnitRead, value: string, table: UnitTable): Sum | null {
  const last = lastDigit(text, unit.end)
  if (last !== null) return coins(text, unit, plus(value, times(last, '0.1')), unit.end + 1)
  const tenths = plainFigure(text, unit.end, table)
  if (!tenths || !/[毛角]/.test(text[tenths.end] ?? '')) return null
  const sum = plus(value, times(tenths.value, '0.1'))
  const cents = lastDigit(text, tenths.end + 1)
  if (cents !== null) return coins(text, unit, plus(sum, times(cents, '0.01')), tenths.end + 2)
  const rest = plainFigure(text, tenths.end + 1, table)
  if (!rest || text[rest.end] !== '分') return coins(text, unit, sum, tenths.end + 1)
  return coins(text, unit, plus(sum, times(rest.value, '0.01')), rest.end + 1)
}

function plainFigure(text: string, at: number, table: UnitTable): Figure | null {
  const figure = readFigure(text, at, table, false)
  return figure && figure.bad === null && figure.upTo === null && !figure.more ? figure : null
}

function coins(text: string, unit: UnitRead, value: string, end: number): Sum {
  return { value, code: 'CNY', end, printed: text.slice(unit.end, end) }
}

/** 两毛五: one last digit behind 毛 or 角 is 分. */
function readCents(text: string, unit: UnitRead, value: string): Sum | null {
  const last = lastDigit(text, unit.end)
  if (last === null) return null
  return { value: plus(value, times(last, '0.01')), code: unit.code, end: unit.end + 1, printed: text[unit.end]! }
}

/** 吨级, 8个100%, 7×24小时, 3米×5米: the figure and its unit are part of a name or of several numbers; where that ends. */
export function unitNameEnd(
  text: string,
  end: number,
  { unit, value, compared }: { readonly unit: UnitRead | null; readonly value: string; readonly compared: boolean },
): number | null {
  const next = text[end] ?? ''
  if (unit && next === '级' && !compared) return end + 1
  // 四季度 is the fourth quarter, 4个季度 are four of them.
  if (unit?.code === '{季度}' && /^[1-4]$/.test(value) && !unit.printed.startsWith('个') && !compared) return end
  if (next === '') return null
  if (/[×*xX]/.test(next) && /\d/.test(text[end + 1] ?? '')) return skipName(text, end + 1)
  // 8个100%
  if (unit?.dimension === 'count' && /^\d{1,3}(?:\.\d+)?%/.test(text.slice(end, end + 8))) return skipName(text, end)
  return null
}

function skipName(text: string, at: number): number {
  let end = at
  while (/[\dA-Za-z.%×*]/.test(text[end] ?? '') || (text[end] === ',' && isDigit(text[end + 1]))) end++
  return end
}
