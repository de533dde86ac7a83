/** Profiles: weights, bands, caps and grades by province, year or form. Files in `schema/profiles/`, and a user's own. */
import { z } from 'zod'
import { compare } from '../value/index.ts'
import { isDescending, sum } from './decimal.ts'

const points = z.string().regex(/^\d+(\.\d+)?$/, 'expected a decimal as text, e.g. "90" or "0.05"')
const severity = z.enum(['error', 'warning', 'info'])
const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })

/** Points for each level 1 and for the execution of the budget; they add up to the profile's total. */
const Weights = z.strictObject({
  name: z.string().min(1),
  execution: points,
  levels: z.record(z.string(), points),
})

/** One file. Everything but `id` and `name` may be left out and comes from `extends`. */
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
        divisions: z.array(z.string().regex(/^\d{2,6}$/)).optional(),
        forms: z.array(z.string()).optional(),
        years: z.strictObject({ from: z.int().optional(), to: z.int().optional() }).optional(),
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
    const { bands, grades, execution, weights, total, off, severities } = profile
    if (bands && compare(bands.partly, bands.achieved) >= 0)
      wrong(['bands', 'partly'], `${bands.partly} does not lie below achieved ${bands.achieved}`)
    if (bands && compare(bands.achieved, '1') > 0) wrong(['bands', 'achieved'], 'is a share of the points: at most 1')
    if (grades && !isDescending(grades.map(({ from }) => from)))
      wrong(['grades'], 'grades must be listed from the highest score down, each with another score')
    if (execution?.caps && !isDescending(execution.caps.map(({ below }) => below)))
      wrong(['execution', 'caps'], 'caps must be listed from the highest rate down')
    for (const [at, set] of (weights ?? []).entries()) {
      const all = sum([set.execution, ...Object.values(set.levels)])
      if (compare(all, total ?? '100') !== 0)
        wrong(['weights', at], `the points of "${set.name}" add up to ${all}, expected ${total ?? '100'}`)
    }
    for (const [at, rule] of (off ?? []).entries())
      if (severities?.[rule]) wrong(['off', at], `${rule} is switched off and re-graded at the same time`)
  })
export type ProfileFile = z.infer<typeof ProfileFile>

type Whole<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> }

/** A profile with what it inherits. */
export type Profile = Whole<Omit<ProfileFile, '$schema' | 'extends' | 'applies' | 'execution'>> & {
  readonly applies: NonNullable<ProfileFile['applies']> | null
  readonly execution: Whole<NonNullable<ProfileFile['execution']>>
}

/** What holds where no profile says otherwise: 财预〔2020〕10号 and 财预〔2021〕101号. */
export const BASE_PROFILE: Profile = {
  id: 'base',
  name: { en: 'built in', zh: '内置' },
  source: '',
  applies: null,
  total: '100',
  indicatorPoints: ['90', '100'],
  weights: [],
  execution: { reasonBelow: '80', caps: [] },
  bands: { achieved: '0.8', partly: '0.6' },
  reverse: 'linear',
  grades: [
    { grade: '优', from: '90' },
    { grade: '良', from: '80' },
    { grade: '中', from: '60' },
    { grade: '差', from: '0' },
  ],
  excess: { ratio: '1.3', deduct: '2' },
  scoreTolerance: '0.05',
  executionGap: { red: '0.05', yellow: '0.2' },
  satisfaction: 'required',
  off: [],
  severities: {},
}
