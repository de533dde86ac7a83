/** Reads the files that checks need: profiles, divisions, waivers. The only file of this room that knows the platform. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileDivisions, type Divisions } from './divisions.ts'
import { RULE_IDS } from './families.ts'
import type { Profile } from './profile.ts'
import { ProfileError, parseProfiles, parseWaivers, type SourceText } from './profiles.ts'
import type { CheckSetup } from './run.ts'

const SCHEMA = fileURLToPath(new URL('../../schema', import.meta.url))

let divisions: Divisions | undefined

/** The divisions of GB/T 2260, read once. */
export function loadDivisions(): Divisions {
  divisions ??= compileDivisions(JSON.parse(readFileSync(join(SCHEMA, 'divisions.json'), 'utf8')))
  return divisions
}

/** The built-in profiles with the one named `default` first, and those of a user's folder. Throws a {@link ProfileError}. */
export function loadProfiles(folder?: string): readonly Profile[] {
  const own = folder !== undefined && existsSync(folder) ? textsOf(folder) : []
  const profiles = parseProfiles([...textsOf(join(SCHEMA, 'profiles')), ...own], RULE_IDS)
  return profiles.toSorted((a, b) => Number(b.id === 'default') - Number(a.id === 'default'))
}

function textsOf(folder: string): readonly SourceText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read(join(folder, name)))
}

function read(file: string): SourceText {
  return { file, text: readFileSync(file, 'utf8') }
}

/** What a caller asks for. */
export interface SetupOptions {
  /** A profile's id, or the path of a profile file: for all filings. Else each filing gets the one that fits. */
  readonly profile?: string | undefined
  /** A folder of profile files on top of the built-in ones (`profiles/` of a rules folder). */
  readonly profiles?: string | undefined
  /** A file of waivers. */
  readonly waivers?: string | undefined
}

/** Everything that checks run with. Throws a {@link ProfileError} for wrong files and unknown profiles. */
export function loadCheckSetup({ profile, profiles: folder, waivers }: SetupOptions = {}): CheckSetup {
  const known = loadProfiles(folder)
  const setup = { profiles: known, divisions: loadDivisions() }
  return {
    ...setup,
    ...(profile === undefined ? {} : { profile: chosen(profile, known, folder) }),
    ...(waivers === undefined ? {} : { waivers: parseWaivers(readNamed(waivers), RULE_IDS) }),
  }
}

function chosen(name: string, known: readonly Profile[], folder: string | undefined): Profile {
  const found = known.find(({ id }) => id === name)
  if (found) return found
  if (!name.endsWith('.json'))
    throw new ProfileError(
      `there is no profile "${name}"; known are ${known.map(({ id }) => id).join(', ')}, or name a .json file`,
    )
  const own = folder !== undefined && existsSync(folder) ? textsOf(folder) : []
  const named = readNamed(name)
  const all = parseProfiles([...textsOf(join(SCHEMA, 'profiles')), ...own, named], RULE_IDS)
  return all.find(({ id }) => id === JSON.parse(named.text.replace(/^\ufeff/, '')).id)!
}

function readNamed(file: string): SourceText {
  if (!existsSync(file) || statSync(file).isDirectory()) throw new ProfileError(`${file}: no such file`)
  return read(file)
}
