/** Reads the files that checks judge with beside the rules of the mapper: profiles and divisions. Checks themselves know no file. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { compileDivisions, type Divisions, type Profile } from '../check/index.ts'
import { parseProfiles } from './profiles.ts'
import { BUILT_IN, RuleError, type SourceText } from './rule-files.ts'

let divisions: Divisions | undefined

/** The divisions of GB/T 2260, read once. */
export function loadDivisions(): Divisions {
  divisions ??= compileDivisions(JSON.parse(readFileSync(join(BUILT_IN, 'divisions.json'), 'utf8')))
  return divisions
}

/** The texts of the built-in profile files, and of those of a user's rule folder. */
export interface ProfileTexts {
  readonly builtIn: readonly SourceText[]
  readonly own: readonly SourceText[]
}

/** Reads `profiles/*.json` of guibiao and of a rule folder. */
export function readProfiles(folder: string | undefined): ProfileTexts {
  const own = folder === undefined ? null : join(folder, 'profiles')
  return { builtIn: textsOf(join(BUILT_IN, 'profiles')), own: own !== null && existsSync(own) ? textsOf(own) : [] }
}

/** The profiles of texts, the one named `default` first; `forms` are the ids that they may name. Throws a {@link RuleError}. */
export function profilesOf(texts: ProfileTexts, forms: readonly string[]): readonly Profile[] {
  return parseProfiles({ ...texts, forms }).toSorted((a, b) => Number(b.id === 'default') - Number(a.id === 'default'))
}

function textsOf(folder: string): readonly SourceText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readText(join(folder, name)))
}

/** The text of a file that a person named. Throws a {@link RuleError} when it is not there. */
export function readText(file: string): SourceText {
  if (!existsSync(file) || statSync(file).isDirectory()) throw new RuleError(`${file}: no such file`)
  return { file, text: readFileSync(file, 'utf8') }
}
