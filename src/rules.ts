/** Reads and checks the rule files: the built-in ones in `schema/`, and a user's folder of the same shape on top. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Form, FormFile, PARTS, type Rules, TermFile } from './form/form.ts'
import { compileTerms } from './form/terms.ts'
import { Unit } from './model.ts'

/** A rule file that is wrong. The message names the file, the JSON path, and what was expected there. */
export class RuleError extends Error {
  override readonly name = 'RuleError'
  readonly code = 'wrong-rules'
}

/** The schema of `units.json`. */
export const UnitFile = z.strictObject({ $schema: z.string().optional(), units: z.array(Unit).readonly() })

const BUILT_IN = fileURLToPath(new URL('../schema', import.meta.url))

interface RuleFiles {
  readonly texts: string[]
  readonly forms: { readonly file: string; readonly form: FormFile }[]
  readonly terms: TermFile[]
  readonly units: Unit[]
}

/**
 * Loads the built-in rules, and those of `folder` on top of them: `terms.json`, `units.json`, `forms/*.json`, each one
 * optional. A user's form replaces the built-in one with the same id. Throws a {@link RuleError}.
 */
export function loadRules(folder?: string): Rules {
  const files: RuleFiles = { texts: [], forms: [], terms: [], units: [] }
  readFolder(BUILT_IN, files)
  if (folder !== undefined) {
    if (!existsSync(folder))
      throw new RuleError(
        `${folder}: no such folder; --rules needs a folder with terms.json, units.json or forms/*.json`,
      )
    const count = readFolder(folder, files)
    if (count === 0)
      throw new RuleError(`${folder}: holds no rule file; expected terms.json, units.json or forms/*.json`)
  }
  const digest = createHash('sha256').update(files.texts.join('\n')).digest('hex').slice(0, 16)
  return { forms: resolveForms(files.forms), terms: compileTerms(files.terms), units: files.units, digest }
}

function readFolder(folder: string, files: RuleFiles): number {
  const before = files.texts.length
  const terms = readFile(join(folder, 'terms.json'), TermFile, files)
  if (terms) files.terms.push(terms)
  const units = readFile(join(folder, 'units.json'), UnitFile, files)
  if (units) files.units.unshift(...units.units)
  const forms = join(folder, 'forms')
  for (const name of existsSync(forms) ? readdirSync(forms).sort() : []) {
    if (!name.endsWith('.json')) continue
    const file = join(forms, name)
    const form = readFile(file, FormFile, files)
    if (form) files.forms.push({ file, form })
  }
  return files.texts.length - before
}

function readFile<T extends z.ZodType>(file: string, schema: T, files: RuleFiles): z.infer<T> | null {
  if (!existsSync(file)) return null
  const text = readFileSync(file, 'utf8')
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    throw new RuleError(`${file}: not valid JSON (${(error as Error).message})`)
  }
  const parsed = schema.safeParse(data)
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 5)
      .map((issue) => `  ${file}: /${issue.path.join('/')}: ${issue.message}`)
    throw new RuleError(`wrong rule file:\n${issues.join('\n')}`)
  }
  files.texts.push(text)
  return parsed.data
}

/** Fills in what a form inherits; abstract forms stay out of the result. */
function resolveForms(files: RuleFiles['forms']): readonly Form[] {
  const byId = new Map(files.map((entry) => [entry.form.id, entry]))
  const resolve = (id: string, file: string, trail: readonly string[]): Form => {
    const entry = byId.get(id)
    if (!entry) throw new RuleError(`${file}: /extends: no form "${id}"; known are ${[...byId.keys()].join(', ')}`)
    if (trail.includes(id))
      throw new RuleError(`${file}: /extends: forms extend each other in a circle: ${[...trail, id].join(' → ')}`)
    const { extends: parent, abstract: _abstract, $schema: _schema, parts, ...own } = entry.form
    const base = parent === undefined ? null : resolve(parent, entry.file, [...trail, id])
    return { ...own, head: { ...base?.head, ...own.head }, parts: parts ?? base?.parts ?? PARTS }
  }
  return [...byId.values()].filter(({ form }) => !form.abstract).map(({ form, file }) => resolve(form.id, file, []))
}
