/**
 * A funds block turned by 90°: the items head the columns (合计 | 财政拨款 | 自筹资金), the rows below them are different
 * figures (预算数, 执行数), or one row of amounts.
 */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import type { FundKey } from './draft.ts'
import { FIGURE, keyOf, takeUnit } from './fund-figures.ts'
import { lineAxis, pushFund } from './fund-lines.ts'
import { ruleName, type Work } from './work.ts'

/** An item that heads a column, with the figures found below it so far. */
export interface TurnedItem {
  readonly start: number
  readonly end: number
  readonly label: Span
  readonly figures: Partial<Record<FundKey, Span>>
}

/** The items of a heading row, or null when it is none: two items or more, and nothing but figures below them. */
export function readItems(
  work: Work,
  area: Area,
  cells: readonly Cell[],
  below: readonly Cell[],
): readonly TurnedItem[] | null {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const exact = (group: string) => (cell: Cell) => work.terms.match(group, cell.text)?.how === 'exact'
  const items = filled.filter(exact('fund-item'))
  // 专项债券资金 among 资金总额 and 财政预算资金: a label without an item is a line as well.
  const known = items.length < 2 ? items : filled.filter((cell) => items.includes(cell) || exact('fund-label')(cell))
  const corner = filled.length - known.length
  if (known.length < 2 || corner > 1 || (corner === 1 && filled[0] === known[0])) return null
  const under = known.map((item) => below.find((cell) => cell.column === item.column))
  const texts = under.map((cell) => normalize(cell?.text ?? ''))
  if (!texts.every((text) => text === '' || FIGURE.test(text)) || !texts.some((text) => /\d/.test(text))) return null
  const rule = ruleName(work, 'funds/turned')
  for (const cell of filled) if (!known.includes(cell)) takeCell(work.book, area, cell, 'label', rule)
  return known.map((cell) => {
    takeUnit(work, area, cell)
    const label = takeCell(work.book, area, cell, 'label', rule)
    return { start: cell.column, end: cell.column + cell.columnSpan, label, figures: {} }
  })
}

/**
 * Items of two heading rows: 基本支出 | 项目支出 over 人员经费 | 公用经费 | 常规项目 | 一次性项目, and figures below. An item over
 * others is a line without a figure of its own. Null where the rows are none.
 */
export function readGroups(
  work: Work,
  area: Area,
  cells: readonly Cell[],
  below: readonly Cell[],
  deeper: readonly Cell[],
): readonly TurnedItem[] | null {
  const groups = cells.filter((cell) => !isBlank(cell.text))
  const parts = below.filter((cell) => !isBlank(cell.text))
  const words = ({ text }: Cell) => !FIGURE.test(normalize(text)) && text.length <= 20 && !/[:：]/.test(text)
  const known = groups.every((cell) => work.terms.match('fund-item', cell.text)?.how === 'exact')
  if (groups.length < 2 || !known || parts.length <= groups.length || !parts.every(words)) return null
  const over = (part: Cell) =>
    groups.find(({ column, columnSpan }) => part.column >= column && part.column < column + columnSpan)
  const figures = parts.map((part) => normalize(deeper.find((cell) => cell.column === part.column)?.text ?? ''))
  if (!parts.every(over) || !figures.every((text) => text === '' || FIGURE.test(text))) return null
  if (!figures.some((text) => /\d/.test(text))) return null
  const itemOf = (cell: Cell, start: number): TurnedItem => {
    takeUnit(work, area, cell)
    const label = takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/turned'))
    return { start, end: start < 0 ? start : cell.column + cell.columnSpan, label, figures: {} }
  }
  return groups.flatMap((group) => {
    const own = parts.filter((part) => over(part) === group)
    return [itemOf(group, -1), ...own.map((part) => itemOf(part, part.column))]
  })
}

/** Reads a row of figures below the items; false when it is none. Its label says which figures: 预算数, else the amount. */
export function readTurned(
  work: Work,
  area: Area,
  cells: readonly Cell[],
  items: readonly TurnedItem[],
  first: number,
): boolean {
  const left = Math.min(...items.flatMap(({ start }) => (start < 0 ? [] : [start])))
  const label = cells.filter((cell) => cell.column < left && !isBlank(cell.text)).at(-1)
  const key = label ? keyOf(work.terms.match('fund-column', label.text)?.code) : 'amount'
  const figures = cells.filter((cell) => cell.column >= left && !isBlank(cell.text))
  if (figures.length === 0 || !figures.every((cell) => FIGURE.test(normalize(cell.text)))) return false
  if (label) takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  for (const cell of figures) {
    const at = items.findIndex(({ start, end }) => cell.column >= start && cell.column < end)
    const item = items[at]
    const taken = key === null || item === undefined || item.figures[key] !== undefined
    const into = taken ? `fields[${work.fields.length}]` : `funds[${first + at}].${key}`
    const text = takeCell(work.book, area, cell, 'value', ruleName(work, `funds/${key ?? 'other'}`), into)
    if (!taken) item.figures[key] = text
    else
      work.fields.push({
        label: {
          text: [item?.label.text, label?.text]
            .filter(Boolean)
            .map((one) => normalize(one!))
            .join('/'),
          stored: null,
          claims: [],
        },
        text,
      })
  }
  return true
}

/** Adds the items with their figures as fund lines. */
export function pushItems(work: Work, items: readonly TurnedItem[], axis: Fund['axis']): void {
  for (const { label, figures } of items)
    pushFund(work, label, figures, null, 'annual', lineAxis(work, label.text, axis))
}
