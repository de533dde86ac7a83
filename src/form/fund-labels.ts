/** Whether the labels of a funds block name different figures (预算数 | 580 | 执行数 | 560). */
import { isBlank } from '../text.ts'
import { cellsFrom } from './area.ts'
import type { FundKey } from './draft.ts'
import { isBudget, isEarlier, keyOf } from './fund-figures.ts'
import { isItem } from './fund-lines.ts'
import { isFundHeading } from './headings.ts'
import type { Region } from './regions.ts'
import type { Work } from './work.ts'

/** True when labels of a region without a heading row name different figures. */
export function isTurned(work: Work, region: Region): boolean {
  const keys = new Set<FundKey>()
  for (let row = region.area.top; row <= region.area.bottom; row++) {
    // 预算安排情况 | 资金到位情况 | 资金执行情况 over pairs of 预算数, 到位数, 执行数: the labels of the pairs name the figures.
    if (isFundHeading(region.area, row, work.terms) && !arePairs(work, region, row + 1)) return false
    for (const cell of cellsFrom(region.area, row)) {
      if (cell === region.banner || cell.text.length > 30 || isBlank(cell.text)) continue
      if ((isItem(work, cell.text) && !isBudget(work, cell.text)) || isEarlier(work, cell.text)) continue
      const key = keyOf(work.terms.match('fund-column', cell.text)?.code)
      if (key !== null && key !== 'reason') keys.add(key)
    }
  }
  return keys.size >= 2
}

/** True for 预算数 | 580 | 执行数 | 560: two labels of different figures, each in front of one. */
function arePairs(work: Work, { area, inner, banner }: Region, row: number): boolean {
  const cells = cellsFrom(area, row).filter((cell) => cell !== banner && cell.column >= inner && !isBlank(cell.text))
  const keys = cells.map(({ text }, i) => {
    const match = work.terms.match('fund-column', text)
    return match?.how === 'exact' && /\d/.test(cells[i + 1]?.text ?? '') ? keyOf(match.code) : null
  })
  return row <= area.bottom && new Set(keys.filter((key) => key !== null)).size >= 2
}
