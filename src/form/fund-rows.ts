/** Rows of funds under no heading: labels of different figures with the figures beside them, or inside their cells. */
import { isBlank, normalize, normalizeLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, filledIn, pairCells } from './area.ts'
import type { Terms } from './form.ts'
import { BUDGETS } from './headings.ts'

const FIGURE = /^-?[\d.,]+(?:亿元|万元|元|亿|万|%)?$/

/**
 * Labels of different figures beside their figures, and nothing else: 预算安排数 | 50 | 实际支出数 | 49.5. `skip` cells
 * stand in front of them (a banner); a row that `goesOn` needs no execution of its own.
 */
export function isFigurePairs(area: Area, row: number, terms: Terms, skip = 0, goesOn = false): boolean {
  const cells = pairCells(area, row).slice(skip)
  const codes = new Set<string>()
  for (let i = 0; i < cells.length; i += 2) {
    const match = terms.match('fund-column', cells[i]!.text)
    const earlier = terms.pattern('fund-earlier', normalizeLabel(cells[i]!.text))
    if (match?.how !== 'exact' || earlier || !FIGURE.test(normalize(cells[i + 1]?.text ?? ''))) return false
    codes.add(match.code)
  }
  return codes.size >= 2 && (goesOn || codes.has('executed'))
}

/** The last of the rows of such pairs that stand below one another. */
export function figurePairsEnd(area: Area, row: number, terms: Terms): number {
  let end = row
  while (end < area.bottom && isFigurePairs(area, end + 1, terms, 0, true)) end++
  return end
}

/** The codes of figures in a text that is nothing but labels with their figures: 预算数：1500. Null where it is more. */
export function figureCodes(terms: Terms, text: string): readonly string[] | null {
  const pairs = findAmounts(text, terms)
  const codes = pairs.map(({ label, amount }) => {
    const match = terms.match('fund-column', text.slice(label[0], label[1]))
    return match?.how === 'exact' && amount[1] > amount[0] ? match.code : null
  })
  const rest = pairs.reduceRight((left, { label, amount }) => left.slice(0, label[0]) + left.slice(amount[1]), text)
  const known = codes.length > 0 && codes.every((code) => code !== null)
  return known && /^[\s:：;；,，。、()（）]*$/.test(rest) ? (codes as readonly string[]) : null
}

/** Cells of labels with their figures inside: 预算数：1500 | 执行数：1480 | 执行率：98.67%. */
export function isInlineFigures(area: Area, row: number, terms: Terms, skip = 0): boolean {
  const cells = filledIn(area, row)
    .filter((cell) => cell.row === row && !isBlank(cell.text))
    .slice(skip)
  const codes = cells.map((cell) => figureCodes(terms, cell.text))
  const all = new Set(codes.flatMap((list) => list ?? []))
  return codes.every((list) => list !== null) && all.size >= 2 && [...all].some((code) => BUDGETS.has(code))
}
