/** Profiles from the texts of their files: read, checked, and each with what it inherits. */
import { BASE_PROFILE, type Profile, RULE_IDS } from '../check/index.ts'
import { compare, sum } from '../value/index.ts'
import { ProfileFile } from './profile-file.ts'
import { parseJson, RuleError, type SourceText, wrongRules } from './rule-files.ts'

/** The profile files of guibiao, those of a user, and what they may name. */
export interface ProfileSources {
  readonly builtIn: readonly SourceText[]
  readonly own: readonly SourceText[]
  /** The ids of the forms that there are. */
  readonly forms: readonly string[]
}

interface Entry {
  readonly file: string
  readonly data: ProfileFile
  /** The built-in profile with the same id, which this one stands for and may extend. */
  readonly replaces: Entry | null
}

/** Parses profile files; a user's stands for the built-in one with its id. Throws a {@link RuleError}. */
export function parseProfiles({ builtIn, own, forms }: ProfileSources): readonly Profile[] {
  const known = new Map(builtIn.map((source) => entryOf(source, forms, null)).map((entry) => [entry.data.id, entry]))
  const yours = new Map<string, Entry>()
  for (const source of own) {
    const entry = entryOf(source, forms, known)
    const other = yours.get(entry.data.id)
    if (other)
      throw wrongRules(source.file, [`/id: "${entry.data.id}" is the id of ${other.file}, too; choose another`])
    yours.set(entry.data.id, entry)
  }
  const all = new Map([...known, ...yours])
  return [...all.values()].map((entry) => resolve(entry, all, []))
}

function entryOf(source: SourceText, forms: readonly string[], known: ReadonlyMap<string, Entry> | null): Entry {
  const { file, content: data } = parseJson(source, ProfileFile)
  assertRules(file, 'off', data.off ?? [])
  assertRules(file, 'severities', Object.keys(data.severities ?? {}))
  for (const [at, form] of (data.applies?.forms ?? []).entries())
    if (!forms.includes(form))
      throw wrongRules(file, [`/applies/forms/${at}: there is no form "${form}"; known are ${forms.join(', ')}`])
  return { file, data, replaces: known?.get(data.id) ?? null }
}

/** Throws a {@link RuleError} when a file names a rule that there is not. */
export function assertRules(file: string, path: string, rules: readonly string[]): void {
  const unknown = rules.find((rule) => !RULE_IDS.includes(rule))
  if (unknown !== undefined)
    throw wrongRules(file, [`/${path}: there is no rule "${unknown}"; \`guibiao rules\` lists them all`])
}

function resolve(entry: Entry, all: ReadonlyMap<string, Entry>, trail: readonly Entry[]): Profile {
  const { extends: parent, $schema: _schema, ...own } = entry.data
  if (trail.includes(entry))
    throw new RuleError(
      `${entry.file}: /extends: profiles extend each other in a circle: ${[...trail.slice(trail.indexOf(entry)), entry].map(({ data }) => data.id).join(' → ')}`,
    )
  const base = parent === undefined ? BASE_PROFILE : resolve(parentOf(entry, parent, all), all, [...trail, entry])
  const profile: Profile = {
    ...base,
    ...dropUndefined(own),
    applies: own.applies ?? null,
    source: own.source ?? base.source,
    execution: { ...base.execution, ...dropUndefined(own.execution ?? {}) },
    severities: { ...base.severities, ...own.severities },
    off: [...new Set([...base.off.filter((rule) => !own.severities?.[rule]), ...(own.off ?? [])])],
  }
  assertPoints(entry.file, profile)
  return profile
}

function parentOf(entry: Entry, id: string, all: ReadonlyMap<string, Entry>): Entry {
  const parent = id === entry.data.id && entry.replaces ? entry.replaces : all.get(id)
  if (!parent) throw wrongRules(entry.file, [`/extends: no profile "${id}"; known are ${[...all.keys()].join(', ')}`])
  return parent
}

/** What a profile names and what it inherits must agree: only the whole of it can be added up. */
function assertPoints(file: string, { weights, total, execution }: Profile): void {
  for (const [at, set] of weights.entries()) {
    const all = sum([set.execution, ...Object.values(set.levels)])
    if (compare(all, total) !== 0)
      throw wrongRules(file, [
        `/weights/${at}: the points of "${set.name}" add up to ${all}, expected ${total} (/total)`,
      ])
  }
  for (const [at, cap] of execution.caps.entries())
    if (compare(cap.total, total) > 0)
      throw wrongRules(file, [`/execution/caps/${at}/total: ${cap.total} is above ${total} (/total)`])
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function dropUndefined<T extends object>(record: T): Defined<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Defined<T>
}
