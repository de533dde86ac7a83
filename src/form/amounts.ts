/** Amounts inside a text: `资金总额：18926`, `总额1002.6万元，其中：中央…`: which label goes with which figure. */
import { halfWidth, isBlank, normalizeLabel } from '../text.ts'
import type { Terms } from './form.ts'

/** A label and the figure behind it (none: start = end), as offsets into the text. */
export interface AmountPair {
  readonly label: readonly [start: number, end: number]
  readonly amount: readonly [start: number, end: number]
  /** In running text: the figure that the label names (实际支出340万元), where it names no line. */
  readonly column: string | null
  /** In front of a colon: the figure that the label would name among its like (预算数：1500 | 执行数：1480). */
  readonly heading: string | null
}

const NUMBER = String.raw`-?\d[\d,， ]*(?:\.\s*\d+)?\s*(?:亿元|百万元|万元|千元|亿|万|元|%)?`
/** label, colon, figure (with a remark in brackets), up to the end of the line or a separator that no number contains */
const PAIR = new RegExp(
  String.raw`^(\s*(?:其中[:：]?\s*)?(?:(?:19|20)\d\d年度?)?)([^\d:：\n][^:：\n]*?)\s*(?:[:：]\s*(${NUMBER})?|(${NUMBER}))\s*((?:[(（][^()（）]*[)）])?)\s*$`,
)
const SEPARATOR = /[\n;；。]|[,，](?!\d{3}(?!\d))|(?<=[\d元万亿)）])\s{2,}(?=\D)|(?<=[\d元万亿])、/g

/**
 * Splits a text into labels with figures. A piece counts when it has a colon, or when a fund term knows its label.
 * Pieces that are neither are left out (and stay unread).
 */
export function findAmounts(text: string, terms: Terms): readonly AmountPair[] {
  const flat = halfWidth(text)
  const pairs: AmountPair[] = []
  for (const [start, end] of pieces(flat)) {
    const m = PAIR.exec(flat.slice(start, end))
    if (!m) continue
    const label = m[2]!
    const figure = m[3] ?? m[4] ?? ''
    const known = ['fund-item', 'fund-label', 'fund-axis'].some((group) => terms.match(group, label) !== null)
    const column = m[4] === undefined || known ? null : columnOf(terms, label)
    if (!known && column === null && (m[4] !== undefined || normalizeLabel(label).length > 24)) continue
    const from = start + m[1]!.length
    const at = figure === '' ? end : start + m[0].lastIndexOf(figure, m[0].length - (m[5]?.length ?? 0) - 1)
    pairs.push({
      label: [from, from + label.length],
      amount: figure === '' ? [end, end] : [at, at + figure.trimEnd().length],
      column,
      heading: m[4] === undefined && !known ? headingOf(terms, label) : null,
    })
  }
  return pairs
}

function columnOf(terms: Terms, label: string): string | null {
  const match = terms.match('fund-column', label)
  return match?.how === 'exact' || match?.how === 'suffix' ? match.code : null
}

function headingOf(terms: Terms, label: string): string | null {
  const match = terms.match('fund-column', label)
  return match?.how === 'exact' ? match.code : null
}

function pieces(text: string): readonly (readonly [number, number])[] {
  const cuts: (readonly [number, number])[] = []
  let start = 0
  for (const m of text.matchAll(SEPARATOR)) {
    cuts.push([start, m.index])
    start = m.index + m[0].length
  }
  cuts.push([start, text.length])
  return cuts.filter(([from, to]) => !isBlank(text.slice(from, to)))
}
