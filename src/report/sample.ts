/** A random sample of readings for a person to check against the cells: chosen the same way for the same seed. */
import type { Cells, Filing } from '../model.ts'
import { readingAt } from './reading-at.ts'

/** By what a sample can be divided into strata. */
export const STRATA = ['form', 'format', 'year', 'division', 'field'] as const
export type Stratum = (typeof STRATA)[number]

/** What is asked for. */
export interface DrawOptions {
  readonly n: number
  readonly seed: number
  readonly by: readonly Stratum[]
}

/** One reading that was chosen. `path` leads to it in its filing, e.g. `indicators[3].target`. */
export interface Chosen {
  readonly stratum: string
  readonly filingId: string
  readonly path: string
}

/** A sample with what is needed to judge the whole by it: how many readings each stratum has. */
export interface Sample {
  readonly chosen: readonly Chosen[]
  readonly population: ReadonlyMap<string, number>
}

/** The readings of each table that a cell stands behind: SQL column → key of the record. */
const FIELDS: readonly (readonly [table: string, list: string, columns: Readonly<Record<string, string>>])[] = [
  ['filing', '', { title: 'title', fiscal_year: 'fiscalYear', department: 'department', agency: 'agency', project_name: 'projectName', project_code: 'projectCode', amount_unit: 'amountUnit', total_weight: 'totalWeight', total_score: 'totalScore' }], // biome-ignore format: one line
  ['fund', 'funds', { amount: 'amount', initial_budget: 'initialBudget', adjustment: 'adjustment', adjusted_budget: 'adjustedBudget', executed: 'executed', execution_rate: 'executionRate', weight: 'weight', score: 'score' }], // biome-ignore format: one line
  ['goal', 'goals', { expected: 'expected', actual: 'actual' }],
  ['indicator', 'indicators', { level1: 'level1', level2: 'level2', level3: 'level3', target_kind: 'target', actual_kind: 'actual', weight: 'weight', score: 'score', deviation: 'deviation' }], // biome-ignore format: one line
  ['measure', 'measures', { value_kind: 'value' }],
]

/** Draws a sample of all readings of filings that count. `scan` gives rows one at a time. */
export function drawSample(scan: (sql: string) => Iterable<readonly unknown[]>, { n, seed, by }: DrawOptions): Sample {
  const population = new Map<string, number>()
  const kept = new Map<string, { readonly rank: number; readonly chosen: Chosen }[]>()
  for (const [table, list, columns] of FIELDS) {
    const names = Object.keys(columns)
    const keys = Object.values(columns)
    const position = table === 'filing' ? 'NULL' : 'x.position'
    const rows =
      scan(`SELECT f.id, f.form, f.source_format, f.fiscal_year, f.division_code, ${position}, ${names.map((name) => `x.${name} IS NOT NULL`).join(', ')}
      FROM filing f JOIN ${table} x ON x.filing_no = f.filing_no WHERE f.standing = 'current'`)
    for (const [id, form, format, year, division, at, ...there] of rows)
      for (const [index, is] of there.entries()) {
        if (Number(is) !== 1) continue
        const field = `${list === '' ? 'head' : list}.${keys[index]}`
        const parts: Record<Stratum, unknown> = { form, format, year, division, field }
        const stratum = by.map((name) => String(parts[name] ?? '–')).join(' · ')
        population.set(stratum, (population.get(stratum) ?? 0) + 1)
        const path = list === '' ? keys[index]! : `${list}[${at}].${keys[index]}`
        keepLowest(kept, stratum, rankOf(seed, `${id} ${path}`), { stratum, filingId: String(id), path }, n)
      }
  }
  const shares = allocate(population, n)
  const chosen = [...kept]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([stratum, list]) => list.slice(0, shares.get(stratum)).map(({ chosen }) => chosen))
  return { chosen, population: new Map([...population].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** The n readings of the lowest rank are a simple random sample, whatever the order in which they come. */
function keepLowest(
  kept: Map<string, { rank: number; chosen: Chosen }[]>,
  stratum: string,
  rank: number,
  chosen: Chosen,
  n: number,
): void {
  const list = kept.get(stratum) ?? []
  if (list.length === 0) kept.set(stratum, list)
  if (list.length === n && rank >= list.at(-1)!.rank) return
  let at = list.length
  while (at > 0 && list[at - 1]!.rank > rank) at--
  list.splice(at, 0, { rank, chosen })
  if (list.length > n) list.pop()
}

/** A number for a text that looks random and depends on the seed (two rounds of FNV-1a, mixed). */
export function rankOf(seed: number, text: string): number {
  let [a, b] = [(0x811c9dc5 ^ seed) >>> 0, (0x01000193 + seed) >>> 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    b ^= b >>> 13
  }
  return (mix(a) >>> 5) * 2 ** 26 + (mix(b ^ a) >>> 6)
}

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** At least five of each stratum where there is room, the rest by size; never more than a stratum has. */
export function allocate(population: ReadonlyMap<string, number>, n: number): ReadonlyMap<string, number> {
  const strata = [...population].sort(([a], [b]) => (a < b ? -1 : 1))
  const least = Math.min(5, Math.floor(n / Math.max(1, strata.length)))
  const shares = new Map(strata.map(([stratum, size]) => [stratum, Math.min(size, least)]))
  let left = n - [...shares.values()].reduce((sum, share) => sum + share, 0)
  while (left > 0) {
    const open = strata.filter(([stratum, size]) => shares.get(stratum)! < size)
    if (open.length === 0) break
    // The stratum that is furthest below its share by size gets the next one.
    const [stratum] = open.reduce((best, one) =>
      one[1] / (shares.get(one[0])! + 0.5) > best[1] / (shares.get(best[0])! + 0.5) ? one : best,
    )
    shares.set(stratum, shares.get(stratum)! + 1)
    left--
  }
  return shares
}

/** What a person needs to judge a reading: the file, which line of the form it is, the cells as printed, what was read. */
export interface Question {
  readonly file: string
  readonly about: string
  readonly where: string
  readonly printed: string
  readonly reading: string
}

/** A record of a filing, as far as a person knows it by its name. */
interface Named {
  readonly cells: Cells
  readonly level3?: string
  readonly label?: string
  readonly rowPath?: readonly string[]
  readonly columnPath?: readonly string[]
}

/** The cells behind a chosen reading. */
export function askAbout(filing: Filing, path: string): Question {
  const [, list, at, key = ''] = /^(?:(\w+)\[(\d+)\]\.)?(\w+)$/.exec(path) ?? []
  const record: Named | undefined = list === undefined ? filing : filing[list as 'indicators'][Number(at)]
  const claims = record?.cells[key] ?? []
  const from = list === undefined ? (filing.inferred as Readonly<Record<string, string>>)[key] : undefined
  return {
    file: filing.source.path,
    about: list === undefined ? (filing.title ?? filing.form) : nameOf(record),
    where: [...new Set(claims.map(({ place }) => place.address))].join(', ') || '–',
    printed:
      claims.length > 0
        ? claims.map(({ raw }) => raw).join(' | ')
        : `(not printed 未印; inferred 推断: ${from ?? '–'})`,
    reading: isWords(record, key) ? 'words 文字' : (readingAt(filing, path) ?? ''),
  }
}

function nameOf({ level3, label, rowPath = [], columnPath = [] }: Partial<Named> = {}): string {
  return level3 ?? label ?? [...rowPath, ...columnPath].join(' › ')
}

/** True for a value that was read as words, without a number or date. */
function isWords(record: object | undefined, key: string): boolean {
  const value = (record as Readonly<Record<string, unknown>> | undefined)?.[key]
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'qualitative'
}
