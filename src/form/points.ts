/** Points that are printed in a label: 产出指标(50分). */
import type { Cell } from '../model.ts'
import { glue } from '../text.ts'
import { type Area, takePart } from './area.ts'
import { isLevelLabel } from './headings.ts'
import { ruleName, type Work } from './work.ts'

/** Claims points that are printed in a label: 产出指标(50分). */
export function takePoints(work: Work, area: Area, cell: Cell): void {
  const m = /[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]/.exec(cell.text) ?? barePoints(work, cell.text)
  if (!m || isPrintedAgain(work, area, cell)) return
  const start = m.index + m[0].indexOf(m[1]!)
  const into = `blocks[${work.blocks.length}].points`
  const points = takePart(
    work.book,
    area,
    cell,
    start,
    start + m[1]!.length,
    'value',
    ruleName(work, 'indicators/points'),
    into,
  )
  const [claim] = points.claims
  if (!claim || work.blocks.some((block) => block.points.claims[0]!.place === claim.place)) return
  work.blocks.push({
    label: { text: glue(cell.text.slice(0, m.index)).replace(/[:：]$/, ''), stored: null, claims: [] },
    points,
  })
}

/** 产出指标 over 50分 in one cell: the points of a level, without brackets. */
function barePoints(work: Work, text: string): RegExpExecArray | null {
  const m = /[\s　]*(?<![\d.])(\d+(?:\.\d+)?)\s*分\s*$/.exec(text)
  return m && isLevelLabel(work.terms, text.slice(0, m.index)) ? m : null
}

/** 产出指标（50分） at the top of the next page, where the rows above have it already: one block, not two. */
function isPrintedAgain(work: Work, area: Area, cell: Cell): boolean {
  const last = work.indicators.at(-1)
  return [last?.level1?.label, last?.level2?.label].some(
    (label) => label?.claims[0]?.place.block !== area.block && glue(label?.text ?? '') === glue(cell.text),
  )
}
