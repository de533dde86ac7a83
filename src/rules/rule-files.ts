/** Rule files as they stand in a folder: `terms.json`, `units.json`, `forms/*.json`, each one optional. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { FormFile, TermFile } from '../form/form.ts'
import { Unit } from '../model.ts'

/** A rule file that is wrong. The message names the file, the JSON path, and what was expected there. */
export class RuleError extends Error {
  override readonly name = 'RuleError'
  readonly code = 'wrong-rules'
}

/** The schema of `units.json`. */
export const UnitFile = z.strictObject({ $schema: z.string().optional(), units: z.array(Unit).readonly() })

/** The folder of the rules that come with guibiao. */
export const BUILT_IN = fileURLToPath(new URL('../../schema', import.meta.url))

/** A form file with the keys that it names itself: what it leaves out is inherited. */
export interface FormEntry {
  readonly file: string
  readonly form: FormFile
  readonly names: ReadonlySet<string>
}

/** The rule files of one folder. */
export interface RuleFolder {
  readonly folder: string
  /** The texts of all files, for the digest of the rules. */
  readonly texts: readonly string[]
  readonly terms: { readonly file: string; readonly content: TermFile } | null
  readonly units: readonly Unit[]
  readonly forms: readonly FormEntry[]
}

/** Reads a folder's rule files. Throws a {@link RuleError} for the first file that is wrong. */
export function readRuleFolder(folder: string): RuleFolder {
  const terms = readJson(join(folder, 'terms.json'), TermFile)
  const units = readJson(join(folder, 'units.json'), UnitFile)
  const inside = join(folder, 'forms')
  const names = existsSync(inside) ? readdirSync(inside).filter((name) => name.endsWith('.json')) : []
  const forms = names.sort().map((name) => readJson(join(inside, name), FormFile)!)
  return {
    folder,
    texts: [terms, units, ...forms].flatMap((read) => (read ? [read.text] : [])),
    terms: terms && { file: terms.file, content: terms.content },
    units: units?.content.units ?? [],
    forms: forms.map(({ file, content, names }) => ({ file, form: content, names })),
  }
}

/** A rule file's name, for messages, and its text. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

interface JsonFile<T> extends SourceText {
  readonly content: T
  readonly names: ReadonlySet<string>
}

function readJson<T extends z.ZodType>(file: string, schema: T): JsonFile<z.infer<T>> | null {
  return existsSync(file) ? parseJson({ file, text: readFileSync(file, 'utf8') }, schema) : null
}

/** Parses the text of a rule file. Throws a {@link RuleError} that names the file and the JSON paths. */
export function parseJson<T extends z.ZodType>(source: SourceText, schema: T): JsonFile<z.infer<T>> {
  const { file } = source
  // Windows editors put a byte order mark in front.
  const text = source.text.replace(/^\ufeff/, '')
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    throw new RuleError(`${file}: not valid JSON (${(error as Error).message})`)
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return { file, text, content: parsed.data, names: new Set(Object.keys(data as object)) }
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `/${issue.path.join('/')}: ${issue.message}`)
  throw wrongRules(file, issues)
}

/** The error for what is wrong in a file: `issues` begin with a JSON path. */
export function wrongRules(file: string, issues: readonly string[]): RuleError {
  return new RuleError(`wrong rule file:\n${issues.map((issue) => `  ${file}: ${issue}`).join('\n')}`)
}

/** Writes into a rule folder; what the system refuses is a {@link RuleError} that names the place. */
export function writeRules<T>(place: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw new RuleError(`${place}: cannot be written (${(error as Error).message}); name another folder`)
  }
}
