/** Form files of all folders as the forms that a reading uses: what a form leaves out it takes over from the one it extends. */
import { type Form, PARTS } from '../form/form.ts'
import { type FormEntry, RuleError, type RuleFolder } from './rule-files.ts'

/** A form file for people: `guibiao forms` lists these. */
export interface ListedForm {
  readonly id: string
  readonly name: { readonly en: string; readonly zh: string }
  readonly extends: string | null
  /** Only there to be extended. */
  readonly abstract: boolean
  readonly origin: 'built-in' | 'yours'
  readonly file: string
  /** It stands in the place of a built-in form with the same id. */
  readonly replaces: boolean
}

/** Every form file that counts, in order of id within its folder; a user's form stands for the built-in one of its id. */
export function listEntries(builtIn: RuleFolder, own: RuleFolder | null): readonly ListedForm[] {
  const of = ({ forms }: RuleFolder, origin: ListedForm['origin']) =>
    forms.map(({ form, file }): ListedForm => {
      const replaces = origin === 'yours' && builtIn.forms.some((entry) => entry.form.id === form.id)
      const { id, name, abstract } = form
      return { id, name, extends: form.extends ?? null, abstract, origin, file, replaces }
    })
  const yours = own ? of(own, 'yours') : []
  return [...of(builtIn, 'built-in').filter(({ id }) => yours.every((form) => form.id !== id)), ...yours]
}

/** The forms of all folders, each with what it inherits; abstract ones stay out. Throws a {@link RuleError}. */
export function resolveForms(builtIn: RuleFolder, own: RuleFolder | null): readonly Form[] {
  assertUnique(own)
  const base = new Map(builtIn.forms.map((entry) => [entry.form.id, entry]))
  const all = new Map([...base, ...(own?.forms ?? []).map((entry) => [entry.form.id, entry] as const)])
  const resolve = (entry: FormEntry, trail: readonly string[]): Form => {
    const { form, file } = entry
    const parentId = form.extends
    if (parentId === undefined) return inherit(entry, null)
    // A user's form may extend the built-in one that it replaces.
    const parent = parentId === form.id ? (base.get(parentId) ?? entry) : all.get(parentId)
    if (!parent)
      throw new RuleError(`${file}: /extends: no form "${parentId}"; known are ${[...all.keys()].join(', ')}`)
    if (trail.includes(parent.file))
      throw new RuleError(`${file}: /extends: forms extend each other in a circle: ${circle(trail, parent.file)}`)
    return inherit(entry, resolve(parent, [...trail, parent.file]))
  }
  return [...all.values()].filter(({ form }) => !form.abstract).map((entry) => resolve(entry, [entry.file]))
}

function circle(trail: readonly string[], again: string): string {
  return [...trail.slice(trail.indexOf(again)), again].join(' → ')
}

function assertUnique(own: RuleFolder | null): void {
  const files = new Map<string, string>()
  for (const { form, file } of own?.forms ?? []) {
    const other = files.get(form.id)
    if (other !== undefined)
      throw new RuleError(`${file}: /id: "${form.id}" is the id of ${other}, too; choose another`)
    files.set(form.id, file)
  }
}

/** A key that a form names wins; of `head`, name by name. */
function inherit({ form, names }: FormEntry, parent: Form | null): Form {
  const { extends: _extends, abstract: _abstract, $schema: _schema, parts, ...own } = form
  const pick = <K extends 'evidence' | 'needs' | 'threshold'>(key: K): Form[K] =>
    ((parent === null || names.has(key) ? own : parent) as Form)[key]
  return {
    ...own,
    evidence: pick('evidence'),
    needs: pick('needs'),
    threshold: pick('threshold'),
    head: { ...parent?.head, ...own.head },
    parts: parts ?? parent?.parts ?? PARTS,
  }
}
