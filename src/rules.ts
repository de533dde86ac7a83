/** Reads and checks the rule files: the built-in ones in `schema/`, and a user's folder of the same shape on top. */
import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckSetup } from './check/index.ts'
import type { Rules } from './form/form.ts'
import { compileTerms } from './form/terms.ts'
import { loadDivisions, profilesOf, readProfiles } from './rules/check-profiles.ts'
import { faultsOfUnits } from './rules/faults-of-units.ts'
import { faultsOfForm, faultsOfTerms, knownTerms } from './rules/known-terms.ts'
import { type ListedForm, listEntries, resolveForms } from './rules/resolve-forms.ts'
import { BUILT_IN, RuleError, type RuleFolder, readRuleFolder, wrongRules } from './rules/rule-files.ts'

export { RuleError, UnitFile } from './rules/rule-files.ts'

/** How a user's folder is taken. */
export interface RuleOptions {
  /** A folder without any rule file is as good as none; without this it is refused, because a name may be mistyped. */
  readonly mayBeEmpty?: boolean
}

/**
 * Loads the built-in rules, and those of `folder` on top of them: `terms.json`, `units.json`, `forms/*.json`,
 * `profiles/*.json`, each one optional. A user's form or profile stands for the built-in one with the same id, and may
 * extend it; a user's spelling overrides the code of the same spelling. Throws a {@link RuleError}.
 */
export function loadRules(folder?: string, options: RuleOptions = {}): Rules & { readonly checks: CheckSetup } {
  const [builtIn, own] = readRules(folder, options)
  const folders = own ? [builtIn, own] : [builtIn]
  const profiles = readProfiles(folder)
  const digest = createHash('sha256')
    .update(
      [...folders, { texts: [...profiles.builtIn, ...profiles.own].map(({ text }) => text) }]
        .flatMap(({ texts }) => texts)
        .join('\n'),
    )
    .digest('hex')
  const forms = resolveForms(builtIn, own)
  const ids = forms.map(({ id }) => id)
  return {
    forms,
    checks: { profiles: profilesOf(profiles, ids), divisions: loadDivisions() },
    terms: compileTerms(folders.flatMap(({ terms }) => (terms ? [terms.content] : []))),
    units: [...(own?.units ?? []), ...builtIn.units],
    digest: digest.slice(0, 16),
  }
}

/** The form files, built-in and of `folder`, abstract ones too. Throws a {@link RuleError}. */
export function listForms(folder?: string): readonly ListedForm[] {
  const [builtIn, own] = readRules(folder)
  resolveForms(builtIn, own)
  return listEntries(builtIn, own)
}

/** Read once: they don't change while the program runs. */
let builtInRules: RuleFolder | null = null

/** The built-in rule files, and the checked ones of a user's folder. Throws a {@link RuleError}. */
export function readRules(
  folder?: string,
  options: RuleOptions = {},
): readonly [builtIn: RuleFolder, own: RuleFolder | null] {
  builtInRules ??= readRuleFolder(BUILT_IN)
  const builtIn = builtInRules
  return [builtIn, folder === undefined ? null : readOwn(folder, builtIn, options)]
}

function readOwn(folder: string, builtIn: RuleFolder, options: RuleOptions): RuleFolder {
  const expected = 'terms.json, units.json, forms/*.json or profiles/*.json'
  if (!existsSync(folder)) throw new RuleError(`${folder}: no such folder; rules are a folder with ${expected}`)
  if (!statSync(folder).isDirectory()) throw new RuleError(`${folder}: is a file; rules are a folder with ${expected}`)
  const own = readRuleFolder(folder)
  if (own.texts.length === 0 && !options.mayBeEmpty && readProfiles(folder).own.length === 0)
    throw new RuleError(`${folder}: holds no rule file; expected ${expected}`)
  const known = knownTerms(builtIn.terms!.content)
  const wrong = own.terms ? faultsOfTerms(own.terms.content, known) : []
  if (wrong.length > 0) throw wrongRules(own.terms!.file, wrong)
  const units = faultsOfUnits(own.units, builtIn.units)
  if (units.length > 0) throw wrongRules(join(folder, 'units.json'), units)
  for (const { form, file } of own.forms) {
    const faults = faultsOfForm(form, known)
    if (faults.length > 0) throw wrongRules(file, faults)
  }
  return own
}
