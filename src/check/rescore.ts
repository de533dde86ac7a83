/** Scores a self-evaluation again by its profile's formulas, and says what the claimed points rest on. */
import type { Filing, Indicator } from '../model.ts'
import { compare, plus, sum, times } from '../value/index.ts'
import { comparisonOf, computedScore } from './comparison.ts'
import { larger, minus, quotient } from './decimal.ts'
import { figureOf, spendingOf } from './money.ts'
import { weighted } from './points.ts'
import type { Profile } from './profile.ts'
import { bandOf, executionScore, gradeOf, levelOf } from './scoring.ts'
import { type Verdict, verdictOf } from './verdict.ts'
import { isFiller, type View, viewOf } from './view.ts'

/** One row scored again. `low` and `high` are equal where the formula leaves no room. */
export interface RescoredRow {
  readonly indicator: string
  readonly weight: string
  readonly claimed: string | null
  readonly low: string
  readonly high: string
  readonly evidence: Verdict
}

/** A form scored again. Points are decimal strings; shares in percent with one decimal. */
export interface Rescoring {
  readonly rows: readonly RescoredRow[]
  readonly execution: {
    readonly weight: string
    readonly claimed: string | null
    readonly computed: string | null
  } | null
  /** Claimed points of indicators by what they rest on. */
  readonly byEvidence: Readonly<Partial<Record<Verdict, string>>>
  /** The share of the claimed indicator points that rests on measured values. */
  readonly measuredShare: string | null
  readonly claimed: string
  readonly low: string
  readonly high: string
  /** The grades of the lowest and the highest total that the evidence allows. */
  readonly grades: readonly [string | null, string | null]
}

/** Scores a form again; null where it prints no points or no actuals. */
export function rescore(filing: Filing, profile: Profile): Rescoring | null {
  const view = viewOf(filing)
  const rows = weighted(view).map((row) => rescoreRow(row, view, profile))
  if (!view.isEvaluation || rows.length === 0 || !view.prints('actual')) return null
  const execution = rescoreExecution(view)
  const byEvidence: Partial<Record<Verdict, string>> = {}
  for (const { evidence, claimed } of rows) byEvidence[evidence] = plus(byEvidence[evidence] ?? '0', claimed ?? '0')
  const claimed = sum(rows.map((row) => row.claimed ?? '0'))
  const spent = execution?.computed ?? execution?.claimed ?? '0'
  const [low, high] = [plus(sum(rows.map((row) => row.low)), spent), plus(sum(rows.map((row) => row.high)), spent)]
  return {
    rows,
    execution,
    byEvidence,
    measuredShare: compare(claimed, '0') > 0 ? quotient(times(byEvidence.measured ?? '0', '100'), claimed, 1) : null,
    claimed: plus(claimed, execution?.claimed ?? '0'),
    low,
    high,
    grades: [gradeOf(low, profile.grades), gradeOf(high, profile.grades)],
  }
}

function rescoreRow(row: Indicator, view: View, profile: Profile): RescoredRow {
  const evidence = evidenceOf(row, view)
  const weight = row.weight!
  const [low, high] = rangeOf(row, evidence, profile)
  return { indicator: row.level3, weight, claimed: row.score, low, high, evidence }
}

/** A parent's evidence is its weakest child's. */
function evidenceOf(row: Indicator, { filing }: View): Verdict {
  const own = verdictOf(row)
  const children = filing.indicators.filter(({ parent }) => parent !== null && filing.indicators[parent] === row)
  if (children.length === 0) return own ?? 'missing'
  const all = children.map((child) => verdictOf(child) ?? 'missing')
  return WEAKEST_FIRST.find((verdict) => all.includes(verdict)) ?? 'missing'
}

const WEAKEST_FIRST: readonly Verdict[] = [
  'missing',
  'name-copy',
  'unit-mismatch',
  'words',
  'restated-target',
  'achieved-wording',
  'measured',
]

/** The points that the evidence allows: none for nothing, a band for words, the formula's for measured values. */
function rangeOf(row: Indicator, evidence: Verdict, profile: Profile): readonly [string, string] {
  const weight = row.weight!
  if (evidence === 'missing' || evidence === 'name-copy' || evidence === 'unit-mismatch') return ['0', '0']
  if (evidence === 'restated-target' || evidence === 'words') return ['0', weight]
  if (evidence === 'achieved-wording') {
    const { low, high } = bandOf(levelOf(row.actual?.raw ?? '') ?? 'achieved', weight, profile.bands)
    return [low, high]
  }
  const computed = computedScore(row, profile)
  if (computed === null) return ['0', weight]
  const less = isExcess(row, profile) ? larger('0', minus(computed, profile.excess.deduct)) : computed
  return [less, computed]
}

/** Far above the target and not explained: some places deduct points. */
function isExcess(row: Indicator, { excess }: Profile): boolean {
  const pair = comparisonOf(row)
  if (pair?.rule !== 'positive' || compare(pair.target, '0') <= 0) return false
  return (
    compare(pair.actual, times(pair.target, excess.ratio)) >= 0 && (row.deviation === null || isFiller(row.deviation))
  )
}

function rescoreExecution({ execution }: View): Rescoring['execution'] {
  const weight = execution && figureOf(execution, 'weight')
  if (!execution || weight === null) return null
  const spending = spendingOf(execution)
  return {
    weight,
    claimed: figureOf(execution, 'score'),
    computed: spending ? executionScore(spending.budget, spending.executed, weight) : null,
  }
}
