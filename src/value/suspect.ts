/** Traces of scanning damage: 290% for ≥90%, 2280次 for ≥280次, Q100%. They are doubted, never repaired. */
import type { Value } from '../model.ts'
import { compare, times } from './decimal.ts'
import type { ValueContext } from './surroundings.ts'

const GROWTH = /增长|增速|增幅|涨|提高|提升|回报|放大|倍/

/** A reading of a cleaned text with a doubt and a suggestion where it looks like scanning damage. */
export function doubtScan(value: Value, text: string, context: ValueContext): Value {
  const suggestion = suspected(value, text, context)
  return suggestion === null ? value : { ...value, doubts: [...value.doubts, 'ocr-suspect'], suggestion }
}

function suspected(value: Value, text: string, context: ValueContext): string | null {
  if (text.length > 12) return null
  const letters = /^([≥≤><=])?([0-9OolI]*[OolI][0-9OolI]*(?:\.\d+)?)(%.*)$/.exec(text)
  if (letters && /\d/.test(letters[2]!)) {
    const digits = letters[2]!.replace(/[Oo]/g, '0').replace(/[lI]/g, '1')
    return `${letters[1] ?? ''}${digits}${letters[3]}`
  }
  const sign = /^[A-Za-z](\d{1,3}(?:\.\d+)?%)$/.exec(text)
  if (sign) return `≥${sign[1]}`
  if (value.kind !== 'quantity' || value.comparator !== 'eq' || value.direction !== undefined) return null
  const rate = /^2([1-9]\d(?:\.\d+)?|100)%$/.exec(text)
  if (rate && !GROWTH.test(context.indicator ?? '')) return `≥${rate[1]}%`
  const times = /^2([1-9]\d{2})次$/.exec(text)
  if (times && !isConfirmed(value, context)) return `≥${times[1]}次`
  return null
}

/** The target and the actual of one order of magnitude speak for the reading. */
function isConfirmed({ value }: Value, { partner, role }: ValueContext): boolean {
  if (role === 'actual' && partner === null) return true
  const other = partner?.value
  return other !== undefined && compare(times(other, '2'), value!) >= 0
}
