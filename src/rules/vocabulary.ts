/** What the keys of rule files and the term groups and codes mean: `schema/vocabulary.json`, for people and editors. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BUILT_IN } from './rule-files.ts'

const Meaning = z.strictObject({ en: z.string(), zh: z.string() })
/** What a group or code means, in English and Chinese. */
export type Meaning = z.infer<typeof Meaning>

/** The schema of `vocabulary.json`. Keys of a form file are paths: `evidence[].title`. */
export const Vocabulary = z.strictObject({
  formKeys: z.record(z.string(), z.string()),
  termKeys: z.record(z.string(), z.string()),
  /** The rules that leave out text on purpose. */
  ignored: z.record(z.string(), Meaning),
  groups: z.record(
    z.string(),
    z.strictObject({
      ...Meaning.shape,
      /** `extra`: a column that the record has no key for; its cells are kept in `extra` on purpose. */
      codes: z.record(z.string(), Meaning.extend({ extra: z.literal(true).optional() })),
    }),
  ),
})
/** The content of `vocabulary.json`. */
export type Vocabulary = z.infer<typeof Vocabulary>

let known: Vocabulary | null = null

/** The vocabulary; read once. */
export function readVocabulary(): Vocabulary {
  known ??= Vocabulary.parse(JSON.parse(readFileSync(join(BUILT_IN, 'vocabulary.json'), 'utf8')))
  return known
}
