/** Points that are printed in a label: 产出指标(50分). */
import type { Cell } from '../model.ts'
import { glue } from '../text.ts'
import { type Area, takePart } from './area.ts'
import type { Span } from './claims.ts'
import { isLevelLabel } from './headings.ts'
import type { RoleColumn } from './roles.ts'
import { ruleName, type Work } from './work.ts'

/** （50分） in a text, and at the end of one. */
const POINTS = /[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]/
const AT_END = new RegExp(`${POINTS.source}\\s*$`)

/** Claims points that are printed in a label: 产出指标(50分). */
export function takePoints(work: Work, area: Area, cell: Cell): void {
  const m = POINTS.exec(cell.text) ?? barePoints(work, cell.text)
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

/** The target column in which points stand behind the values (明显提升（30分）), where no column of its own holds them. */
export function pointedColumn(columns: readonly RoleColumn[]): RoleColumn | null {
  if (columns.some(({ role }) => role === 'weight')) return null
  const pointed = columns.find(({ role, texts }) => {
    const count = texts.filter((text) => AT_END.test(text)).length
    return role === 'target' && count >= 2 && count * 2 > texts.length
  })
  return pointed ?? null
}

/** A target and the points behind it; null where none are. */
export function takePointed(work: Work, area: Area, cell: Cell, into: string): { text: Span; points: Span } | null {
  const m = AT_END.exec(cell.text)
  if (!m) return null
  const start = m.index + m[0].indexOf(m[1]!)
  const end = start + m[1]!.length
  const value = (from: number, to: number, role: 'target' | 'weight') =>
    takePart(work.book, area, cell, from, to, 'value', ruleName(work, `indicators/${role}`), `${into}.${role}`)
  const label = (from: number, to: number) =>
    takePart(work.book, area, cell, from, to, 'label', ruleName(work, 'indicators/points'))
  const text = value(0, m.index, 'target')
  label(m.index, start)
  const points = value(start, end, 'weight')
  label(end, cell.text.length)
  return { text, points }
}
