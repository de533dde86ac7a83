/** Amounts that stand in one cell with their labels: 资金总额：18926, a sentence, 预算数：1500 beside 执行数：1480. */
import type { Cell } from '../model.ts'
import { isBlank } from '../text.ts'
import { findAmounts } from './amounts.ts'
import { type Area, sourcesOf, takePart } from './area.ts'
import { type Span, takeSpanOf } from './claims.ts'
import type { FundKey } from './draft.ts'
import { keyOf } from './fund-figures.ts'
import { type Half, isItem, pushFund } from './fund-lines.ts'
import { BLANK, ruleName, type Work } from './work.ts'

/** Reads the amounts that stand in a cell with their labels. */
export function readInlineAmounts(work: Work, area: Area, cell: Cell, half: Half | undefined): void {
  for (const source of sourcesOf(work.book, area, cell))
    for (const { label, amount, column } of findAmounts(source.text, work.terms)) {
      const name = takeSpanOf(work.book, source, label[0], label[1], 'label', ruleName(work, 'funds/row-label'))
      const before = /其中\s*[:：]?\s*$/.exec(source.text.slice(0, label[0]))
      if (before) work.book.claim(source, before.index, label[0], 'label', ruleName(work, 'funds/of-which'))
      const key = keyOf(column ?? undefined)
      if (key !== null) {
        addToTotal(work, key, name, (into) =>
          takeSpanOf(work.book, source, amount[0], amount[1], 'value', ruleName(work, `funds/${key}`), into),
        )
        continue
      }
      const blank = amount[0] === amount[1]
      const figure = blank
        ? BLANK
        : takeSpanOf(
            work.book,
            source,
            amount[0],
            amount[1],
            'value',
            ruleName(work, 'funds/amount'),
            `funds[${work.funds.length}].amount`,
          )
      pushFund(work, name, blank ? {} : { amount: figure }, null, half?.horizon ?? 'annual', half?.axis ?? null)
    }
}

/** 预算数：1500 | 执行数：1480 | 执行率98.67%: different figures of the total, each in its cell or all in one. */
export function readInlineFigures(work: Work, area: Area, cells: readonly Cell[], banner: Cell | null): boolean {
  const points = cells.flatMap((cell) => inlinePoints(work, cell) ?? [])
  const filled = cells.filter((cell) => !isBlank(cell.text) && points.every((one) => one.cell !== cell))
  const pairs = filled.map((cell) => findAmounts(cell.text, work.terms))
  const codes = pairs.flat().map((pair) => (pairs.length > 1 ? pair.heading : (pair.heading ?? pair.column)))
  const single = pairs.every((list) => list.length === 1)
  const known = new Set(codes)
  if (pairs.some((list) => list.length === 0) || known.size < 2 || known.has(null)) return false
  // A second 预算数 in one sentence is of another line.
  if (!single && known.size < codes.length) return false
  for (const [cell, pair] of filled.flatMap((one, i) => pairs[i]!.map((each) => [one, each] as const))) {
    const { label, amount } = pair
    const heading = pair.heading ?? pair.column
    const name = takePart(work.book, area, cell, ...label, 'label', ruleName(work, 'funds/row-label'))
    const key = keyOf(heading ?? undefined)
    const take = (into: string) =>
      takePart(work.book, area, cell, ...amount, 'value', ruleName(work, `funds/${key ?? 'other'}`), into)
    const total = banner && isItem(work, banner.text) ? { ...name, text: banner.text } : name
    if (amount[0] === amount[1]) continue
    if (key === null) work.fields.push({ label: name, text: take(`fields[${work.fields.length}]`) })
    else addToTotal(work, key, total, take)
  }
  for (const { cell, key, from } of points) {
    const name = takePart(work.book, area, cell, 0, from, 'label', ruleName(work, 'funds/row-label'))
    addToTotal(work, key, name, (into) =>
      takePart(work.book, area, cell, from, cell.text.length, 'value', ruleName(work, `funds/${key}`), into),
    )
  }
  return true
}

/** 得分：9.81分 beside them: points of the block with their label in one cell. */
function inlinePoints(work: Work, cell: Cell) {
  const match = /^\s*([^:：]{2,8})[:：]\s*(?=\d+(?:\.\d+)?分?\s*$)/.exec(cell.text)
  const column = match && work.terms.match('fund-column', match[1]!)
  const key = column?.how === 'exact' ? column.code : null
  return match && (key === 'weight' || key === 'score') ? ({ cell, key, from: match[0].length } as const) : null
}

/** 预算安排350万元，…；实际支出340万元，执行率97.14%: figures of the total, in a sentence. */
function addToTotal(work: Work, key: FundKey, label: Span, take: (into: string) => Span): void {
  const total = work.funds.findLastIndex((fund) => fund.item === 'total' && fund.figures[key] === undefined)
  const at = total < 0 ? work.funds.length : total
  const figure = { [key]: take(`funds[${at}].${key}`) }
  if (total < 0) pushFund(work, label, figure, 'total', 'annual', 'total')
  else work.funds[at] = { ...work.funds[at]!, figures: { ...work.funds[at]!.figures, ...figure } }
}
