/**
 * A heading of labels and one amount inside a funds block: 资金来源 | 金额（万元）, or two such halves side by side
 * (收入来源 | 金额 | 支出构成 | 金额).
 */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import type { Area } from './area.ts'
import { FIGURE } from './fund-figures.ts'
import { type Half, isItem } from './fund-lines.ts'
import type { Work } from './work.ts'

const AMOUNTS = new Set(['amount', 'initialBudget', 'adjustedBudget', 'executed'])

/** The filled cells of such a heading, or null: words only, an amount among them, over a row of words and figures. */
export function findAmountHeading(work: Work, area: Area, cells: readonly Cell[]): readonly Cell[] | null {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const row = filled[0]?.row ?? 0
  if (filled.length < 2 || row >= area.bottom || isAmount(work, filled[0]!)) return null
  const words = filled.every((cell) => cell.rowSpan === 1 && cell.text.length <= 20 && !isFigure(cell.text))
  const amounts = filled.filter((cell) => isAmount(work, cell))
  if (!words || amounts.length === 0 || !filled.every((cell) => isAmount(work, cell) || isCorner(work, cell)))
    return null
  const under = (cell: Cell) => normalize(area.index.at(row + 1, cell.column)?.text ?? '')
  const figures = amounts.every((cell) => under(cell) === '' || FIGURE.test(under(cell)))
  return figures && under(filled[0]!) !== '' && !isFigure(under(filled[0]!)) ? filled : null
}

const isFigure = (text: string) => FIGURE.test(normalize(text))

function isAmount(work: Work, cell: Cell): boolean {
  const match = work.terms.match('fund-column', cell.text)
  return match?.how === 'exact' && AMOUNTS.has(match.code)
}

/** 资金来源, 收入项目, 序号: what stands over labels, and is none itself. */
function isCorner(work: Work, cell: Cell): boolean {
  if (work.terms.match('fund-corner', cell.text)?.how === 'exact') return true
  const known = ['fund-axis', 'matrix-heading', 'fund-column'].some(
    (group) => work.terms.match(group, cell.text)?.how === 'exact',
  )
  return known && !isItem(work, cell.text)
}

/** The halves that a heading of several labels and amounts opens; null where it has one amount only. */
export function halvesOf(work: Work, area: Area, filled: readonly Cell[]): readonly Half[] | null {
  if (filled.length < 4 || !filled.every((cell, i) => isAmount(work, cell) === (i % 2 === 1))) return null
  return filled
    .filter((_, i) => i % 2 === 0)
    .map((cell, i): Half => {
      const axis = work.terms.match('fund-axis', cell.text)
      return {
        start: cell.column,
        end: filled[2 * i + 2]?.column ?? area.right + 1,
        axis: axis?.how === 'exact' ? (axis.code as Half['axis']) : null,
        horizon: 'annual',
      }
    })
}
