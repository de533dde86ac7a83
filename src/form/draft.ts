/** What the mapper hands on: a filing as text and claims. Nothing is parsed here; values follow in the next stage. */
import type { Claim, Decision, Finding, Fund, Goal, Mark } from '../model.ts'
import type { Source, Span } from './claims.ts'

/** The keys of a fund line that hold one figure each. */
export const FUND_KEYS = [
  'amount',
  'initialBudget',
  'adjustment',
  'adjustedBudget',
  'executed',
  'executionRate',
  'weight',
  'score',
  'reason',
] as const
export type FundKey = (typeof FUND_KEYS)[number]

/** A fund line with its figures as printed. */
export interface DraftFund {
  readonly axis: Fund['axis']
  readonly horizon: Fund['horizon']
  readonly item: string | null
  readonly label: Span
  readonly figures: Readonly<Partial<Record<FundKey, Span>>>
}

/** A goal with its texts as printed. */
export interface DraftGoal {
  /** What it is called on the form: its heading, its label or the banner. */
  readonly label: string
  readonly horizon: Goal['horizon']
  readonly expected: Span | null
  readonly actual: Span | null
}

/** One printed value of an indicator, with what its column says of it. */
export interface DraftObservation {
  readonly role: 'target' | 'actual' | 'forecast'
  readonly horizon: 'annual' | 'multi-year'
  readonly period: string | null
  readonly subject: string | null
  /** null where the cell is blank. */
  readonly value: Span | null
  readonly operator: Span | null
  readonly unit: Span | null
  /** True where the headings say that operator and unit are parts of this value, not of the whole row. */
  readonly own: boolean
}

/** A level of the hierarchy as drawn: its code (null when no term fits) and its label. */
export interface DraftLevel {
  readonly code: string | null
  readonly label: Span
}

/** An indicator row. */
export interface DraftIndicator {
  readonly level1: DraftLevel | null
  readonly level2: DraftLevel | null
  readonly name: Span
  readonly parent: number | null
  readonly observations: readonly DraftObservation[]
  readonly figures: Readonly<Partial<Record<'weight' | 'score' | 'deviation', Span>>>
  readonly extra: readonly { readonly heading: string; readonly text: Span }[]
}

/** One cell of a matrix that is neither funds nor indicators. */
export interface DraftMeasure {
  readonly section: Span | null
  readonly rowPath: readonly Span[]
  readonly columnPath: readonly Span[]
  readonly value: Span | null
}

/** A filing as text and claims. */
export interface Draft {
  readonly form: string
  /** Where it starts: the anchor of its identity. */
  readonly anchor: { readonly block: number; readonly row: number | null; readonly range: string }
  readonly head: ReadonlyMap<string, Span>
  readonly fields: readonly { readonly label: Span; readonly text: Span | null }[]
  readonly funds: readonly DraftFund[]
  readonly goals: readonly DraftGoal[]
  readonly indicators: readonly DraftIndicator[]
  readonly measures: readonly DraftMeasure[]
  readonly totals: Readonly<Partial<Record<'weight' | 'score', Span>>>
  readonly blocks: readonly { readonly label: Span; readonly points: Span }[]
  /** True when no part holds a value: a blank form or instructions. */
  readonly blank: boolean
  readonly sources: readonly Source[]
  readonly unread: readonly Claim[]
  readonly marks: readonly Mark[]
  readonly findings: readonly Finding[]
  /** What was decided, and what spoke for and against it: forms and columns with their candidates. */
  readonly evidence: readonly Decision[]
}
