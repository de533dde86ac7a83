/**
 * A funds block turned by a quarter: items as headings (总额 | 一般公共预算 | 其他) over one row of figures, or over
 * rows that name their figure (预算数 | 100 | 90 | 10).
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, takeCell } from './area.ts'
import type { FundKey } from './draft.ts'
import { FIGURE, isEarlier, keyOf, takeUnit } from './fund-figures.ts'
import { isItem, pushFund } from './fund-lines.ts'
import type { Region } from './regions.ts'
import { ruleName, type Work } from './work.ts'

interface FigureRow {
  readonly label: Cell | null
  readonly key: FundKey
  readonly figures: readonly Cell[]
}

/** Reads items as headings with the figures below them; returns the last row read, or null where there are none. */
export function readItemColumns(work: Work, region: Region, row: number, axis: Fund['axis']): number | null {
  const { area } = region
  const filled = (at: number) => (at > area.bottom ? [] : innerCells(region, at).filter((cell) => !isBlank(cell.text)))
  const top = filled(row)
  if (top.length < 2 || !top.every(isWord)) return null
  const below = filled(row + 1)
  const two = below.length > 0 && below.every(isWord) && filled(row + 2).some(({ text }) => /\d/.test(text))
  const leaves = two ? [...top.filter(({ rowSpan }) => rowSpan > 1), ...below] : top
  const rows = figureRows(work, region, row + (two ? 2 : 1), leaves)
  const items = leaves.filter((cell) => isItem(work, cell.text) || (two && isUnderItem(work, cell, top)))
  if (rows.length === 0 || items.length < 2 || items.length * 2 < leaves.length) return null
  const groups = top.filter((one) => !leaves.includes(one))
  for (const leaf of [...leaves].sort((a, b) => a.column - b.column)) {
    const group = groups.find(({ column }) => column === leaf.column)
    if (group) takeItem(work, area, group, [], axis)
    const own = rows.flatMap(({ key, figures }) => {
      const figure = figures.find((cell) => cell.column >= leaf.column && cell.column < leaf.column + leaf.columnSpan)
      return figure ? [{ key, figure }] : []
    })
    if (items.includes(leaf) || own.length > 0) takeItem(work, area, leaf, own, axis)
    else takeCell(work.book, area, leaf, 'label', ruleName(work, 'funds/corner'))
  }
  for (const { label } of rows) if (label) takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  return row + (two ? 1 : 0) + rows.length
}

const isWord = ({ text }: Cell) => !FIGURE.test(normalize(text)) && text.length <= 20 && !/\d|[:：]\s*$/.test(text)

function isUnderItem(work: Work, cell: Cell, top: readonly Cell[]): boolean {
  const over = top.find((one) => cell.column >= one.column && cell.column < one.column + one.columnSpan)
  return over !== undefined && isItem(work, over.text)
}

function innerCells({ area, inner, banner }: Region, row: number): readonly Cell[] {
  return cellsFrom(area, row).filter((cell) => cell.column >= inner && cell !== banner)
}

/** The rows of figures below the items: one without a label, or some that a heading of figures labels. */
function figureRows(work: Work, region: Region, from: number, leaves: readonly Cell[]): readonly FigureRow[] {
  const rows: FigureRow[] = []
  const starts = new Set(leaves.map(({ column }) => column))
  for (let row = from; row <= region.area.bottom; row++) {
    const cells = innerCells(region, row).filter((cell) => !isBlank(cell.text))
    const label = cells[0] && !FIGURE.test(normalize(cells[0].text)) ? cells[0] : null
    const figures = label ? cells.slice(1) : cells
    const known =
      label && !isEarlier(work, label.text) ? keyOf(work.terms.match('fund-column', label.text)?.code) : null
    const key = label ? known : 'amount'
    const plain = figures.every((cell) => FIGURE.test(normalize(cell.text)) && starts.has(cell.column))
    if (key === null || figures.length === 0 || !plain || (!label && rows.length > 0)) break
    rows.push({ label, key, figures })
    if (!label) break
  }
  return rows
}

function takeItem(
  work: Work,
  area: Area,
  label: Cell,
  own: readonly { readonly key: FundKey; readonly figure: Cell }[],
  axis: Fund['axis'],
): void {
  const name = takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  takeUnit(work, area, label)
  const into = `funds[${work.funds.length}]`
  const figures = Object.fromEntries(
    own.map(({ key, figure }) => [
      key,
      takeCell(work.book, area, figure, 'value', ruleName(work, `funds/${key}`), `${into}.${key}`),
    ]),
  )
  const total = work.terms.match('fund-item', label.text)?.code === 'total'
  pushFund(work, name, figures, null, 'annual', total ? null : axis)
}
