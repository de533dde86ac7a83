/** JSON Schemas for a user's rule folder: editors complete and explain every key, group and code. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { FormFile, TermFile } from '../form/form.ts'
import { type Codes, knownTerms } from './known-terms.ts'
import { ProfileFile } from './profile-file.ts'
import { BUILT_IN, readRuleFolder, UnitFile, writeRules } from './rule-files.ts'
import { readVocabulary } from './vocabulary.ts'
import { WaiverFile } from './waiver-file.ts'

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly [key: string]: unknown
}

/** File name → JSON Schema (draft 2020-12): that of the zod schema, with the known groups and codes and what they mean. */
export function editorSchemas(): Readonly<Record<string, object>> {
  const known = knownTerms(readRuleFolder(BUILT_IN).terms!.content)
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as unknown as JsonSchema
  return {
    'form.schema.json': describeKeys(schemaOf(FormFile), readVocabulary().formKeys, ''),
    'terms.schema.json': describeTerms(schemaOf(TermFile), known.spelled, known.patterned),
    'units.schema.json': schemaOf(UnitFile),
    'profile.schema.json': schemaOf(ProfileFile),
    'waivers.schema.json': schemaOf(WaiverFile),
  }
}

/** Writes them into a folder, made when it is missing; `"$schema": "./terms.schema.json"` and `"../form.schema.json"` lead there. Throws a RuleError. */
export function writeEditorSchemas(folder: string): readonly string[] {
  return writeRules(folder, () => {
    mkdirSync(folder, { recursive: true })
    return Object.entries(editorSchemas()).map(([name, schema]) => {
      const file = join(folder, name)
      writeFileSync(file, `${JSON.stringify(schema, null, 1)}\n`)
      return file
    })
  })
}

/** Adds what the vocabulary says of each key, by its path: `evidence[].title`. */
function describeKeys(schema: JsonSchema, meanings: Readonly<Record<string, string>>, path: string): JsonSchema {
  // What a form needs is made of the same pieces as its evidence.
  const description = meanings[path.replace('needs[][]', 'evidence[]')]
  const { properties, items, anyOf } = schema
  return {
    ...(description === undefined ? {} : { description }),
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [
          key,
          describeKeys(value, meanings, path === '' ? key : `${path}.${key}`),
        ]),
      ),
    }),
    ...(items && { items: describeKeys(items, meanings, `${path}[]`) }),
    ...(anyOf && { anyOf: anyOf.map((one) => describeKeys(one, meanings, path)) }),
  }
}

function describeTerms(schema: JsonSchema, spelled: Codes, patterned: Codes): JsonSchema {
  const described = describeKeys(schema, readVocabulary().termKeys, '')
  const { terms, exact, patterns, ...rest } = described.properties!
  return {
    ...described,
    properties: {
      ...rest,
      terms: groupsOf(terms!, spelled),
      exact: groupsOf(exact!, spelled),
      patterns: groupsOf(patterns!, patterned),
    },
  }
}

/** `{group: {code: […]}}` with the groups and codes that there are, and no others. */
function groupsOf(section: JsonSchema, known: Codes): JsonSchema {
  const { groups } = readVocabulary()
  const { propertyNames: _names, additionalProperties: group, ...rest } = section
  const { propertyNames: _codes, additionalProperties: list, ...codes } = group as JsonSchema
  const describe = (meaning: { readonly en: string; readonly zh: string } | undefined) =>
    meaning ? { description: `${meaning.zh}: ${meaning.en}` } : {}
  return {
    ...rest,
    additionalProperties: false,
    properties: Object.fromEntries(
      [...known].map(([name, own]) => [
        name,
        {
          ...describe(groups[name]),
          ...codes,
          additionalProperties: false,
          properties: Object.fromEntries(
            [...own].map((code) => [code, { ...describe(groups[name]?.codes[code]), ...(list as JsonSchema) }]),
          ),
        },
      ]),
    ),
  }
}
