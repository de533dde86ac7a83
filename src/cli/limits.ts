/** `--limit name=value`: the bounds of one file, as people write them. */
import { LIMITS, type Limits } from '../index.ts'

type Unit = 'seconds' | 'bytes' | 'count'
const NAMES: Readonly<Record<string, readonly [keyof Limits, Unit]>> = {
  time: ['milliseconds', 'seconds'],
  heap: ['heapBytes', 'bytes'],
  memory: ['residentBytes', 'bytes'],
  size: ['inflatedBytes', 'bytes'],
  entry: ['entryBytes', 'bytes'],
  ratio: ['ratio', 'count'],
  entries: ['entries', 'count'],
  elements: ['elements', 'count'],
  nesting: ['nesting', 'count'],
  cells: ['cells', 'count'],
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }

/** Collects one more `name=value`; throws what is wrong with it, in words. */
export function addLimit(text: string, limits: Partial<Limits> = {}): Partial<Limits> {
  const [name = '', value = ''] = text.split('=', 2)
  const known = NAMES[name]
  if (!known) throw new Error(`--limit knows no "${name}"; it takes ${Object.keys(NAMES).join(', ')}`)
  const [key, unit] = known
  const number = unit === 'seconds' ? seconds(value) : unit === 'bytes' ? bytes(value) : Number(value || Number.NaN)
  if (!Number.isFinite(number) || number <= 0 || (unit === 'count' && !Number.isInteger(number)))
    throw new Error(`--limit ${name} takes ${WORDS[unit]}, not "${value}"`)
  return { ...limits, [key]: number }
}

const WORDS: Readonly<Record<Unit, string>> = {
  seconds: 'seconds such as 90 or 90s, or minutes such as 5m',
  bytes: 'bytes such as 512M or 2G',
  count: 'a whole number from 1',
}

function seconds(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(s|m)?$/.exec(text)
  return found ? Number(found[1]) * (found[2] === 'm' ? 60_000 : 1000) : Number.NaN
}

function bytes(text: string): number {
  const found = /^(\d+(?:\.\d+)?)([kmg]?)(?:i?b)?$/i.exec(text)
  return found ? Math.round(Number(found[1]) * FACTORS[found[2]!.toLowerCase()]!) : Number.NaN
}

/** The usual limits with what a person changed. */
export function limitsOf(changed: Partial<Limits> | undefined): Limits {
  return { ...LIMITS, ...changed }
}
