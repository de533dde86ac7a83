/**
 * Which filing counts. Of filings with the same printed facts one stands for all and the others are copies; of different
 * ones with the same key (versions) exactly one is current, or all are contested and none counts. Pure, and the same
 * whatever the order in which files arrive.
 */

/** How a filing stands among the others: only `current` ones are counted. */
export type Standing = 'current' | 'superseded' | 'contested' | 'copy' | 'template'
/** What made a version the current one: a person, a manifest, or the dates printed on the forms. */
export type StandingBy = 'choice' | 'manifest' | 'filing-date'

/** A filing (no template) that has a key or a digest in common with others. */
export interface Rival {
  readonly id: string
  /** null: what it is about could not be read, so that it is no version of anything. */
  readonly key: string | null
  readonly digest: string
  readonly status: string
  readonly filedOn: string | null
  /** A manifest says that this one is current. */
  readonly named: boolean
}

/** The verdict on one rival. */
export interface Verdict {
  readonly standing: Standing
  readonly by: StandingBy | null
}

const CURRENT: Verdict = { standing: 'current', by: null }
const COPY: Verdict = { standing: 'copy', by: null }

function groupByDigest(rivals: readonly Rival[]): readonly (readonly Rival[])[] {
  const groups = new Map<string, Rival[]>()
  for (const rival of rivals) {
    const group = groups.get(rival.digest)
    if (group) group.push(rival)
    else groups.set(rival.digest, [rival])
  }
  return [...groups.values()]
}

/** The one that stands for its copies: read to the end before partly read, then by id. */
function firstOf(copies: readonly Rival[]): Rival {
  const rank = ({ status, id }: Rival) => `${status === 'partial' ? 1 : 0}${id}`
  return copies.reduce((best, one) => (rank(one) < rank(best) ? one : best))
}

/** Judges all filings of one key; `chosen` is the digest that a person chose for it. */
export function judgeKey(rivals: readonly Rival[], chosen: string | null): ReadonlyMap<string, Verdict> {
  const groups = groupByDigest(rivals)
  const [winner, by] = groups.length === 1 ? [groups[0], null] : winnerOf(groups, chosen)
  const verdicts = new Map<string, Verdict>()
  for (const group of groups) {
    const first = firstOf(group)
    const standing = winner === undefined ? 'contested' : winner === group ? 'current' : 'superseded'
    for (const rival of group) verdicts.set(rival.id, rival === first ? { standing, by } : COPY)
  }
  return verdicts
}

/** Judges the filings without key of one digest; `keyed`: one with a key has the same facts and stands for them. */
export function judgeUnkeyed(rivals: readonly Rival[], keyed: boolean): ReadonlyMap<string, Verdict> {
  const first = keyed || rivals.length === 0 ? null : firstOf(rivals)
  return new Map(rivals.map((rival) => [rival.id, rival === first ? CURRENT : COPY]))
}

type Group = readonly Rival[]

function winnerOf(groups: readonly Group[], chosen: string | null): readonly [Group | undefined, StandingBy | null] {
  const preferred = groups.find(([one]) => one!.digest === chosen)
  if (preferred) return [preferred, 'choice']
  const named = groups.filter((group) => group.some((rival) => rival.named))
  if (named.length === 1) return [named[0], 'manifest']
  const latest = named.length === 0 ? latestOf(groups) : undefined
  return [latest, latest ? 'filing-date' : null]
}

/** The group filed after all others; undefined where a date is missing, or too vague to tell. */
function latestOf(groups: readonly Group[]): Group | undefined {
  const dated = groups.map((group) => ({ group, date: dateOf(group) }))
  if (dated.some(({ date }) => date === null)) return undefined
  const found = dated.find(({ group, date }) =>
    dated.every((other) => other.group === group || first(date!) > last(other.date!)),
  )
  return found?.group
}

/** The latest date on any copy: `2021`, `2021-03` or `2021-03-15`; null where none has a year. */
function dateOf(group: Group): string | null {
  const dates = group.flatMap(({ filedOn }) => (filedOn !== null && /^\d{4}(-\d\d){0,2}$/.test(filedOn) ? filedOn : []))
  return dates.reduce<string | null>((best, date) => (best === null || first(date) > first(best) ? date : best), null)
}

const first = (date: string) => date.padEnd(10, '-00')
const last = (date: string) => date + '-99-99'.slice(date.length - 4)
