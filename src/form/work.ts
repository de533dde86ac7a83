/** What the parts of one filing share while it is mapped: the book, the terms, and the draft as it grows. */
import type { Decision, Finding } from '../model.ts'
import type { Book, Span } from './claims.ts'
import type { DraftFund, DraftGoal, DraftIndicator, DraftMeasure } from './draft.ts'
import type { Form, Terms } from './form.ts'

/** Some columns that speak of the year or of several. */
export interface Horizon {
  readonly start: number
  /** End, exclusive. */
  readonly end: number
  readonly horizon: 'annual' | 'multi-year'
}

/** A draft under way. Parts add to it in printed order; nothing is taken back. */
export interface Work {
  readonly book: Book
  readonly terms: Terms
  /** null for a table that looks like a form, but is none that the rules know. */
  readonly form: Form | null
  /** The year that the captions above the tables agree on, `2023`; null where they state none or several. */
  readonly year: string | null
  /** All spellings of units: what a unit column may hold. */
  readonly unitWords: ReadonlySet<string>
  readonly head: Map<string, Span>
  /** What the record calls the head keys that rules call otherwise. */
  readonly names: Form['head']
  /** Labels of head texts that only stand in for another one. */
  readonly standIns: Map<string, Span>
  readonly fields: { label: Span; text: Span | null }[]
  readonly funds: DraftFund[]
  readonly goals: DraftGoal[]
  readonly indicators: DraftIndicator[]
  readonly measures: DraftMeasure[]
  /** Where a heading of goals or funds says what the columns below it are about: 实施期总目标 | 年度目标. */
  horizons: readonly Horizon[]
  readonly totals: { weight?: Span; score?: Span }
  readonly blocks: { label: Span; points: Span }[]
  readonly findings: Finding[]
  /** Evidence for `explain`: what was decided, and what spoke for and against it. */
  readonly evidence: Decision[]
}

/** The name of a rule in the ledger: form, part, what it claims. */
export function ruleName(work: Work, part: string): string {
  return `${work.form?.id ?? 'unknown'}/${part}`
}

/** Keys that stand for another until that one is printed: 审核人 for 负责人, 填报单位 for 实施单位. */
const STAND_INS = new Set(['otherPerson', 'filingAgency'])

/**
 * Sets a head key once. A second value under the same key is kept as a field, so that nothing is lost; so is who only
 * stood in for another.
 */
export function setHead(work: Work, key: string, label: Span, text: Span): void {
  const target = work.names[key] ?? key
  const known = work.head.get(target)
  const standIn = work.standIns.get(target)
  if (known === undefined || known.text === '') {
    work.head.set(target, text)
    if (STAND_INS.has(key)) work.standIns.set(target, label)
    else work.standIns.delete(target)
  } else if (text.text !== '' && known.text !== text.text) {
    if (standIn && !STAND_INS.has(key)) {
      work.head.set(target, text)
      work.standIns.delete(target)
      work.fields.push({ label: standIn, text: known })
    } else work.fields.push({ label, text })
  }
}

/** Remembers the columns of different horizons; those of one horizon only say nothing. */
export function setHorizons(work: Work, columns: readonly Horizon[]): void {
  if (new Set(columns.map(({ horizon }) => horizon)).size >= 2) work.horizons = columns
}

/** A finding of the mapper, about some spans. */
export function findingOf(
  rule: string,
  severity: Finding['severity'],
  en: string,
  zh: string,
  spans: readonly Span[],
  rest: Partial<Finding> = {},
): Finding {
  const cells = spans.flatMap((span) => span.claims)
  return {
    rule,
    severity,
    message: { en, zh },
    form: null,
    indicator: null,
    cells,
    related: [],
    expected: null,
    found: null,
    suggestion: null,
    ...rest,
  }
}

/** A span of nothing, for what is printed blank. */
export const BLANK: Span = { text: '', stored: null, claims: [] }
