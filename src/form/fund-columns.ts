/** Amounts with their labels under the headings of different figures: 年度预算资金 | 全年执行数 over 总额：200万元 | 总额：198.5万元. */
import type { Cell, Fund } from '../model.ts'
import { isBlank, normalize, stripLabel } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, takeCell, takePart } from './area.ts'
import type { FundKey } from './draft.ts'
import { FIGURE } from './fund-figures.ts'
import { type Half, lineAxis, pushFund } from './fund-lines.ts'
import { BLANK, ruleName, type Work } from './work.ts'

/** A headed column of a fund matrix; `key` null: its figures are fields. */
export interface FundColumn {
  readonly start: number
  readonly end: number
  readonly key: FundKey | null
  readonly heading: string
  /** True for the name of a line (基本支出) among the names of figures. */
  readonly item: boolean
  readonly horizon: Fund['horizon']
}

/** Reads a row of labelled amounts into lines, one for each label; false when it is none. */
export function readLabelledCells(
  work: Work,
  area: Area,
  cells: readonly Cell[],
  { columns, halves }: { readonly columns: readonly FundColumn[]; readonly halves: readonly Half[] },
): boolean {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const under = filled.map((cell) => columns.find(({ start, end }) => cell.column >= start && cell.column < end))
  const pairs = filled.map((cell) => findAmounts(cell.text, work.terms))
  const labelled = pairs.filter((list) => list.length === 1).length
  if (labelled < 2 || pairs[0]!.length !== 1 || under.some((column) => !column?.key)) return false
  if (!filled.every((cell, i) => pairs[i]!.length === 1 || FIGURE.test(normalize(cell.text)))) return false
  const lines = new Map<string, number>()
  for (const [i, cell] of filled.entries()) {
    const key = under[i]!.key!
    const pair = pairs[i]![0]
    const rule = ruleName(work, `funds/${key}`)
    if (!pair) {
      const at = [...lines.values()][0]!
      add(work, at, { [key]: takeCell(work.book, area, cell, 'value', rule, `funds[${at}].${key}`) })
      continue
    }
    const label = takePart(
      work.book,
      area,
      cell,
      pair.label[0],
      pair.label[1],
      'label',
      ruleName(work, 'funds/row-label'),
    )
    const of = /其中\s*[:：]?\s*$/.exec(cell.text.slice(0, pair.label[0]))
    if (of) takePart(work.book, area, cell, of.index, pair.label[0], 'label', ruleName(work, 'funds/of-which'))
    const name = stripLabel(label.text)
    const at = lines.get(name) ?? work.funds.length
    const blank = pair.amount[0] === pair.amount[1]
    const figure = blank
      ? BLANK
      : takePart(work.book, area, cell, pair.amount[0], pair.amount[1], 'value', rule, `funds[${at}].${key}`)
    const half = halves.find(({ start, end }) => cell.column >= start && cell.column < end)
    if (at === work.funds.length)
      pushFund(work, label, {}, null, under[i]!.horizon, lineAxis(work, name, half?.axis ?? null))
    lines.set(name, at)
    if (!blank) add(work, at, { [key]: figure })
  }
  return true
}

function add(work: Work, at: number, figures: Work['funds'][number]['figures']): void {
  work.funds[at] = { ...work.funds[at]!, figures: { ...work.funds[at]!.figures, ...figures } }
}
