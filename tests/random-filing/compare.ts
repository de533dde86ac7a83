/** Where a reading differs from what a careful reader takes out of a filing. */
import type { Filing, Indicator } from '../../src/model.ts'
import type { ExpectedFiling, ExpectedFund, ExpectedIndicator } from './expected.ts'

/** One difference. `wrong`: something else was stated; otherwise it was left out. */
export interface Difference {
  readonly what: string
  readonly wrong: boolean
  readonly expected: string
  readonly found: string
}

type Report = (what: string, expected: string | number | null, found: string | number | null | undefined) => void

const squash = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
const show = (value: string | number | null | undefined) =>
  value === undefined || value === null || value === '' ? null : squash(String(value))

/** All differences between the filings expected and those read. */
export function compareFilings(
  expected: readonly ExpectedFiling[],
  found: readonly Omit<Filing, 'id' | 'digest'>[],
): readonly Difference[] {
  const differences: Difference[] = []
  const report: Report = (what, want, got) => {
    const [a, b] = [show(want), show(got)]
    if (a !== b) differences.push({ what, wrong: b !== null, expected: a ?? 'null', found: b ?? 'null' })
  }
  report('filings', expected.length, found.length)
  if (expected.length !== found.length) return differences
  for (const [i, want] of expected.entries()) compareFiling(want, found[i]!, report)
  return differences
}

function compareFiling(want: ExpectedFiling, got: Omit<Filing, 'id' | 'digest'>, report: Report): void {
  report('form', want.form, got.form)
  for (const [key, value] of Object.entries(want.head)) report(`head.${key}`, value, headOf(got, key))
  for (const [label, text] of want.fields) {
    const hit = got.fields.find((field) => squash(field.label).endsWith(squash(label)))
    report('field', `${label}=${text}`, hit ? `${label}=${hit.text}` : null)
  }
  compareFunds(want, got, report)
  report(
    'goals',
    JSON.stringify(want.goals),
    JSON.stringify(got.goals.map(({ horizon, expected, actual }) => ({ horizon, expected, actual }))),
  )
  compareIndicators(want.indicators, got.indicators, report)
  compareMeasures(want, got, report)
  report('totalWeight', want.totalWeight, got.totalWeight === null ? null : Number(got.totalWeight))
  report('totalScore', want.totalScore, got.totalScore === null ? null : Number(got.totalScore))
  const unread = got.unread.map(({ raw }) => raw).join(' ')
  report('unread', unread === '' ? null : unread, null)
}

/** A key of the head; `signoff.phone` looks inside. */
function headOf(got: Omit<Filing, 'id' | 'digest'>, key: string): string | null {
  const [outer, inner] = key.split('.')
  return inner === undefined ? got[outer as 'title'] : got.signoff[inner as 'phone']
}

function compareFunds(want: ExpectedFiling, got: Omit<Filing, 'id' | 'digest'>, report: Report): void {
  const left = [...got.funds]
  for (const line of want.funds) {
    const at = left.findIndex((one) => squash(one.label) === squash(line.label) && one.horizon === line.horizon)
    const hit = left.splice(at < 0 ? left.length : at, 1)[0]
    if (hit) compareLine(line, hit, report)
    else report('funds.line', line.label, null)
  }
  if (!want.fundsOpen)
    for (const line of left)
      report('funds.extra', null, `${line.horizon} ${line.label} ${line.amount ?? line.executed ?? ''}`)
}

const FIGURES = [
  'amount',
  'initialBudget',
  'adjustment',
  'adjustedBudget',
  'executed',
  'executionRate',
  'weight',
  'score',
] as const

function compareLine(line: ExpectedFund, hit: Filing['funds'][number], report: Report): void {
  report('funds.item', line.item, hit.item)
  report('funds.reason', line.figures.reason ?? null, hit.reason)
  for (const key of FIGURES) {
    const [a, b] = [line.figures[key] ?? null, hit[key]]
    report(`funds.${key}`, a, a !== null && b !== null && Number(a) === Number(b) ? a : b)
  }
}

function compareIndicators(want: readonly ExpectedIndicator[], got: readonly Indicator[], report: Report): void {
  const names = got.map((one) => squash(one.level3))
  const places = want.map((one) => names.indexOf(squash(one.level3)))
  for (const [i, one] of want.entries()) {
    const hit = got[places[i]!]
    if (hit) compareIndicator(one, hit, places, report)
    else report('indicator', one.level3, null)
  }
  for (const [i, one] of got.entries())
    if (!places.includes(i)) report('indicator.extra', null, one.level3 === '' ? '(blank)' : one.level3)
  const sorted = places.filter((place) => place >= 0)
  if (sorted.some((place, i) => i > 0 && place < sorted[i - 1]!))
    report('indicator.order', 'printed order', 'another order')
}

function compareMeasures(want: ExpectedFiling, got: Omit<Filing, 'id' | 'digest'>, report: Report): void {
  const found = got.measures.map(
    ({ rowPath, columnPath, value }) => `${rowPath.at(-1) ?? ''}/${columnPath.at(-1) ?? ''}=${value.raw}`,
  )
  for (const { row, column, raw } of want.measures) {
    const text = `${row}/${column}=${raw}`
    report('measure', text, found.find((one) => squash(one) === squash(text)) ?? null)
  }
}

/** Whether a level keeps its number (一、产出指标), and points their zeros, is not judged. */
const plainLabel = (key: (typeof KEYS)[number], text: string | null) => {
  if (key === 'level1Label') return text?.replace(/^(?:[一二三四]、|\d\.)/, '') ?? null
  return text !== null && (key === 'weight' || key === 'score') ? String(Number(text)) : text
}

const KEYS = ['level1', 'level2', 'level1Label', 'level2Label', 'weight', 'score', 'deviation'] as const

function compareIndicator(want: ExpectedIndicator, got: Indicator, places: readonly number[], report: Report): void {
  for (const key of KEYS)
    if (want[key] !== undefined)
      report(`indicator.${key}`, plainLabel(key, want[key] ?? null), plainLabel(key, got[key]))
  report('indicator.parent', want.parent === null ? null : places[want.parent]!, got.parent)
  const [target, actual] = (['target', 'actual'] as const).map((key) => got[key]?.raw ?? null)
  report('indicator.target', want.target, target)
  report('indicator.actual', want.actual, actual)
  const slices = got.observations
    .filter((one) => one.period !== null || one.subject !== null || one.horizon !== 'annual')
    .map((one) => `${one.role}/${one.horizon}/${squash(one.period ?? '-')}/${one.subject ?? '-'}=${one.value.raw}`)
  for (const slice of want.slices)
    report('indicator.slice', slice, slices.find((one) => squash(one) === squash(slice)) ?? null)
  const elsewhere = [...Object.values(got.extra), ...slices.map((slice) => slice.slice(slice.indexOf('=') + 1))]
  for (const text of want.extra)
    report('indicator.extraColumn', text, elsewhere.find((one) => squash(one) === squash(text)) ?? null)
}
