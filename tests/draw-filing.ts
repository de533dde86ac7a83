/** A filing as lines of text that a person can read and a diff can show. */
import type { Filing, Indicator, Value } from '../src/model.ts'

const FIGURES = [
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
const HEAD = [
  'title',
  'attachmentNo',
  'department',
  'departmentCode',
  'agency',
  'agencyCode',
  'projectName',
  'projectCode',
  'projectPeriod',
  'amountUnit',
  'asOf',
  'uscc',
  'duties',
  'totalWeight',
  'totalScore',
  'grade',
] as const

const flat = (text: string) => text.replace(/\n/g, '⏎')
const pairs = (entries: readonly (readonly [string, string | number | null])[]) =>
  entries.filter(([, value]) => value !== null).map(([key, value]) => `${key}=${flat(String(value))}`)

/** A value as `raw → reading`. */
export function drawValue(value: Value): string {
  const { comparator, low, high, unit } = value
  const figure =
    value.kind === 'date'
      ? (value.date ?? `${value.from}..${value.to}`)
      : (value.value ?? ((low ?? high) ? `${low ?? ''}..${high ?? ''}` : ''))
  const reading =
    value.kind === 'quantity' || value.kind === 'date'
      ? [comparator, figure, unit].filter(Boolean).join(' ')
      : value.kind
  const notes = [...value.flags, ...value.doubts.map((doubt) => `?${doubt}`)].join(',')
  return `${flat(value.raw)} → ${reading}${notes ? ` (${notes})` : ''}`
}

function drawIndicator(one: Indicator): string {
  const slices = one.observations.map((o) => {
    const where = [o.horizon === 'annual' ? null : o.horizon, o.period, o.subject].filter(Boolean).join('/')
    return `${o.role}${where ? `[${where}]` : ''}: ${drawValue(o.value)}`
  })
  const rest = [...pairs([['weight', one.weight], ['score', one.score], ['deviation', one.deviation], ['parent', one.parent]]), ...pairs(Object.entries(one.extra).map(([k, v]) => [`extra.${k}`, v] as const))] // biome-ignore format: one line
  return [`indicator ${one.level1 ?? '-'}/${one.level2 ?? '-'} ${one.level3}`, ...slices, ...rest].join(' | ')
}

/** Draws a filing; sources, hashes, marks and claims are left out. */
export function drawFiling(filing: Filing): string {
  const { signoff } = filing
  const lines = [
    `form ${filing.form} ${filing.fiscalYear ?? '-'} ${filing.status}`,
    ...pairs(HEAD.map((key) => [key, filing[key]] as const)).map((pair) => `head ${pair}`),
    ...pairs(Object.entries(signoff)).map((pair) => `signoff ${pair}`),
    ...Object.entries(filing.inferred).map(([key, from]) => `inferred ${key} from ${from}`),
    ...filing.fields.map((field) => `field ${field.label} = ${flat(field.text)}`),
    ...filing.funds.map((fund) => [`fund ${fund.axis ?? '-'}/${fund.horizon} ${fund.item ?? '-'} ${fund.label}`, ...pairs(FIGURES.map((key) => [key, fund[key]] as const)), ...fund.flags.map((flag) => `(${flag})`)].join(' | ')), // biome-ignore format: one line
    ...filing.goals.map((goal) => [`goal ${goal.horizon}`, ...pairs([['expected', goal.expected], ['actual', goal.actual]])].join(' | ')), // biome-ignore format: one line
    ...filing.indicators.map(drawIndicator),
    ...filing.measures.map(
      (m) =>
        `measure ${[m.section, ...m.rowPath].filter(Boolean).join('/')} × ${m.columnPath.join('/')} | ${drawValue(m.value)}`,
    ),
    ...filing.blocks.map((block) => `block ${block.label} ${block.points}`),
    `ledger label=${filing.ledger.label} value=${filing.ledger.value} ignored=${filing.ledger.ignored} unread=${filing.ledger.unread}`,
    ...filing.unread.map((claim) => `unread ${claim.place.address}: ${flat(claim.raw)}`),
    ...filing.findings.map((finding) => `finding ${finding.severity} ${finding.rule}: ${finding.message.en}`),
  ]
  return `${lines.join('\n')}\n`
}
