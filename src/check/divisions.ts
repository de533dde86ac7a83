/** Administrative divisions (行政区划, GB/T 2260): which one the name of a body begins with. */
import { rememberTexts } from '../text.ts'
import { normalize } from './normal.ts'

/** One code under one name. */
export interface Division {
  readonly code: string
  readonly name: string
  readonly parent: string | null
  /** The first list that has it, `2004-09`; null: the oldest list. */
  readonly from: string | null
  /** The last list that has it; null: it is current. */
  readonly to: string | null
  /** The current code that took its place, if it is retired and one did. */
  readonly successor: string | null
}

/** The content of `schema/divisions.json`. */
export interface DivisionFile {
  readonly columns: readonly string[]
  readonly divisions: readonly (readonly (string | null)[])[]
}

/** What a name resolves to. Exactly one division: it is certain; several: the name is ambiguous; none: unknown. */
export interface Resolution {
  readonly divisions: readonly Division[]
  /** Retired names that were read, whose successors stand in `divisions`. */
  readonly retired: readonly Division[]
}

/** Divisions made ready for looking up. */
export interface Divisions {
  /** The current division of a code, or the retired one. */
  byCode(code: string): Division | null
  /** The divisions that the beginning of a name names: the longest chain of province, city and county. */
  resolve(name: string): Resolution
}

interface Spelling {
  readonly text: string
  readonly division: Division
}

/** Names of bodies that are remembered: those that filed one after the other. */
const REMEMBERED = 1000

const NOTHING: Resolution = { divisions: [], retired: [] }

/** Compiles the table. */
export function compileDivisions(file: DivisionFile): Divisions {
  const all = file.divisions.map(
    ([code, name, parent, from, to, successor]): Division => ({
      code: code!,
      name: name!,
      parent: parent ?? null,
      from: from ?? null,
      to: to ?? null,
      successor: successor ?? null,
    }),
  )
  const byCode = new Map<string, Division>()
  for (const division of all)
    if (division.to === null || !byCode.has(division.code)) byCode.set(division.code, division)
  const spellings = new Map<string, Spelling[]>()
  for (const division of all)
    for (const text of spellingsOf(division)) {
      const head = text.slice(0, 2)
      const list = spellings.get(head) ?? []
      if (list.length === 0) spellings.set(head, list)
      list.push({ text, division })
    }
  const remember = rememberTexts<Resolution>(REMEMBERED)
  const find = (text: string) => settle(longestChains(text, spellings), byCode)
  return {
    byCode: (code) => byCode.get(code) ?? null,
    resolve: (name) => remember(normalize(name), find),
  }
}

/** The full name; provinces and cities also without their last word (湖南, 株洲), as bodies are named. */
function spellingsOf({ code, name }: Division): readonly string[] {
  if (!code.endsWith('00')) return [name]
  const short = name
    .replace(/(壮族|回族|维吾尔)?自治区$|特别行政区$|(省|市|地区|盟)$/, '')
    .replace(/(?:[\u4e00-\u9fff]{1,4}族)+自治州$/, '')
  return short.length >= 2 && short !== name ? [name, short] : [name]
}

interface Chain {
  readonly division: Division
  readonly length: number
  /** Whether each name of the chain is printed in full. */
  readonly full: boolean
}

function longestChains(text: string, spellings: ReadonlyMap<string, readonly Spelling[]>): readonly Chain[] {
  let best: Chain[] = []
  let open: (Chain | null)[] = [null]
  while (open.length > 0) {
    const next: Chain[] = []
    for (const chain of open) {
      const at = chain?.length ?? 0
      for (const { text: spelled, division } of spellings.get(text.slice(at, at + 2)) ?? []) {
        if (!text.startsWith(spelled, at) || (chain && !isWithin(division, chain.division))) continue
        next.push({ division, length: at + spelled.length, full: (chain?.full ?? true) && spelled === division.name })
      }
    }
    const longest = Math.max(0, ...next.map(({ length }) => length))
    if (longest > (best[0]?.length ?? 0)) best = next.filter(({ length }) => length === longest)
    open = next
  }
  return best.some(({ full }) => full) ? best.filter(({ full }) => full) : best
}

function isWithin(inner: Division, outer: Division): boolean {
  if (inner.code === outer.code) return false
  const prefix = outer.code.replace(/(00)+$/, '')
  return inner.code.startsWith(prefix) && prefix.length < 6
}

/** Retired names give way to their successors, and count only where no current division bears the name. */
function settle(chains: readonly Chain[], byCode: ReadonlyMap<string, Division>): Resolution {
  const found = [...new Set(chains.map(({ division }) => division))]
  const current = found.filter(({ to }) => to === null)
  if (current.length > 0) return { divisions: current, retired: [] }
  if (found.length === 0) return NOTHING
  const successors = found.map((division) => (division.successor && byCode.get(division.successor)) || division)
  return { divisions: [...new Map(successors.map((one) => [one.code, one])).values()], retired: found }
}

/** No division known: every name is unresolved. */
export const NO_DIVISIONS: Divisions = { byCode: () => null, resolve: () => NOTHING }
