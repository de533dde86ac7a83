/** Puts spellings into a user's `terms.json`. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRules, readRules } from '../rules.ts'
import { writeEditorSchemas } from './editor-schemas.ts'
import { type KnownTerms, knownTerms, labelOf, suggest } from './known-terms.ts'
import { RuleError, writeRules } from './rule-files.ts'

/** What is to be added, and where. */
export interface NewSpellings {
  readonly folder: string
  readonly group: string
  readonly code: string
  readonly spellings: readonly string[]
  /** Only the whole label is to match, not its end or its inside. */
  readonly exact?: boolean
}

/** What became of each spelling. */
export interface AddedSpellings {
  readonly file: string
  readonly added: readonly string[]
  /** Spellings that the rules knew under this code already. */
  readonly known: readonly string[]
}

/** Labels longer than this are never looked up. */
const LONGEST = 80

/**
 * Adds spellings to a code in the folder's `terms.json`; folder and file are made when they are missing. All of them or
 * none: a group or code that is not there, and a spelling that stands for another code of the group, throw a
 * {@link RuleError} and change nothing. What is known already is left alone.
 */
export function addSpellings({ folder, group, code, spellings, exact = false }: NewSpellings): AddedSpellings {
  const own = existsSync(folder) ? folder : undefined
  const [builtIn] = readRules(own, { mayBeEmpty: true })
  assertCode(group, code, knownTerms(builtIn.terms!.content))
  const { terms } = loadRules(own, { mayBeEmpty: true })
  const added: string[] = []
  const known: string[] = []
  for (const label of new Set(spellings.map(spellingOf))) {
    const match = terms.match(group, label)
    if (match?.how === 'exact' && match.code !== code)
      throw new RuleError(
        `"${label}" is a spelling of ${group}/${match.code}, so it cannot be one of ${group}/${code}. To read it otherwise, write it into ${join(folder, 'terms.json')} by hand: your file overrides the built-in one.`,
      )
    ;(match?.how === 'exact' ? known : added).push(label)
  }
  const file = join(folder, 'terms.json')
  if (added.length > 0) writeRules(file, () => write(folder, file, exact ? 'exact' : 'terms', group, code, added))
  return { file, added, known }
}

function assertCode(group: string, code: string, { spelled, patterned }: KnownTerms): void {
  const codes = spelled.get(group)
  if (!codes && patterned.has(group))
    throw new RuleError(
      `group "${group}" is matched by regular expressions only; write one into "patterns" of your terms.json by hand`,
    )
  if (!codes) throw new RuleError(`no such group${suggest(group, [...spelled.keys()])}`)
  if (!codes.has(code)) throw new RuleError(`no such code in group ${group}:${suggest(code, [...codes])}`)
}

function spellingOf(text: string): string {
  const label = labelOf(text)
  if (label === '') throw new RuleError(`"${text}" is no spelling: nothing is left of it without numbering and signs`)
  if (label.length > LONGEST)
    throw new RuleError(`"${label.slice(0, 20)}…" has ${label.length} characters; labels have at most ${LONGEST}`)
  return label
}

type Section = Record<string, Record<string, string[]>>

function write(
  folder: string,
  file: string,
  section: 'terms' | 'exact',
  group: string,
  code: string,
  added: readonly string[],
): void {
  mkdirSync(folder, { recursive: true })
  const isNew = !existsSync(file)
  const content: Record<string, unknown> = isNew
    ? { $schema: './terms.schema.json' }
    : JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  if (isNew) writeEditorSchemas(folder)
  const groups = (content[section] ?? {}) as Section
  const codes = groups[group] ?? {}
  codes[code] = [...(codes[code] ?? []), ...added]
  content[section] = { ...groups, [group]: codes }
  // Renamed into place, so that a crash leaves the old file or the new one, never half of it.
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 1)}\n`)
  renameSync(`${file}.new`, file)
}
