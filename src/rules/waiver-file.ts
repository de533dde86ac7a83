/** Files of waivers: single findings that are let pass, kept with the reason, the person and the date. */
import { z } from 'zod'
import type { Waiver } from '../check/index.ts'
import { assertRules } from './profiles.ts'
import { parseJson, type SourceText } from './rule-files.ts'

/** The schema of a waiver file. */
export const WaiverFile = z.strictObject({
  $schema: z.string().optional(),
  waivers: z.array(
    z.strictObject({
      rule: z.string(),
      /** The filing's `id`, `digest` or `key`: with the key the waiver outlives a resubmission. */
      filing: z.string().min(1),
      /** Only the finding on this indicator (its name as printed). */
      indicator: z.string().optional(),
      reason: z.string().min(1, 'a waiver needs a reason'),
      by: z.string().min(1, 'a waiver needs the person who gave it'),
      on: z.iso.date('a waiver needs its date, e.g. "2024-03-01"'),
    }),
  ),
})

/** Parses a waiver file. Throws a `RuleError`. */
export function parseWaivers(source: SourceText): readonly Waiver[] {
  const { waivers } = parseJson(source, WaiverFile).content
  for (const [at, { rule }] of waivers.entries()) assertRules(source.file, `waivers/${at}/rule`, [rule])
  return waivers
}
