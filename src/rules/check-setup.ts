/** What `guibiao check` runs with: the profiles of a rule folder, one for all filings where a person names it, and waivers. */
import type { CheckSetup, Profile } from '../check/index.ts'
import { listForms } from '../rules.ts'
import { loadDivisions, profilesOf, readProfiles, readText } from './check-profiles.ts'
import { RuleError, type SourceText } from './rule-files.ts'
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

/** Everything that checks run with; the profile named `default` comes first. Throws a {@link RuleError}. */
export function loadCheckSetup({ profile, rules, waivers }: SetupOptions = {}): CheckSetup {
  const forms = listForms(rules).flatMap(({ id, abstract }) => (abstract ? [] : [id]))
  const { builtIn, own } = readProfiles(rules)
  const named = profile?.endsWith('.json') ? readText(profile) : null
  const mine = named === null ? own : [...own.filter(({ file }) => file !== named.file), named]
  const profiles = profilesOf({ builtIn, own: mine }, forms)
  return {
    profiles,
    divisions: loadDivisions(),
    ...(profile === undefined ? {} : { profile: chosen(named ? idOf(named) : profile, profiles) }),
    ...(waivers === undefined ? {} : { waivers: parseWaivers(readText(waivers)) }),
  }
}

function chosen(id: string, known: readonly Profile[]): Profile {
  const found = known.find((profile) => profile.id === id)
  if (found) return found
  const ids = known.map((profile) => profile.id).join(', ')
  throw new RuleError(`there is no profile "${id}"; known are ${ids}, or name a .json file`)
}

const idOf = ({ text }: SourceText): string => JSON.parse(text.replace(/^\ufeff/, '')).id
