/** Which rows of two forms are the same indicator: by level 2 and name, never by position. */
import type { Indicator } from '../model.ts'
import { plain } from './normal.ts'

/** Two rows that are the same indicator. */
export interface RowMatch {
  readonly a: Indicator
  readonly b: Indicator
}

/** What matching found. `alike` pairs unmatched rows whose names resemble each other: proposals, never evidence. */
export interface RowMatches {
  readonly matched: readonly RowMatch[]
  readonly onlyA: readonly Indicator[]
  readonly onlyB: readonly Indicator[]
  readonly alike: ReadonlyMap<Indicator, Indicator>
}

const memo = new WeakMap<readonly Indicator[], WeakMap<readonly Indicator[], RowMatches>>()

/** Matches the rows of two forms, each at most once; made once for two lists. */
export function matchRows(a: readonly Indicator[], b: readonly Indicator[]): RowMatches {
  const known = memo.get(a)?.get(b)
  if (known) return known
  const made = buildMatches(a, b)
  const inner = memo.get(a) ?? new WeakMap()
  memo.set(a, inner.set(b, made))
  return made
}

/** The keys under which a row is looked up, the surest first. */
const KEYS: readonly ((row: Indicator) => string)[] = [
  (row) => `${row.category ?? row.level2} ${plain(row.level3)} ${row.target?.raw ?? ''}`,
  (row) => `${row.category ?? row.level2} ${plain(row.level3)}`,
  (row) => `${row.category ?? row.level2} ${plain(row.key)}`,
  (row) => plain(row.level3),
  (row) => plain(row.key),
]

function buildMatches(a: readonly Indicator[], b: readonly Indicator[]): RowMatches {
  const matched: RowMatch[] = []
  const left = new Set(b)
  let open = a.filter(({ key }) => key !== '')
  for (const [step, keyOf] of KEYS.entries()) {
    const places = groupBy([...left], keyOf)
    const own = groupBy(open, keyOf)
    open = open.filter((row) => {
      const key = keyOf(row)
      const candidates = (places.get(key) ?? []).filter((other) => left.has(other))
      // Without the level, or without the remarks in brackets, a name must be the only one on both sides.
      if (candidates.length === 0 || (step >= 2 && (candidates.length > 1 || own.get(key)!.length > 1))) return true
      matched.push({ a: row, b: candidates[0]! })
      left.delete(candidates[0]!)
      return false
    })
  }
  const onlyB = [...left].filter(({ key }) => key !== '')
  const order = new Map(a.map((row, at) => [row, at]))
  matched.sort((x, y) => order.get(x.a)! - order.get(y.a)!)
  return { matched, onlyA: open, onlyB, alike: resemblances(open, onlyB) }
}

function groupBy(rows: readonly Indicator[], keyOf: (row: Indicator) => string): Map<string, Indicator[]> {
  const groups = new Map<string, Indicator[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

const ALIKE = 0.6

/** Pairs of unmatched rows that share most of their letter pairs (Dice coefficient), the closest first. */
function resemblances(a: readonly Indicator[], b: readonly Indicator[]): ReadonlyMap<Indicator, Indicator> {
  if (a.length === 0 || b.length === 0 || a.length * b.length > 2500) return new Map()
  const scored = a
    .flatMap((x) => b.map((y) => ({ x, y, score: likeness(plain(x.key), plain(y.key)) })))
    .filter(({ score }) => score >= ALIKE)
    .sort((p, q) => q.score - p.score)
  const found = new Map<Indicator, Indicator>()
  for (const { x, y } of scored) if (!found.has(x) && !found.has(y)) found.set(x, y).set(y, x)
  return found
}

/** The share of letter pairs that two texts have in common, 0 to 1. */
export function likeness(a: string, b: string): number {
  const [p, q] = [bigrams(a), bigrams(b)]
  if (p.size === 0 || q.size === 0) return a === b ? 1 : 0
  let common = 0
  for (const pair of p) if (q.has(pair)) common++
  return (2 * common) / (p.size + q.size)
}

/** The letter pairs of a text. */
export function bigrams(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
}
