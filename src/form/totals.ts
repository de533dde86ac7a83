/** Totals of the indicators: which of several printed sums is the total of the form. */

import type { Cell } from '../model.ts'
import { glue, normalizeLabel } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import { ruleName, type Work } from './work.ts'

/** A total as it stands, with the label that it was printed under. */
export interface Total {
  readonly span: Span
  readonly label: string
}

/** 小计 adds up a part, 合计 some of the parts, 总分 all of them. */
function rankOf(label: string): number {
  const plain = normalizeLabel(label)
  if (/小计/.test(plain)) return 0
  return /总分|总得分|总评分|总权重|综合|最终|满分/.test(plain) ? 2 : 1
}

/** Claims a figure as the total of its role; a sum that says less than another one is kept as a field. */
export function takeTotal(work: Work, area: Area, cell: Cell, role: 'weight' | 'score', label: string): void {
  const key = role === 'weight' ? 'totalWeight' : 'totalScore'
  const known = work.totals[role]
  const rank = rankOf(label)
  const first = known === undefined || rank > rankOf(known.label)
  const into = first ? key : `fields[${work.fields.length}]`
  const span = takeCell(work.book, area, cell, 'value', ruleName(work, `indicators/${key}`), into)
  if (first) {
    if (known) keep(work, known, role)
    work.totals[role] = { span, label }
    return
  }
  keep(work, { span, label }, role)
  // Two subtotals: neither is the total.
  if (rank === 0 && rankOf(known.label) === 0) {
    keep(work, known, role)
    delete work.totals[role]
  }
}

function keep(work: Work, { span, label }: Total, role: 'weight' | 'score'): void {
  const text = `${glue(label)}/${role === 'weight' ? '分值' : '得分'}`
  work.fields.push({ label: { text, stored: null, claims: [] }, text: span })
}

/** 自评总分 in the head of the form outranks a 合计 below the indicators; what differs is kept as a field. */
export function settleTotals(work: Work): void {
  const head = work.head.get('totalScore')
  const total = work.totals.score
  if (!head || head.text === '' || !total || head.text === total.span.text) return
  if (rankOf(total.label) < 2) {
    keep(work, total, 'score')
    delete work.totals.score
  } else keep(work, { span: head, label: '总分' }, 'score')
}
