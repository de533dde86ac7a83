/** What a careful reader takes out of a planned tree. */
import type { ExpectedIndicator } from './expected.ts'
import type { IndicatorPlan, PlannedRow } from './indicators.ts'

const blankToNull = (text: string) => (text === '' ? null : text)
const glue = (text: string) => text.replace(/\s+/g, '')

function expectOne(plan: IndicatorPlan, row: PlannedRow): ExpectedIndicator {
  const has = (role: string) => plan.columns.some((column) => column.role === role)
  const others = plan.columns.filter(({ role }) => role === 'extra' || role === 'slice')
  const level1 = plan.layout === 'both' || plan.layout === 'bands' ? plan.level1[row.level1]! : null
  const level2 = plan.layout === 'none' ? null : plan.level2[row.level2]!
  const wide = plan.wide && level1?.code === 'satisfaction'
  return {
    level1: level1?.code || null,
    level1Label: level1 ? glue(level1.label) : null,
    level2: wide ? undefined : level2?.code || null,
    level2Label: wide ? undefined : level2 ? glue(level2.label) : null,
    level3: glue(row.name),
    parent: null,
    target: has('target') ? blankToNull(row.target.text) : null,
    actual: has('actual') ? blankToNull(row.actual.text) : null,
    weight: has('weight') ? blankToNull(row.weight) : null,
    score: has('score') ? blankToNull(row.score) : null,
    deviation: has('deviation') ? blankToNull(row.deviation) : null,
    extra: row.others.filter((text, i) => others[i]!.role === 'extra' && text !== ''),
    slices: row.others.flatMap((text, i) =>
      others[i]!.role === 'slice' && text !== '' ? [`${others[i]!.slice}=${text}`] : [],
    ),
  }
}

/** The multi-year indicator beside an annual one. */
function twinOf(
  plan: IndicatorPlan,
  row: PlannedRow,
  { name, target }: NonNullable<PlannedRow['twin']>,
): ExpectedIndicator {
  const one = expectOne(plan, row)
  return {
    ...one,
    level3: name,
    target: null,
    slices: target.text === '' ? [] : [`target/multi-year/-/-=${target.text}`],
  }
}

/** The indicators that a plan holds. */
export function expectIndicators(plan: IndicatorPlan): readonly ExpectedIndicator[] {
  const found: ExpectedIndicator[] = []
  let parent = -1
  for (const row of plan.rows) {
    if (!row.indicator) continue
    if (row.twin) found.push(twinOf(plan, row, row.twin))
    if (!row.child) parent = found.length
    found.push({ ...expectOne(plan, row), parent: row.child ? parent : null })
  }
  return found
}
