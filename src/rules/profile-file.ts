/** The schema of a profile file (`schema/profiles/*.json` and a user's own), with what must not contradict itself in it. */
import { z } from 'zod'
import { isDescending, LEVEL1 } from '../check/index.ts'
import { compare } from '../value/index.ts'

const points = z.string().regex(/^\d+(\.\d+)?$/, 'expected a decimal as text, e.g. "90" or "0.05"')
const severity = z.enum(['error', 'warning', 'info'])
const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })

/** Points for each level 1 and for the execution of the budget; they add up to the profile's total. */
const Weights = z.strictObject({
  name: z.string().min(1),
  execution: points,
  levels: z.partialRecord(z.enum(LEVEL1), points),
})

/** The schema of a profile file. Everything but `id` and `name` may be left out and comes from `extends`. */
export const ProfileFile = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    extends: z.string().optional(),
    name: bilingual,
    /** The notice or form that the figures come from. */
    source: z.string().optional(),
    /** The filings that the profile is for; all that is named must fit. Division codes by prefix. */
    applies: z
      .strictObject({
        divisions: z
          .array(z.string().regex(/^\d{2,6}$/, 'expected the beginning of a GB/T 2260 code, e.g. "51"'))
          .optional(),
        forms: z.array(z.string()).optional(),
        years: z
          .strictObject({ from: z.int().optional(), to: z.int().optional() })
          .refine(({ from, to }) => (from ?? 0) <= (to ?? 9999), 'years run from the earlier to the later one')
          .optional(),
      })
      .optional(),
    /** The sum of all points. */
    total: points.optional(),
    /** What the indicators' points may add up to where the form prints none for execution. */
    indicatorPoints: z.array(points).min(1).optional(),
    weights: z.array(Weights).optional(),
    execution: z
      .strictObject({
        /** A rate below this many percent needs a reason. */
        reasonBelow: points.optional(),
        /** Below this rate the total score may not pass `total`; descending. */
        caps: z.array(z.strictObject({ below: points, total: points })).optional(),
      })
      .optional(),
    /** The share of the points at which the bands of 达成 and 部分达成 begin. */
    bands: z.strictObject({ achieved: points, partly: points }).optional(),
    /** A missed ≤ target: linear (1 − (a−t)/t) or ratio t/a. */
    reverse: z.enum(['linear', 'ratio']).optional(),
    /** Grades with the score they begin at, best first. */
    grades: z
      .array(z.strictObject({ grade: z.string(), from: points }))
      .min(1)
      .optional(),
    /** An actual this many times the target needs a reason; `deduct` points are taken off in a re-scoring. */
    excess: z.strictObject({ ratio: points, deduct: points }).optional(),
    /** How far a score may lie from the computed one. */
    scoreTolerance: points.optional(),
    /** How far the share of scored points may pass the share of executed budget, and how much may stay unspent. */
    executionGap: z.strictObject({ red: points, yellow: points }).optional(),
    satisfaction: z.enum(['required', 'optional']).optional(),
    /** Rules that are switched off. */
    off: z.array(z.string()).optional(),
    /** Other severities by rule. */
    severities: z.record(z.string(), severity).optional(),
  })
  .superRefine((profile, context) => {
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const { bands, grades, execution, off, severities } = profile
    if (bands && compare(bands.partly, bands.achieved) >= 0)
      wrong(['bands', 'partly'], `${bands.partly} does not lie below achieved ${bands.achieved}`)
    if (bands && compare(bands.achieved, '1') > 0) wrong(['bands', 'achieved'], 'is a share of the points: at most 1')
    if (grades && !isDescending(grades.map(({ from }) => from)))
      wrong(['grades'], 'grades must be listed from the highest score down, each with another score')
    if (execution?.caps && !isDescending(execution.caps.map(({ below }) => below)))
      wrong(['execution', 'caps'], 'caps must be listed from the highest rate down')
    for (const [at, rule] of (off ?? []).entries())
      if (severities?.[rule]) wrong(['off', at], `${rule} is switched off and re-graded at the same time`)
  })
export type ProfileFile = z.infer<typeof ProfileFile>
