/**
 * Headings of a fund matrix that say more than one row of figures: two blocks side by side, parts and their sum, groups
 * over parts of the year.
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, takeCell } from './area.ts'
import type { FundColumn } from './fund-columns.ts'
import { FIGURE, keyOf } from './fund-figures.ts'
import { isItem } from './fund-lines.ts'
import { ruleName, type Work } from './work.ts'

/** Columns that have their own labels left of them, from `start` to `end` (exclusive). */
export interface Block {
  readonly start: number
  readonly end: number
  readonly columns: readonly FundColumn[]
  readonly axis: Fund['axis'] | null
}

const isWords = (text: string) => /\p{Script=Han}/u.test(text) && !/\d/.test(text)

/** 资金来源 | 预算数 | 支出构成 | 预算数 | 执行数: a heading over labels amid the figures opens a second block; null where none does. */
export function blocksOf(
  work: Work,
  area: Area,
  row: number,
  columns: readonly FundColumn[],
  corner: Cell | null,
): readonly Block[] | null {
  const below = ({ start }: FundColumn) => normalize(area.index.at(row + 1, start)?.text ?? '')
  const opens = (column: FundColumn, i: number) =>
    i > 0 &&
    column.key === null &&
    ['fund-axis', 'fund-corner'].some((group) => work.terms.match(group, column.heading)?.how === 'exact') &&
    isWords(below(column)) &&
    (columns[i + 1]?.key ?? null) !== null
  const starts = columns.filter(opens)
  if (!corner || starts.length === 0) return null
  const edges = [corner.column, ...starts.map(({ start }) => start), area.right + 1]
  return edges.slice(0, -1).map((start, i): Block => {
    const end = edges[i + 1]!
    const axis = work.terms.match('fund-axis', i === 0 ? corner.text : starts[i - 1]!.heading)
    return {
      start,
      end,
      columns: columns.filter((column) => column.start >= start && column.start < end && !starts.includes(column)),
      axis: axis?.how === 'exact' ? (axis.code as Fund['axis']) : null,
    }
  })
}

/** 预算构成 | 本年预算 | 上年结转 | 合计 over lines of as many figures: the sum is the amount, its parts are fields. */
export function readSumHeading(work: Work, area: Area, cells: readonly Cell[]): readonly FundColumn[] | null {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const [corner, ...others] = filled
  const [sum, row] = [filled.at(-1), filled[0]?.row ?? 0]
  if (
    !corner ||
    !sum ||
    others.length < 3 ||
    row >= area.bottom ||
    work.terms.match('total', sum.text)?.how !== 'exact'
  )
    return null
  const under = (cell: Cell) => area.index.at(row + 1, cell.column)
  const words = filled.every(
    ({ text, rowSpan }) => rowSpan === 1 && isWords(text) && text.length <= 12 && !/[:：]/.test(text),
  )
  const figures = others.every((cell) => {
    const one = under(cell)
    return one?.column === cell.column && /\d/.test(one.text) && FIGURE.test(normalize(one.text))
  })
  const label = under(corner)
  if (!words || !figures || !label || !isItem(work, label.text) || isItem(work, corner.text)) return null
  if (
    others.some(({ text }) => ['executed', 'executionRate'].includes(work.terms.match('fund-column', text)?.code ?? ''))
  )
    return null
  takeCell(work.book, area, corner, 'label', ruleName(work, 'funds/heading/other'))
  return others.map((cell): FundColumn => {
    takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/heading/sum'))
    const key = cell === sum ? 'amount' : null
    return {
      start: cell.column,
      end: cell.column + cell.columnSpan,
      key,
      heading: normalize(cell.text),
      item: false,
      horizon: 'annual',
    }
  })
}

/** 预算数 over 年初 | 调整后, 执行数 over 上半年 | 全年: what the lower row says goes with its group; null where there is none. */
export function readLeaves(
  work: Work,
  area: Area,
  row: number,
  columns: readonly FundColumn[],
): readonly FundColumn[] | null {
  const own = cellsFrom(area, row + 1).filter((cell) => cell.row === row + 1 && !isBlank(cell.text))
  const over = (cell: Cell) =>
    columns.find(({ start, end }) => end - start > 1 && cell.column >= start && cell.column + cell.columnSpan <= end)
  const leaves = own.filter((cell) => cell.column >= (columns[0]?.start ?? 0))
  if (leaves.length < 2 || leaves.length < own.length || row + 1 >= area.bottom) return null
  if (!leaves.every((cell) => over(cell)?.key && isWords(cell.text) && cell.text.length <= 6)) return null
  return columns.flatMap((column): readonly FundColumn[] => {
    const parts = leaves.filter((cell) => over(cell) === column)
    if (parts.length === 0) return [column]
    return parts.map((cell) => {
      takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/heading/part'))
      const heading = `${normalize(cell.text)}${column.heading}`
      const match = work.terms.match('fund-column', heading)
      const key = match?.how === 'exact' ? keyOf(match.code) : null
      return { ...column, start: cell.column, end: cell.column + cell.columnSpan, key, heading }
    })
  })
}
