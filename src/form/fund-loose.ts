/** What the pairs of a fund row left over: labels that no term knows beside figures, and texts. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import { takePair } from './fields.ts'
import { FIGURE, takeUnit } from './fund-figures.ts'
import { pushFund } from './fund-lines.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

const isFigure = (cell: Cell | undefined) =>
  cell !== undefined && /\d/.test(cell.text) && FIGURE.test(normalize(cell.text))

/**
 * Reads cells that are no known pair: a figure right of the banner is the banner's own (当年预算 | 300), words beside words
 * or a figure are a field, and a text alone belongs to the banner.
 */
export function readLoose(work: Work, region: Region, cells: readonly Cell[], first: boolean): void {
  const { area, banner } = region
  for (let i = 0; i < cells.length; i++) {
    const [cell, next] = [cells[i]!, cells[i + 1]]
    const own = first && i === 0 && cell.column === region.inner
    if (isFigure(cell)) {
      if (banner && own) takeLine(work, area, banner, cell)
      continue
    }
    if (next && isFigure(next) && isBeside(area, cell, next)) {
      takePair(work, area, cell, next, null)
      i++
    } else if (cells.length === 2 && next && isBeside(area, cell, next)) {
      takePair(work, area, cell, next, null)
      i++
    } else if (cells.length === 1 && banner) takePair(work, area, banner, cell, null)
  }
}

/** True when nothing is printed between two cells of a row. */
function isBeside(area: Area, cell: Cell, next: Cell): boolean {
  for (let column = cell.column + cell.columnSpan; column < next.column; column++)
    if (!isBlank(area.index.at(cell.row, column)?.text ?? '')) return false
  return true
}

function takeLine(work: Work, area: Area, label: Cell, figure: Cell): void {
  const name = takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, label)
  const into = `funds[${work.funds.length}].amount`
  const amount = takeCell(work.book, area, figure, 'value', ruleName(work, 'funds/amount'), into)
  pushFund(work, name, { amount }, null, 'annual')
}
