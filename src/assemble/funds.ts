/** Fund lines with their figures parsed: amounts in the form's unit, rates in percent, points. */

import { cellsOf } from '../form/claims.ts'
import type { Draft, DraftFund } from '../form/draft.ts'
import { findingOf } from '../form/work.ts'
import type { Finding, Fund } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { parseAmount, parsePoints, parseRate, type UnitTable } from '../value/index.ts'

const AMOUNTS = ['amount', 'initialBudget', 'adjustment', 'adjustedBudget', 'executed'] as const
const NOTHING = /^(?:[-—–/\\无]*|暂无|不涉及|不适用)$/

/**
 * The unit in which the figures of the funds block are written, where the form itself states none: where each has its
 * unit, but not all the same one, the one of most of them; null where a figure has none.
 */
export function commonUnit(draft: Draft, _units: UnitTable): string | null {
  const found = new Map<string, number>()
  for (const fund of draft.funds)
    for (const key of AMOUNTS) {
      const text = normalize(fund.figures[key]?.text ?? '')
      if (NOTHING.test(text) || /^0(?:\.0+)?$/.test(text)) continue
      const unit = /\d(亿元|万元|元)$/.exec(text)?.[1] ?? ''
      found.set(unit, (found.get(unit) ?? 0) + 1)
    }
  const [most] = [...found].sort(([, a], [, b]) => b - a)
  return most && !found.has('') ? most[0] : null
}

/** Parses the figures of fund lines; what is no figure stays in `cells` and gives a finding. */
export function assembleFunds(
  drafts: readonly DraftFund[],
  amountUnit: string | null,
  units: UnitTable,
  findings: Finding[],
): readonly Fund[] {
  return drafts.map((draft) => {
    const { figures } = draft
    const flags: string[] = []
    const report = (key: string, span: NonNullable<(typeof figures)['amount']>) => {
      flags.push(`unread-${key}`)
      findings.push(
        findingOf(
          'unread-figure',
          'warning',
          `"${span.text}" under ${key} of "${draft.label.text}" is no single figure; kept as printed.`,
          `“${draft.label.text}”的“${span.text}”不是单一数字，按原文保留。`,
          [span],
          { related: [draft.item ?? draft.label.text], found: span.text },
        ),
      )
    }
    const amounts = Object.fromEntries(
      AMOUNTS.map((key) => {
        const span = figures[key]
        if (!span) return [key, null]
        const read = parseAmount(span.text, { amountUnit, stored: span.stored }, units)
        flags.push(...read.flags)
        if (read.amount === null && !NOTHING.test(normalize(span.text))) report(key, span)
        return [key, read.amount]
      }),
    ) as Record<(typeof AMOUNTS)[number], string | null>
    const rate = figures.executionRate ? parseRate(figures.executionRate.text, figures.executionRate.stored) : null
    const points = (key: 'weight' | 'score') => {
      const span = figures[key]
      const read = span ? parsePoints(span.text, span.stored) : null
      if (span && read === null && !NOTHING.test(normalize(span.text))) report(key, span)
      return read
    }
    if (figures.executionRate && rate === null && !NOTHING.test(normalize(figures.executionRate.text)))
      report('executionRate', figures.executionRate)
    const reason = figures.reason && !isBlank(figures.reason.text) ? figures.reason.text : null
    return {
      axis: draft.axis,
      horizon: draft.horizon,
      item: draft.item,
      label: draft.label.text,
      ...amounts,
      executionRate: rate,
      weight: points('weight'),
      score: points('score'),
      reason,
      flags: [...new Set(flags)],
      cells: cellsOf({ label: draft.label, ...figures }),
    }
  })
}
