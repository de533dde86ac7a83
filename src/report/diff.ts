/** What differs between two filings: versions of one form, or two years of a department. Pure; drawn elsewhere. */
import type { Filing, Finding, Fund, Indicator, Value } from '../model.ts'
import { describeValue } from './reading.ts'

/** One field that differs; null where the filing does not have it. */
export interface Change {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
  /** Printed differently, read the same (16530万 and 16530万元). */
  readonly sameReading: boolean
}

/** A record that was added, dropped or changed; `name` is what it is called on the form. */
export interface RecordChange {
  readonly name: string
  readonly how: 'added' | 'dropped' | 'changed'
  /** The fields that differ; of an added or dropped record all that it states. */
  readonly changes: readonly Change[]
}

/** Everything that differs, by part of the form. */
export interface FilingDiff {
  readonly head: readonly Change[]
  readonly funds: readonly RecordChange[]
  readonly goals: readonly RecordChange[]
  readonly indicators: readonly RecordChange[]
  readonly fields: readonly RecordChange[]
  readonly findings: readonly RecordChange[]
  /** Records of both that are the same in every field. */
  readonly same: number
}

const HEAD = [
  ...(['form', 'title', 'fiscalYear', 'asOf', 'department', 'departmentCode', 'agency', 'agencyCode'] as const),
  ...(['projectName', 'projectCode', 'projectPeriod', 'amountUnit', 'duties', 'uscc'] as const),
  ...(['totalWeight', 'totalScore', 'grade', 'status'] as const),
]
const AMOUNTS = ['amount', 'initialBudget', 'adjustment', 'adjustedBudget', 'executed'] as const
const FUND = ['executionRate', 'weight', 'score', 'reason'] as const
const INDICATOR = ['level1Label', 'level2Label', 'level3', 'weight', 'score', 'deviation'] as const

/** What is printed in a field, and how it is read where that is more than the text. */
interface Fact {
  readonly text: string
  readonly reading: string
}
type Facts = ReadonlyMap<string, Fact>
interface Entry {
  readonly name: string
  readonly facts: Facts
}

/** Compares two filings. Records are matched by what they are (line, level 2 and name), never by their position. */
export function diffFilings(a: Filing, b: Filing): FilingDiff {
  const head = (filing: Filing): Facts => factsOf(HEAD.map((key) => [key, filing[key]] as const))
  const parts = {
    funds: diffEntries(fundsOf(a), fundsOf(b)),
    goals: diffEntries(goalsOf(a), goalsOf(b)),
    indicators: diffEntries(indicatorsOf(a), indicatorsOf(b)),
    fields: diffEntries(fieldsOf(a), fieldsOf(b)),
    findings: diffEntries(findingsOf(a), findingsOf(b)),
  }
  const records = a.funds.length + a.goals.length + a.indicators.length + a.fields.length + a.findings.length
  const touched = Object.values(parts)
    .flat()
    .filter(({ how }) => how !== 'added').length
  return { head: diffFacts(head(a), head(b)), ...parts, same: records - touched }
}

/** True when nothing differs. */
export function isSame({ head, funds, goals, indicators, fields, findings }: FilingDiff): boolean {
  return [head, funds, goals, indicators, fields, findings].every((part) => part.length === 0)
}

type Pair = readonly [field: string, value: string | number | Value | null]

/** Blank values are no facts: `/` on one form and nothing on the other is no difference. */
function factsOf(pairs: readonly Pair[]): Facts {
  return new Map(
    pairs.flatMap(([field, value]): [string, Fact][] => {
      if (value === null || (typeof value === 'object' && value.kind === 'missing')) return []
      if (typeof value !== 'object') return [[field, { text: String(value), reading: String(value) }]]
      const text = value.raw.replace(/\s+/g, '')
      const hasReading = value.kind === 'quantity' || value.kind === 'date'
      return [[field, { text, reading: hasReading ? describeValue(value) : text }]]
    }),
  )
}

function diffFacts(before: Facts, after: Facts): readonly Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, a: before.get(field), b: after.get(field) }))
    .filter(({ a, b }) => a?.text !== b?.text)
    .map(({ field, a, b }) => ({
      field,
      before: a?.text ?? null,
      after: b?.text ?? null,
      sameReading: a?.reading === b?.reading,
    }))
}

/** Records with the same name are matched in their order. */
function diffEntries(before: readonly Entry[], after: readonly Entry[]): readonly RecordChange[] {
  const rest = [...after]
  const found = before.flatMap((entry): RecordChange[] => {
    const at = rest.findIndex(({ name }) => name === entry.name)
    if (at < 0) return [{ name: entry.name, how: 'dropped', changes: diffFacts(entry.facts, new Map()) }]
    const [other] = rest.splice(at, 1)
    const changes = diffFacts(entry.facts, other!.facts)
    return changes.length === 0 ? [] : [{ name: entry.name, how: 'changed', changes }]
  })
  return [
    ...found,
    ...rest.map(({ name, facts }): RecordChange => ({ name, how: 'added', changes: diffFacts(new Map(), facts) })),
  ]
}

function fundsOf({ funds, amountUnit }: Filing): readonly Entry[] {
  const unit = amountUnit === null ? '' : ` ${amountUnit}`
  return funds.map((fund: Fund) => ({
    name: [fund.horizon === 'annual' ? '' : fund.horizon, fund.axis ?? '', fund.item ?? fund.label]
      .filter((part) => part !== '')
      .join(' '),
    facts: factsOf([
      ['label', fund.label],
      ...AMOUNTS.map((key) => [key, fund[key] === null ? null : `${plainDecimal(fund[key])}${unit}`] as const),
      ...FUND.map((key) => [key, fund[key]] as const),
    ]),
  }))
}

/** 5.50 and 5.5 are the same amount. */
function plainDecimal(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

function goalsOf({ goals }: Filing): readonly Entry[] {
  return goals.map(({ horizon, expected, actual }) => ({
    name: horizon,
    facts: factsOf([
      ['expected', expected],
      ['actual', actual],
    ]),
  }))
}

function indicatorsOf({ indicators }: Filing): readonly Entry[] {
  return indicators.map((one: Indicator) => ({
    name: [one.level2 ?? one.level2Label, one.key].filter((part) => part !== null).join(' › '),
    facts: factsOf([
      ...INDICATOR.map((key) => [key, one[key]] as const),
      ['target', one.target],
      ['actual', one.actual],
      ...one.observations
        .filter(
          ({ role, horizon, period, subject }) =>
            role === 'forecast' || horizon !== 'annual' || period !== null || subject !== null,
        )
        .map(
          ({ role, horizon, period, subject, value }) =>
            [[role, horizon, period, subject].filter((part) => part !== null).join(' '), value] as const,
        ),
      ...Object.entries(one.extra),
    ]),
  }))
}

function fieldsOf({ fields }: Filing): readonly Entry[] {
  return fields.map(({ label, text }) => ({ name: label, facts: factsOf([['text', text]]) }))
}

function findingsOf({ findings }: Filing): readonly Entry[] {
  return findings.map(({ rule, severity, message, indicator }: Finding) => ({
    name: [rule, indicator].filter((part) => part !== null).join(' '),
    facts: factsOf([
      ['severity', severity],
      ['message.en', message.en],
      ['message.zh', message.zh],
    ]),
  }))
}
