/** `guibiao show`: a filing rebuilt as a person reads it, with what was printed beside what was understood. */
import type { Extraction, Filing, Finding, Fund, Goal, Indicator, Value } from '../model.ts'
import { describeValue } from './reading.ts'
import { paintOf, type Style } from './style.ts'
import { drawTable } from './table.ts'
import { cutTo, printable } from './width.ts'
import { countFilings, type Word, word } from './words.ts'

/** How wide a printed text may be in a tree, in terminal columns; the record has the whole of it. */
const NARROW = 36
const WIDE = 96

/** The filings of a file as trees, then what the reader had to say of the file. Ends with a line break. */
export function drawTree(extraction: Extraction, style: Style): string {
  const { filings, document, findings } = extraction
  const paint = paintOf(style)
  const count = countFilings(filings.length, style)
  const parts = [`${paint.dim(`${document.format} · ${count}`)}\n`]
  for (const filing of filings) parts.push(drawFiling(filing, style))
  if (findings.length > 0) parts.push(drawFindings(findings, style, 0))
  return parts.join('\n')
}

function drawFiling(filing: Filing, style: Style): string {
  const paint = paintOf(style)
  const title = filing.title === null ? filing.form : printable(filing.title)
  const about = [filing.form, filing.fiscalYear ?? '', filing.status, filing.source.range].filter((part) => part !== '')
  const lines = [`${paint.bold(title)}  ${paint.dim(printable(about.join(' · ')))}\n`]
  lines.push(drawHead(filing, style), drawFunds(filing, style), drawGoals(filing.goals, style))
  lines.push(drawIndicators(filing.indicators, style), drawMeasures(filing, style), drawFields(filing, style))
  lines.push(drawTotals(filing, style), drawUnread(filing, style))
  if (filing.findings.length > 0) lines.push(drawFindings(filing.findings, style, 2))
  return lines.join('')
}

const shorten = (text: string, width = WIDE) => cutTo(printable(text), width)

function section(key: Word, style: Style, note = ''): string {
  return `  ${paintOf(style).blue(word(key, style))}${note === '' ? '' : ` ${note}`}\n`
}

const HEAD = ['department', 'agency', 'projectName', 'projectCode', 'projectPeriod', 'asOf', 'uscc', 'duties'] as const
const CODES = { department: 'departmentCode', agency: 'agencyCode' } as const

function drawHead(filing: Filing, style: Style): string {
  const rows: string[][] = []
  for (const key of HEAD) {
    const text = filing[key]
    const code = key in CODES ? filing[CODES[key as keyof typeof CODES]] : null
    if (text !== null || code !== null)
      rows.push([
        word(key, style),
        [text, code === null ? null : `[${code}]`]
          .filter((part) => part !== null)
          .map((part) => shorten(part))
          .join(' '),
      ])
  }
  if (filing.division !== null) rows.push([word('division', style), `${filing.division.name} ${filing.division.code}`])
  for (const key of ['preparedBy', 'phone', 'filedOn', 'head'] as const)
    if (filing.signoff[key] !== null) rows.push([word(key, style), shorten(filing.signoff[key])])
  return drawTable(rows, { indent: 2 })
}

const AMOUNTS = [
  'amount',
  'initialBudget',
  'adjustment',
  'adjustedBudget',
  'executed',
  'executionRate',
  'weight',
  'score',
] as const

function drawFunds(filing: Filing, style: Style): string {
  if (filing.funds.length === 0) return ''
  const used = AMOUNTS.filter((key) => filing.funds.some((fund) => fund[key] !== null))
  const label = (fund: Fund) =>
    (fund.horizon === 'annual' ? '' : `${word(fund.horizon, style)} `) + shorten(fund.label, NARROW)
  const rows = [
    [
      '',
      ...used.map((key) => word(key, style)),
      filing.funds.some((fund) => fund.reason !== null) ? word('reason', style) : '',
    ],
    ...filing.funds.map((fund) => [
      label(fund),
      ...used.map((key) => fund[key] ?? ''),
      shorten(fund.reason ?? '', NARROW),
    ]),
  ]
  const unit = filing.amountUnit === null ? '' : `(${filing.amountUnit})`
  return section('funds', style, unit) + drawTable(rows, { indent: 4, right: used.map((_, at) => at + 1) })
}

function drawGoals(goals: readonly Goal[], style: Style): string {
  if (goals.length === 0) return ''
  const rows = goals.flatMap((goal) =>
    (['expected', 'actual'] as const).flatMap((key) => {
      const text = goal[key]
      return text === null ? [] : [[`${word(goal.horizon, style)} ${word(key, style)}`, shorten(text, WIDE)]]
    }),
  )
  return section('goals', style) + drawTable(rows, { indent: 4 })
}

function drawValue(value: Value | null): readonly [string, string] {
  if (value === null) return ['', '']
  const reading = describeValue(value)
  return [shorten(value.raw, NARROW), value.kind === 'missing' ? reading : `→ ${reading}`]
}

function drawIndicators(indicators: readonly Indicator[], style: Style): string {
  if (indicators.length === 0) return ''
  const rows: string[][] = []
  let above: readonly (string | null)[] = []
  for (const indicator of indicators) {
    const levels = [indicator.level1Label, indicator.level2Label]
    const changed = levels.findIndex((label, at) => label !== above[at])
    for (let at = changed < 0 ? levels.length : changed; at < levels.length; at++) {
      const label = levels[at]
      if (label !== null && label !== undefined) rows.push([' '.repeat(at * 2) + printable(label)])
    }
    above = levels
    const indent = ' '.repeat(indicator.parent === null ? 4 : 6)
    const target = drawValue(indicator.target)
    const actual = drawValue(indicator.actual)
    rows.push([
      indent + shorten(indicator.level3, NARROW),
      ...target,
      ...actual,
      indicator.weight ?? '',
      indicator.score ?? '',
      shorten(indicator.deviation ?? '', NARROW),
    ])
    for (const one of indicator.observations.length > 2 || indicator.target === null ? indicator.observations : [])
      rows.push([
        `${indent}  ${[word(one.horizon, style), one.period, one.subject].filter(Boolean).join(' ')}`,
        ...placeValue(one.role, one.value),
      ])
  }
  const heading = [
    '',
    word('target', style),
    '',
    word('actual', style),
    '',
    word('weight', style),
    word('score', style),
    word('deviation', style),
  ]
  const used = heading.map((text, at) => (rows.some((row) => (row[at] ?? '') !== '') ? text : ''))
  return (
    section('indicators', style, `(${indicators.length})`) + drawTable([used, ...rows], { indent: 4, right: [5, 6] })
  )
}

function placeValue(role: string, value: Value): readonly string[] {
  return role === 'actual' ? ['', '', ...drawValue(value)] : drawValue(value)
}

function drawMeasures({ measures }: Filing, style: Style): string {
  if (measures.length === 0) return ''
  const rows = measures.map(({ section: part, rowPath, columnPath, value }) => [
    shorten([part, ...rowPath].filter(Boolean).join(' › '), NARROW),
    shorten(columnPath.join(' › '), NARROW),
    ...drawValue(value),
  ])
  return section('measures', style, `(${measures.length})`) + drawTable(rows, { indent: 4 })
}

function drawFields({ fields }: Filing, style: Style): string {
  if (fields.length === 0) return ''
  return (
    section('fields', style) +
    drawTable(
      fields.map(({ label, text }) => [shorten(label, NARROW), shorten(text, WIDE)]),
      { indent: 4 },
    )
  )
}

function drawTotals(filing: Filing, style: Style): string {
  const parts = [
    filing.totalWeight === null ? '' : `${word('weight', style)} ${filing.totalWeight}`,
    filing.totalScore === null ? '' : `${word('score', style)} ${filing.totalScore}`,
    filing.grade === null ? '' : `${word('grade', style)} ${shorten(filing.grade)}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : section('total', style, parts.join('  '))
}

function drawUnread({ unread }: Filing, style: Style): string {
  if (unread.length === 0) return ''
  const rows = unread.map(({ place, raw }) => [place.address, shorten(raw)])
  return section('unread', style, `(${unread.length})`) + drawTable(rows, { indent: 4 })
}

function drawFindings(findings: readonly Finding[], style: Style, indent: number): string {
  const paint = paintOf(style)
  const colors = { error: paint.red, warning: paint.yellow, info: paint.dim }
  const rows = findings.map(({ severity, rule, message, cells }) => [
    colors[severity](severity),
    rule,
    printable(message[style.lang]),
    cells[0] ? paint.dim(printable(cells[0].place.address)) : '',
  ])
  const title = `${' '.repeat(indent)}${paint.blue(word('findings', style))} (${findings.length})\n`
  return (
    title + rows.map((row) => `${' '.repeat(indent + 2)}${row.filter((part) => part !== '').join('  ')}\n`).join('')
  )
}
