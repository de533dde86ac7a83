/** Which rows are lines of funds where no banner says so, and where they end. */
import type { Cell } from '../model.ts'
import { isBlank, normalize, normalizeLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, cellsFrom, cellsIn, filledIn, pairCells } from './area.ts'
import type { Terms } from './form.ts'
import { isGoalHeading, isIndicatorHeading, isTotal } from './headings.ts'
import { isLineUnder } from './shapes.ts'

/** A row, and what stands above it. */
interface Here {
  readonly area: Area
  readonly row: number
  readonly terms: Terms
  /** The kind of the region above. */
  readonly before: string | null
  /** True below indicators. */
  readonly below: boolean
}

/** A fund label beside its figure (年度资金总额 | 854); below such a line, beside a blank or a dash as well. */
export function isFundLine({ area, row, terms, before, below }: Here, edge: Cell): boolean {
  if (edge.rowSpan > 1 || (below && before !== 'funds' && isTotal(area, row, terms))) return false
  const item = terms.match('fund-item', edge.text) ?? terms.match('fund-label', edge.text)
  if (terms.pattern('fund-earlier', normalizeLabel(edge.text))) return false
  if (!item || (item.how !== 'exact' && item.how !== 'suffix')) return false
  const text = textBeside({ area, row }, edge)
  return FIGURE.test(text) || (before === 'funds' && item.how === 'exact' && /^[-—–/\\]?$/.test(text))
}

/** Labels that name different figures, with their figures: the row is one (`whole`), or starts with a banner (`beside`). */
export function findFigurePairs(here: Here): 'whole' | 'beside' | null {
  const cells = pairCells(here.area, here.row)
  if (isFigurePairs(here, cells)) return 'whole'
  const { terms } = here
  const [edge, ...others] = cells
  if (!edge || terms.match('head', edge.text)?.how === 'exact' || FIGURE.test(normalize(edge.text))) return null
  return isFigurePairs(here, others) || isInlineFigures(here, others) ? 'beside' : null
}

/** 预算安排数 | 50 | 实际支出数 | 49.5, and nothing else. */
function isFigurePairs({ terms }: Here, cells: readonly Cell[]): boolean {
  const codes = new Set<string>()
  for (let i = 0; i < cells.length; i += 2) {
    const code = figureCode(terms, cells[i]!.text)
    const figure = normalize(cells[i + 1]?.text ?? '')
    if (code === null || !(FIGURE.test(figure) || /^[\d.,]+%$/.test(figure))) return false
    codes.add(code)
  }
  return areSpent(codes)
}

/** 预算数：1500 | 执行数：1480 | 执行率：98.67%: each label with its figure in one cell. */
function isInlineFigures({ terms }: Here, cells: readonly Cell[]): boolean {
  const codes = new Set<string>()
  for (const { text } of cells.filter((cell) => !isBlank(cell.text))) {
    const m = /^([^:：]{2,24})[:：]\s*-?[\d.,]+\s*(?:亿元|万元|元|亿|万|%)?\s*$/.exec(text)
    const code = m ? figureCode(terms, m[1]!) : null
    if (code === null) return false
    codes.add(code)
  }
  return areSpent(codes)
}

function figureCode(terms: Terms, label: string): string | null {
  const match = terms.match('fund-column', label)
  const earlier = terms.pattern('fund-earlier', normalizeLabel(label))
  return match?.how === 'exact' && !earlier ? match.code : null
}

const areSpent = (codes: ReadonlySet<string>) =>
  codes.size >= 2 && (codes.has('executed') || codes.has('executionRate'))

/** 资金来源 | 区级财政, 资金性质 | 财政拨款 | 项目负责人 | 张某: words in the place of amounts, a row of the head. */
export function isWords({ area, row, terms }: Here): boolean {
  const cells = cellsFrom(area, row)
  const beside = cells.slice(1)
  if (beside.every((cell) => isBlank(cell.text))) return false
  return beside.every((cell, i) => {
    const item = terms.match('fund-item', cell.text) ?? terms.match('fund-label', cell.text)
    const next = cells[i + 2]
    const open = /[:：]\s*$/.test(cell.text) || (next !== undefined && isBlank(next.text))
    const figure =
      FIGURE.test(normalize(cell.text)) || findAmounts(cell.text, terms).some(({ amount }) => amount[0] < amount[1])
    return !figure && !(item && item.how !== 'contains' && open)
  })
}

/** A figure with its unit, or none. */
export const FIGURE = /^-?[\d.,]+(?:亿元|万元|元|亿|万)?$/

/** The normalized text of the cell right of an edge cell, spacers passed; empty where there is none. */
export function textBeside({ area, row }: Pick<Here, 'area' | 'row'>, edge: Cell): string {
  return normalize(pairCells(area, row).find((cell) => cell.column > edge.column)?.text ?? '')
}

/** The last line below a heading of funds. */
export function fundsEnd(area: Area, heading: number, terms: Terms): number {
  let end = heading
  for (let row = heading + 1; row <= area.bottom; row++) {
    const first = filledIn(area, row)[0]
    if (!first || isIndicatorHeading(area, row, terms) || isGoalHeading(area, row, terms)) break
    const ofWhich = normalizeLabel(first.text) === ''
    const known = ofWhich || ['fund-item', 'fund-label', 'fund-axis'].some((group) => terms.match(group, first.text))
    if (!known && !isLineUnder(area, heading, row, terms) && !isBlankLine(area, heading, row)) break
    end = row
  }
  return end
}

/** Figures below a blank label (资金情况 | 年初预算 | 执行数 over | 200 | 180), or below every heading: a line all the same. */
function isBlankLine(area: Area, heading: number, row: number): boolean {
  const [first, ...others] = cellsFrom(area, row)
  if (!first || first.column !== area.left) return false
  const starts = new Set(cellsIn(area, heading).map((cell) => cell.column))
  const figures = (isBlank(first.text) ? others : [first, ...others]).filter((cell) => !isBlank(cell.text))
  const isFigure = ({ text }: Cell) => /^[-\d.,]+(?:亿元|万元|元|亿|万|分|%)?$/.test(normalize(text))
  return figures.length >= 2 && figures.every((cell) => starts.has(cell.column) && isFigure(cell))
}
