/** Reads the files that checks run with: profiles, divisions, waivers. Checks themselves know no file. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckSetup, compileDivisions, type Divisions, type Profile } from '../check/index.ts'
import { listForms } from '../rules.ts'
import { parseProfiles } from './profiles.ts'
import { BUILT_IN, RuleError, type SourceText } from './rule-files.ts'
import { parseWaivers } from './waiver-file.ts'

/** What a caller asks for. */
export interface SetupOptions {
  /** A profile's id, or the path of a profile file: for all filings. Else each filing gets the one that fits. */
  readonly profile?: string | undefined
  /** A rule folder: its `profiles/*.json` come on top of the built-in ones. */
  readonly rules?: string | undefined
  /** A file of waivers. */
  readonly waivers?: string | undefined
}

let divisions: Divisions | undefined

/** The divisions of GB/T 2260, read once. */
export function loadDivisions(): Divisions {
  divisions ??= compileDivisions(JSON.parse(readFileSync(join(BUILT_IN, 'divisions.json'), 'utf8')))
  return divisions
}

/** Everything that checks run with; the profile named `default` comes first. Throws a {@link RuleError}. */
export function loadCheckSetup(options: SetupOptions = {}): CheckSetup {
  const { profile, waivers } = options
  const named = profile?.endsWith('.json') ? readNamed(profile) : null
  const profiles = loadProfiles(options, named)
  return {
    profiles,
    divisions: loadDivisions(),
    ...(profile === undefined ? {} : { profile: chosen(named ? idOf(named) : profile, profiles) }),
    ...(waivers === undefined ? {} : { waivers: parseWaivers(readNamed(waivers)) }),
  }
}

function loadProfiles({ rules }: SetupOptions, named: SourceText | null): readonly Profile[] {
  const folder = rules === undefined ? null : join(rules, 'profiles')
  const own = folder !== null && existsSync(folder) ? textsOf(folder) : []
  const mine = named === null ? own : [...own.filter(({ file }) => file !== named.file), named]
  const forms = listForms(rules).flatMap(({ id, abstract }) => (abstract ? [] : [id]))
  const profiles = parseProfiles({ builtIn: textsOf(join(BUILT_IN, 'profiles')), own: mine, forms })
  return profiles.toSorted((a, b) => Number(b.id === 'default') - Number(a.id === 'default'))
}

function chosen(id: string, known: readonly Profile[]): Profile {
  const found = known.find((profile) => profile.id === id)
  if (found) return found
  const ids = known.map((profile) => profile.id).join(', ')
  throw new RuleError(`there is no profile "${id}"; known are ${ids}, or name a .json file`)
}

const idOf = ({ text }: SourceText): string => JSON.parse(text.replace(/^\ufeff/, '')).id

function textsOf(folder: string): readonly SourceText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readNamed(join(folder, name)))
}

function readNamed(file: string): SourceText {
  if (!existsSync(file) || statSync(file).isDirectory()) throw new RuleError(`${file}: no such file`)
  return { file, text: readFileSync(file, 'utf8') }
}
