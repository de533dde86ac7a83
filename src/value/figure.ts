/** A number with its sign or as a fraction: -3.2, 负5, 百分之九十五, 四分之一, 半. */
import { divide, shift, times } from './decimal.ts'
import { type NumberRead, readNumber, startsNumber } from './numeral.ts'
import type { UnitTable } from './unit.ts'

/** A number with its sign, or the fraction that its words make. */
export type Figure = NumberRead

const PARTS = /(百万|千万|十万|万万|[百佰千仟万亿])分之/y
const PLACES: Readonly<Record<string, number>> = {
  百: 2,
  佰: 2,
  千: 3,
  仟: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  万万: 8,
}

/** Reads the figure at `at`. `signed` allows a minus sign (a hyphen after a number is none). */
export function readFigure(text: string, at: number, table: UnitTable, signed: boolean): Figure | null {
  const sign = text[at] === '负' || (signed && (text[at] === '-' || text[at] === '+'))
  const start = sign ? at + 1 : at
  const figure = readParts(text, start, table) ?? readPlain(text, start, table)
  if (!figure || !sign) return figure
  const negative = text[at] !== '+'
  return {
    ...figure,
    start: at,
    value: negative ? times(figure.value, '-1') : figure.value,
    coefficient: negative ? `-${figure.coefficient}` : figure.coefficient,
    bad: figure.upTo === null ? figure.bad : 'unreadable-number',
  }
}

/** 百分之N, 千分之N, 万分之N: percent. */
function readParts(text: string, at: number, table: UnitTable): Figure | null {
  if (PLACES[text[at] ?? ''] === undefined && text[at] !== '十') return null
  PARTS.lastIndex = at
  const parts = PARTS.exec(text)
  if (!parts) return null
  const start = PARTS.lastIndex
  const places = 2 - PLACES[parts[1]!]!
  // 百分之百 alone writes its hundred without 一.
  const hundred = text[start] === '百' || text[start] === '佰'
  const number = hundred ? null : readNumber(text, start, table)
  if (!hundred && !number) return null
  const read = number ?? { ...NOTHING, end: start + 1, value: '100', coefficient: '100', chinese: true }
  const move = (value: string) => shift(value, places)
  const magnitude = ''
  const coefficient = places === 0 ? read.coefficient + read.magnitude : move(read.value)
  const upTo = read.upTo === null ? null : move(read.upTo)
  return { ...read, start: at, value: move(read.value), upTo, coefficient, magnitude, ratio: true }
}

const NOTHING = { start: 0, ratio: false, upTo: null, more: false, magnitude: '', flags: [], bad: null } as const

/** A number, or N of M equal parts (四分之一) where that has an exact decimal. */
function readPlain(text: string, at: number, table: UnitTable): Figure | null {
  const number = startsNumber(text, at) ? readNumber(text, at, table) : null
  if (!number) return null
  if (number.bad !== null || text[number.end] !== '分' || !text.startsWith('分之', number.end)) return number
  if (number.upTo !== null) return number
  const above = readNumber(text, number.end + 2, table)
  if (!above || above.bad !== null) return number
  const value = divide(above.value, number.value)
  const flags = [...number.flags, ...above.flags]
  const printed = text.slice(at, above.end)
  const read = { ...number, end: above.end, coefficient: printed, magnitude: '', chinese: true, flags }
  return value === null ? { ...read, bad: 'unreadable-number' } : { ...read, value }
}
