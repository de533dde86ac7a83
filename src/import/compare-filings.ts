/** What differs between two readings of the same form, key by key; records are found again by what they are called. */
import { align } from './align.ts'

/** One difference. `expected` and `found` are JSON; null: not there at all. */
export interface Difference {
  /** Which record: `indicators[3] 道路提质改造长度`; empty for the head. */
  readonly record: string
  /** The key inside of it: `target.value`; empty when the whole record is missing or new. */
  readonly key: string
  /** The same without names and positions, for counting: `indicators.target.value`. */
  readonly path: string
  readonly expected: string | null
  readonly found: string | null
}

/** How filings are compared. */
export interface CompareOptions {
  /** Keys that don't count, at any depth. */
  readonly ignore?: ReadonlySet<string>
  /** Keys that the expected filing does not name don't count, nor the `cells` that its records don't name. */
  readonly partial?: boolean
}

type Plain = Readonly<Record<string, unknown>>

/** Keys of a record that say which one it is: two readings of one record agree in them. */
const NAMES: Readonly<Record<string, (record: Plain) => string>> = {
  indicators: ({ level3 }) => String(level3),
  funds: ({ horizon, label }) => `${label} ${horizon === 'annual' ? '' : horizon}`.trim(),
  goals: ({ horizon }) => String(horizon),
  fields: ({ label }) => String(label),
  blocks: ({ label }) => String(label),
  measures: ({ section, rowPath, columnPath }) =>
    [section, ...listOf(rowPath), ...listOf(columnPath)].filter(Boolean).join('/'),
  observations: ({ role, horizon, period, subject }) => [role, horizon, period, subject].filter(Boolean).join('/'),
  unread: ({ place, raw }) => `${isPlain(place) ? place.address : ''} ${raw}`,
  findings: ({ rule, indicator }) => [rule, indicator].filter(Boolean).join(' '),
  mentions: ({ raw }) => String(raw),
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The differences of one filing, in the order of its keys. Both are plain data: filings, or what stands in a golden file. */
export function compareFilings(expected: Plain, found: Plain, options: CompareOptions = {}): readonly Difference[] {
  const differences: Difference[] = []
  const at = { record: '', key: '', path: '' }
  for (const key of keysOf(expected, found, options, true))
    compare(expected[key], found[key], step(at, key), options, differences)
  return differences
}

interface At {
  readonly record: string
  readonly key: string
  readonly path: string
}

const joined = (a: string, b: string) => (a === '' ? b : `${a}.${b}`)
const step = ({ record, key, path }: At, next: string): At => ({
  record,
  key: joined(key, next),
  path: joined(path, next),
})

function keysOf(expected: Plain, found: Plain, options: CompareOptions, top: boolean): readonly string[] {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])]
  return keys.filter(
    (key) => !options.ignore?.has(key) && !(options.partial && !(key in expected) && (top || key === 'cells')),
  )
}

function compare(expected: unknown, found: unknown, at: At, options: CompareOptions, into: Difference[]): void {
  if (Array.isArray(expected) && Array.isArray(found) && [...expected, ...found].every(isPlain))
    compareLists(expected, found, at, options, into)
  else if (isPlain(expected) && isPlain(found))
    for (const key of keysOf(expected, found, options, false))
      compare(expected[key], found[key], step(at, key), options, into)
  else if (jsonOf(expected) !== jsonOf(found)) into.push({ ...at, expected: jsonOf(expected), found: jsonOf(found) })
}

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

function compareLists(
  expected: readonly Plain[],
  found: readonly Plain[],
  at: At,
  options: CompareOptions,
  into: Difference[],
): void {
  const list = at.path.slice(at.path.lastIndexOf('.') + 1)
  const nameOf = NAMES[list] ?? (() => '')
  for (const [i, k] of align(expected.map(nameOf), found.map(nameOf))) {
    const name = nameOf((i === null ? found[k!] : expected[i])!)
    const element = `${at.key}[${i ?? k}] ${name}`.trim()
    const record = at.record === '' ? element : `${at.record} › ${element}`
    const inside = { record, key: '', path: at.path }
    if (i !== null && k !== null) compare(expected[i], found[k], inside, options, into)
    else into.push({ ...inside, expected: i === null ? null : name, found: k === null ? null : name })
  }
}
