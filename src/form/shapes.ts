/** What a row looks like beside the rows above it: the same cell edges, figures under headings, a total with its figures. */
import type { Cell } from '../model.ts'
import { isBlank, normalize, normalizeLabel } from '../text.ts'
import { type Area, cellsFrom, cellsIn, filledIn } from './area.ts'
import type { Terms } from './form.ts'
import { FIGURE } from './fund-figures.ts'

const edgesOf = (cells: readonly Cell[]) => cells.map((cell) => cell.column).join()

const isNone = (cell: Cell) => isBlank(cell.text) || /^[-—–/\\]{1,3}$/.test(normalize(cell.text))

/**
 * True for a row that goes on with the rows above it: cells at the same edges, most of them filled, with words beside the
 * first one. 预算执行情况 | 25 | 支出率 | 25 | 按比例 among indicators is a level, no banner of funds.
 */
export function goesOnAlike(area: Area, row: number): boolean {
  const [cells, above] = [cellsIn(area, row), cellsIn(area, row - 1)]
  const filled = filledIn(area, row)
  const words = filled.slice(1).filter((cell) => !FIGURE.test(normalize(cell.text)))
  return (
    row > area.top &&
    edgesOf(cells) === edgesOf(above) &&
    filled.length >= 4 &&
    filled.length * 2 > cells.length &&
    words.length > 0
  )
}

/**
 * True for a line of a fund matrix whatever its label says: cells at the edges of the heading, nothing but figures, dashes
 * and blanks right of a short label (总量 | 500.00 | 480.00 | 475.00 | 98.96).
 */
export function isLineUnder(area: Area, heading: number, row: number, terms: Terms): boolean {
  const [first, ...others] = cellsFrom(area, row)
  if (!first || first.row !== row || first.column !== area.left || isBlank(first.text)) return false
  const label = normalizeLabel(first.text)
  if (label.length > 20 || FIGURE.test(normalize(label))) return false
  const other = ['head', 'field', 'closing'].some((group) => terms.match(group, first.text)?.how === 'exact')
  const banner = terms.match('banner', first.text)
  if (other || (banner?.how === 'exact' && banner.code !== 'funds')) return false
  return (
    others.length >= 2 &&
    edgesOf(others) === edgesOf(cellsIn(area, heading).slice(1)) &&
    others.every((cell) => isNone(cell) || FIGURE.test(normalize(cell.text)))
  )
}

/** True for 总分 | 100 | 96.5 wherever it stands: a total and nothing but figures beside it, a grade at most. */
export function isFigureTotal(area: Area, row: number, terms: Terms): boolean {
  const filled = filledIn(area, row)
  const [first, ...figures] = filled
  if (!first || first.row !== row || figures.length === 0) return false
  const total = terms.match('total', first.text)?.how === 'exact'
  // 自评得分 | 88 beside one figure; with more of them it is no label of a total.
  const score = figures.length === 1 && terms.match('total-label', first.text)?.how === 'exact'
  // 自评得分 | 90 | 89 over the left columns: the points and what was got of them.
  const [weight, got, ...remarks] = figures
  const named = terms.match('head', first.text)
  const both = named?.code === 'totalScore' && named.how !== 'contains' && got !== undefined && remarks.length <= 1
  const figure = (cell: Cell) => cell.row === row && FIGURE.test(normalize(cell.text))
  if (both && (first.columnSpan > 1 || area.flat) && figure(weight!) && figure(got)) return true
  const numbers = figures.filter(({ text }) => terms.pattern('grade', normalize(text)) === null)
  return (total || score) && numbers.length > 0 && numbers.every(figure)
}

/** True for a label that closes the indicators where it starts a row: 存在问题, 未完成原因及改进措施. */
export function isClosingLabel(terms: Terms, text: string): boolean {
  if (terms.match('closing', text)?.how === 'exact') return true
  const column = terms.match('indicator-column', text)
  return column?.how === 'exact' && column.code === 'deviation'
}

/** Where 产出指标-数量指标 parts: the end of its first level and the start of its second; null for any other label. */
export function splitLevels(terms: Terms, text: string): readonly [end: number, start: number] | null {
  for (const m of text.matchAll(/\s*(?:[-—–－_/／\\>→·]+|\n)\s*/g)) {
    const [end, start] = [m.index, m.index + m[0].length]
    const exact = (group: string, part: string) => terms.match(group, part)?.how === 'exact'
    if (exact('level1', text.slice(0, end)) && exact('level2', text.slice(start))) return [end, start]
  }
  return null
}
