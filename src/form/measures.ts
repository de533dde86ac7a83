/** Adding what stands in a matrix or under a group banner to the record: measures and fields. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import { ruleName, type Work } from './work.ts'

/** Adds one cell of a matrix; a blank one keeps its place with no value. */
export function takeMeasure(
  work: Work,
  area: Area,
  cell: Cell | undefined,
  section: Span | null,
  rowPath: readonly Span[],
  columnPath: readonly Span[],
): void {
  const into = `measures[${work.measures.length}].value`
  const value =
    !cell || isBlank(cell.text) ? null : takeCell(work.book, area, cell, 'value', ruleName(work, 'group/measure'), into)
  work.measures.push({ section, rowPath, columnPath, value })
}

/** Adds a field whose label is the path to it: 资金管理情况/执行准确性. */
export function takeField(work: Work, area: Area, cell: Cell, path: readonly (Span | null)[]): void {
  const text = takeCell(work.book, area, cell, 'value', ruleName(work, 'group/field'), `fields[${work.fields.length}]`)
  const spans = path.filter((span) => span !== null)
  const label = spans.map((span) => normalize(span.text)).join('/')
  work.fields.push({ label: { text: label, stored: null, claims: spans.flatMap((span) => span.claims) }, text })
}
