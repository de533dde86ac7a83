import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FormFile, TermFile } from '../src/form/form.ts'
import { knownTerms } from '../src/rules/known-terms.ts'
import { BUILT_IN, readRuleFolder } from '../src/rules/rule-files.ts'
import { readVocabulary } from '../src/rules/vocabulary.ts'
import { loadRules, RuleError } from '../src/rules.ts'
import { makeFolder } from './support/rule-folder.ts'
import { ROOT } from './support/source-files.ts'

/** The tables of docs/forms-reference.md are made from schema/vocabulary.json; GOLDENS=write makes them again. */
const vocabulary = readVocabulary()
const builtIn = readRuleFolder(BUILT_IN)
const terms = builtIn.terms!.content
const known = knownTerms(terms)
const path = join(ROOT, 'docs/forms-reference.md')

const cell = (text: string) => text.replaceAll('|', '\\|')
const table = (rows: readonly (readonly string[])[]) =>
  `| | |${' |'.repeat(rows[0]!.length - 2)}\n|${'---|'.repeat(rows[0]!.length)}\n${rows.map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('')}`
const keys = (meanings: Readonly<Record<string, string>>) =>
  table(Object.entries(meanings).map(([key, meaning]) => [`\`${key}\``, meaning]))

function drawGroups(): string {
  return Object.entries(vocabulary.groups)
    .map(([group, { en, zh, codes }]) => {
      const only = known.spelled.has(group) ? '' : ' Patterns only.'
      const rows = Object.entries(codes).map(([code, one]) => [
        `\`${code}\``,
        one.zh,
        `${one.en}${one.extra ? ' (`extra`)' : ''}`,
      ])
      return `### ${group}\n\n${zh}: ${en}.${only}\n\n${table(rows)}`
    })
    .join('\n')
}

const PARTS: Readonly<Record<string, string>> = {
  formKeys: keys(vocabulary.formKeys),
  termKeys: keys(vocabulary.termKeys),
  ignored: table(Object.entries(vocabulary.ignored).map(([rule, { zh, en }]) => [`\`${rule}\``, zh, en])),
  groups: drawGroups(),
}

/** The paths of all keys of a JSON Schema: `evidence[].title`. */
function pathsOf(schema: z.core.JSONSchema.BaseSchema, path = ''): string[] {
  const inner = (key: string) => (path === '' ? key : `${path}.${key}`)
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
      inner(key),
      ...pathsOf(value as z.core.JSONSchema.BaseSchema, inner(key)),
    ]),
    ...(schema.items ? pathsOf(schema.items as z.core.JSONSchema.BaseSchema, `${path}[]`) : []),
    ...(schema.anyOf ?? []).flatMap((one) => pathsOf(one as z.core.JSONSchema.BaseSchema, path)),
  ]
}
const keysOf = (schema: z.ZodType) =>
  [...new Set(pathsOf(z.toJSONSchema(schema, { io: 'input' })))].filter((key) => !key.startsWith('needs[]')).sort()

describe('the vocabulary', () => {
  it('describes every key of a form file and of terms.json, and no others', () => {
    expect(Object.keys(vocabulary.formKeys).sort()).toEqual(keysOf(FormFile))
    expect(Object.keys(vocabulary.termKeys).sort()).toEqual(keysOf(TermFile))
  })

  it('describes every group and code of the built-in terms, and no others', () => {
    const listed = (codes: ReadonlyMap<string, Iterable<string>>) =>
      [...codes].flatMap(([group, list]) => [...list].map((code) => `${group}/${code}`)).sort()
    const described = new Map(
      Object.entries(vocabulary.groups).map(([group, { codes }]) => [group, Object.keys(codes)]),
    )
    // `head` in patterns is empty, so that it names no code.
    expect(listed(described)).toEqual(listed(known.patterned))
    expect(Object.keys(vocabulary.ignored).sort()).toEqual(Object.keys(terms.ignored).sort())
  })

  it('says in the reference what it says', () => {
    const page = readFileSync(path, 'utf8')
    const fresh = page.replace(
      /<!-- (\w+) -->\n[\s\S]*?<!-- end -->/g,
      (_, part: string) => `<!-- ${part} -->\n${PARTS[part]}<!-- end -->`,
    )
    if (process.env.GOLDENS === 'write') writeFileSync(path, fresh)
    expect(Object.keys(PARTS).filter((part) => !page.includes(`<!-- ${part} -->`))).toEqual([])
    expect(readFileSync(path, 'utf8')).toBe(fresh)
  })
})

describe('docs/forms-reference.md', () => {
  it('shows a form file that is one, with every key', () => {
    const json = /```json\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8'))![1]!
    const folder = makeFolder()
    folder.put('forms/service-pledge.json', json)
    expect(loadRules(folder.at()).forms.map(({ id }) => id)).toContain('service-pledge')
    folder.remove()
    const top = keysOf(FormFile).filter((key) => /^[^.[]+$/.test(key))
    expect(top.filter((key) => !(key in JSON.parse(json)))).toEqual(['abstract'])
  })
})

describe('the built-in rules', () => {
  it('ask for no group and no code that is not there', () => {
    // As a user's folder they are checked as strictly as a user's.
    const folder = makeFolder()
    for (const { form } of builtIn.forms) folder.put(`forms/${form.id}.json`, form)
    folder.put('terms.json', { ...terms, $schema: 'x' })
    const faults = (() => {
      try {
        loadRules(folder.at())
        return []
      } catch (error) {
        if (!(error instanceof RuleError)) throw error
        return error.message.split('\n').slice(1)
      }
    })()
    folder.remove()
    expect(faults).toEqual([])
  })
})
