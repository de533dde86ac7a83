/** Lines that name each of their figures: 其中：中央财政资金 | 预算数 | 900 | 执行数 | 900 | 100%. */
import type { Cell } from '../model.ts'
import { isBlank, normalize, stripLabel } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import type { FundKey } from './draft.ts'
import { takePair } from './fields.ts'
import { FIGURE, isEarlier, keyOf } from './fund-figures.ts'
import { isItem, pushFund } from './fund-lines.ts'
import { ruleName, type Work } from './work.ts'

/**
 * Reads such a row into one line; false when it is none. A bare percentage behind what was spent is the rate; figures
 * that no key holds (到位数) are fields.
 */
export function readNamed(work: Work, area: Area, cells: readonly Cell[]): boolean {
  const [label, ...rest] = cells.filter((cell) => !isBlank(cell.text))
  if (!label || rest.length < 4 || !isItem(work, label.text)) return false
  const found = new Map<FundKey, Cell>()
  const headings: Cell[] = []
  const aside: (readonly [Cell, Cell])[] = []
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const match = work.terms.match('fund-column', rest[i]!.text)
    if (match?.how !== 'exact' || !FIGURE.test(normalize(rest[i + 1]!.text))) return false
    const key = isEarlier(work, rest[i]!.text) ? null : keyOf(match.code)
    if (key === 'reason' || (key !== null && found.has(key))) return false
    if (key === null) aside.push([rest[i]!, rest[i + 1]!])
    else {
      headings.push(rest[i]!)
      found.set(key, rest[i + 1]!)
    }
  }
  if (found.size < 2) return false
  const last = rest.length % 2 === 1 ? rest.at(-1)! : null
  if (last && !(/^[\d.,]+%$/.test(normalize(last.text)) && found.has('executed') && !found.has('executionRate')))
    return false
  if (last) found.set('executionRate', last)
  const name = takeCell(work.book, area, label, 'label', ruleName(work, 'funds/row-label'))
  for (const cell of headings) takeCell(work.book, area, cell, 'label', ruleName(work, 'funds/figure-label'))
  const figures = [...found].map(([key, cell]) => {
    const into = `funds[${work.funds.length}].${key}`
    return [key, takeCell(work.book, area, cell, 'value', ruleName(work, `funds/${key}`), into)] as const
  })
  pushFund(work, name, Object.fromEntries(figures), null, 'annual')
  const section = { ...name, text: stripLabel(label.text) }
  for (const [heading, cell] of aside) takePair(work, area, heading, cell, section)
  return true
}
