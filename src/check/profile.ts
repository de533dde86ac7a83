/** Profiles: weights, bands, caps and grades by province, year or form. `schema/profiles/*.json` and a user's own files hold them. */
import type { Finding } from '../model.ts'

/** Points for each level 1 and for the execution of the budget; they add up to the profile's total. */
export interface Weights {
  readonly name: string
  readonly execution: string
  readonly levels: Readonly<Record<string, string>>
}

/** The filings that a profile is for; all that is named must fit. Division codes by prefix. */
export interface Applies {
  readonly divisions?: readonly string[] | undefined
  readonly forms?: readonly string[] | undefined
  readonly years?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined
}

/** One profile with what it inherits. Points, shares and rates are decimal strings. */
export interface Profile {
  readonly id: string
  readonly name: Finding['message']
  /** The notice or form that the figures come from. */
  readonly source: string
  readonly applies: Applies | null
  /** The sum of all points. */
  readonly total: string
  /** What the indicators' points may add up to where the form prints none for execution. */
  readonly indicatorPoints: readonly string[]
  readonly weights: readonly Weights[]
  readonly execution: {
    /** A rate below this many percent needs a reason. */
    readonly reasonBelow: string
    /** Below this rate the total score may not pass `total`; descending. */
    readonly caps: readonly { readonly below: string; readonly total: string }[]
  }
  /** The share of the points at which the bands of 达成 and 部分达成 begin. */
  readonly bands: { readonly achieved: string; readonly partly: string }
  /** A missed ≤ target: linear (1 − (a−t)/t) or ratio t/a. */
  readonly reverse: 'linear' | 'ratio'
  /** Grades with the score they begin at, best first. */
  readonly grades: readonly { readonly grade: string; readonly from: string }[]
  /** An actual this many times the target needs a reason; `deduct` points are taken off in a re-scoring. */
  readonly excess: { readonly ratio: string; readonly deduct: string }
  /** How far a score may lie from the computed one. */
  readonly scoreTolerance: string
  /** How far the share of scored points may pass the share of executed budget, and how much may stay unspent. */
  readonly executionGap: { readonly red: string; readonly yellow: string }
  readonly satisfaction: 'required' | 'optional'
  /** Rules that are switched off. */
  readonly off: readonly string[]
  /** Other severities by rule. */
  readonly severities: Readonly<Record<string, Finding['severity']>>
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
