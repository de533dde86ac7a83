/** A value in one line, and the surroundings of a cell in one line: the language of the examples in docs/values.md. */
import { readFileSync } from 'node:fs'
import type { Mention, Unit, Value } from '../src/model.ts'
import { compileUnits, NO_CONTEXT, parseValue, type ValueContext } from '../src/value/index.ts'

/** The built-in units. */
export const UNITS: readonly Unit[] = JSON.parse(
  readFileSync(new URL('../schema/units.json', import.meta.url), 'utf8'),
).units
export const units = compileUnits(UNITS)

const SIGNS = { eq: '=', ge: '≥', gt: '>', le: '≤', lt: '<', approx: '≈', between: '' } as const

function amount(value: Mention | Value): string {
  const { comparator = 'eq', low, high, unit } = value
  const open = value as Value
  const number =
    comparator === 'between'
      ? `${low} ${open.lowOpen ? '<' : ''}…${open.highOpen ? '<' : ''} ${high}`
      : `${SIGNS[comparator]} ${value.value ?? (low === undefined ? (high === undefined ? '?' : `…${high}`) : `${low}…`)}`
  return unit ? `${number} ${unit}` : number
}

/** `≥ 90 % · from-text`, `text (several-values): = 1 {部}, = 2 {套}`, `missing (dash)`. */
export function reading(value: Value): string {
  const { kind, direction, mentions, assumed, inferred, flags, doubts, suggestion } = value
  const marks = [
    ...(direction ? [direction] : []),
    ...(assumed ? [`assumed ${assumed.value} ${assumed.unit} (${assumed.from})`] : []),
    ...inferred.map((one) => `inferred ${one}`),
    ...(kind === 'qualitative' ? [] : flags),
    ...doubts.map((one) => `doubt ${one}`),
    ...(suggestion ? [`meant ${suggestion}?`] : []),
  ]
  return [said(value), ...marks].join(' · ') + (mentions ? `: ${mentions.map(amount).join(', ')}` : '')
}

function said(value: Value): string {
  if (value.kind === 'quantity') return amount(value)
  if (value.kind === 'missing') return `missing (${value.reason})`
  if (value.kind === 'qualitative') return value.flags.length === 0 ? 'text' : `text (${value.flags.join(', ')})`
  return value.date === undefined ? `${value.from} … ${value.to}` : `${SIGNS[value.comparator ?? 'eq']} ${value.date}`
}

/** `indicator 长度(公里), level2 cost, unit %, operator ≥, form 万元, year 2022, target ≤90万元, actual, stored 0.86 0%`. */
export function surroundings(text: string): ValueContext {
  const context: { -readonly [K in keyof ValueContext]: ValueContext[K] } = { ...NO_CONTEXT }
  for (const part of text.split(', ').filter((one) => one !== '')) {
    const [, word = '', rest = ''] = /^(\S+) ?(.*)$/.exec(part)!
    if (word === 'indicator') context.indicator = rest
    else if (word === 'level2') context.level2 = rest
    else if (word === 'unit') context.unit = rest
    else if (word === 'operator') context.operator = rest
    else if (word === 'form') context.amountUnit = rest
    else if (word === 'year') context.fiscalYear = Number(rest)
    else if (word === 'actual') context.role = 'actual'
    else if (word === 'target') [context.role, context.partner] = ['actual', parseValue(rest, NO_CONTEXT, units)]
    else if (word === 'stored') {
      const [value = '', format = null] = rest.split(' ')
      const type = /^\d{4}-/.test(value) ? 'date' : value.startsWith('#') ? 'error' : 'number'
      context.stored = { type, value, format, formula: null }
    } else throw new Error(`docs/values.md: "${part}" names nothing known about a cell`)
  }
  return context
}

/** Reads a cell with its surroundings written in one line. */
export function readIn(text: string, context = ''): Value {
  return parseValue(text, surroundings(context), units)
}
