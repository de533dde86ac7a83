/** Indicators with their values: level codes, category, key, observations, points. */

import { cellsOf, type Span } from '../form/claims.ts'
import type { DraftIndicator, DraftObservation } from '../form/draft.ts'
import type { Terms } from '../form/form.ts'
import { findingOf } from '../form/work.ts'
import type { Cells, Finding, Indicator, Observation, Value } from '../model.ts'
import { glue, normalize } from '../text.ts'
import { NO_CONTEXT, parsePoints, parseValue, type UnitTable } from '../value/index.ts'

/** What the values of a filing are read with. */
export interface IndicatorContext {
  readonly amountUnit: string | null
  readonly fiscalYear: number | null
  readonly units: UnitTable
  readonly terms: Terms
  readonly findings: Finding[]
}

/** Values the indicators of a draft. */
export function assembleIndicators(drafts: readonly DraftIndicator[], context: IndicatorContext): readonly Indicator[] {
  return drafts.map((draft) => assembleIndicator(draft, context))
}

function assembleIndicator(draft: DraftIndicator, context: IndicatorContext): Indicator {
  const name = glue(draft.name.text)
  const level1 = draft.level1?.code ?? null
  const level2 = draft.level2?.code ?? null
  const observations: Observation[] = []
  for (const one of draft.observations) observations.push(observe(one, name, level2, observations, context))
  const whole = (role: 'target' | 'actual') =>
    observations.find(
      (one) => one.role === role && one.horizon === 'annual' && one.period === null && one.subject === null,
    )?.value ?? null
  const { weight, score, deviation } = draft.figures
  const extra = uniqueHeadings(draft.extra)
  return {
    key: indicatorKey(name),
    level1,
    level1Label: draft.level1 ? glue(draft.level1.label.text) : null,
    level2,
    level2Label: draft.level2 ? glue(draft.level2.label.text) : null,
    level3: name,
    category: context.terms.category(level1, level2),
    parent: draft.parent,
    target: whole('target'),
    actual: whole('actual'),
    observations,
    weight: pointsOf(weight, 'weight', name, context),
    score: pointsOf(score, 'score', name, context),
    deviation: deviation?.text ?? null,
    extra: Object.fromEntries(extra.map(({ heading, text }) => [heading, text.text])),
    cells: indicatorCells(draft, extra),
  }
}

/** The claims of an indicator by key; put in one by one, because this runs for every row of an archive. */
function indicatorCells(draft: DraftIndicator, extra: DraftIndicator['extra']): Cells {
  const { weight, score, deviation } = draft.figures
  const cells: Record<string, Span['claims']> = {}
  const put = (key: string, span: Span | null | undefined) => {
    if (span && span.claims.length > 0) cells[key] = span.claims
  }
  put('level1', draft.level1?.label)
  put('level2', draft.level2?.label)
  put('level3', draft.name)
  put('weight', weight)
  put('score', score)
  put('deviation', deviation)
  for (const { heading, text } of extra) put(`extra.${heading}`, text)
  for (const one of draft.observations) if (isWhole(one)) put(one.role, joined(one))
  return cells
}

const isWhole = (one: DraftObservation) => one.subject === null && one.period === null && one.horizon === 'annual'

/** Two columns with one heading stay two: the second is 得分(2). */
function uniqueHeadings(extra: DraftIndicator['extra']): DraftIndicator['extra'] {
  const seen = new Map<string, number>()
  return extra.map((one) => {
    const count = (seen.get(one.heading) ?? 0) + 1
    seen.set(one.heading, count)
    return count === 1 ? one : { ...one, heading: `${one.heading}(${count})` }
  })
}

function pointsOf(
  span: Span | undefined,
  key: 'weight' | 'score',
  name: string,
  context: IndicatorContext,
): string | null {
  if (!span) return null
  const read = parsePoints(span.text, span.stored)
  if (read === null && !/^[-—–/\\]*$/.test(normalize(span.text))) {
    const en = `"${span.text}" under ${key} of "${name}" is no number of points; kept as printed.`
    const zh = `“${name}”的${key === 'weight' ? '分值' : '得分'}“${span.text}”不是数字，按原文保留。`
    context.findings.push(findingOf('unread-figure', 'warning', en, zh, [span], { indicator: name, found: span.text }))
  }
  return read
}

/** A value split over columns keeps all its claims, in printed order. */
function joined({ operator, value, unit }: DraftObservation): Span | null {
  if (!value) return null
  if (!operator && !unit) return value
  const claims = [...(operator?.claims ?? []), ...value.claims, ...(unit?.claims ?? [])]
  return { text: value.text, stored: value.stored, claims }
}

function observe(
  draft: DraftObservation,
  indicator: string,
  level2: string | null,
  before: readonly Observation[],
  context: IndicatorContext,
): Observation {
  const partner: Value | null =
    draft.role === 'target'
      ? null
      : (before.find((one) => one.role === 'target' && one.horizon === draft.horizon)?.value ?? null)
  const value = parseValue(
    draft.value?.text ?? '',
    {
      ...NO_CONTEXT,
      amountUnit: context.amountUnit,
      fiscalYear: context.fiscalYear,
      indicator,
      level2,
      role: draft.role === 'target' || draft.own ? 'target' : 'actual',
      partner,
      operator: draft.operator?.text ?? null,
      unit: draft.unit?.text ?? null,
      stored: draft.value?.stored ?? null,
    },
    context.units,
  )
  return {
    role: draft.role,
    horizon: draft.horizon,
    period: draft.period,
    subject: draft.subject,
    value,
    cells: cellsOf({ value: joined(draft) }),
  }
}

/** The name under which an indicator joins forms and years: NFKC, without 指标1:, stars, numbering, remarks in brackets. */
export function indicatorKey(name: string): string {
  const bare = normalize(name)
    .replace(/^[★☆*•●■◆]+/, '')
    .replace(/^其中[:：]?/, '')
    .replace(/^指标\d+[:：.、]?/, '')
    .replace(/^(?:\d{1,2}|[一二三四五六七八九十]+)[、.．](?!\d)/, '')
    .replace(/^\d{1,2}(?:\.\d{1,2}){2,3}[、.．]?(?=[\u4e00-\u9fff])/, '')
  const short = bare.replace(/\([^()]*\)/g, '').replace(/[。;；,，:：]+$/, '')
  return short === '' ? bare : short
}
