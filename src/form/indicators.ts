/** The part `rows`: indicator records under a heading, row by row, until a total or the end of their region. */
import type { Cell } from '../model.ts'
import { glue, isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, cellsIn, filledIn, rowsOf, takeCell, takePart } from './area.ts'
import type { Span } from './claims.ts'
import { type Heading, readHeading } from './columns.ts'
import type { DraftIndicator } from './draft.ts'
import { type LevelReader, levelCode, levelOfLabel, openLevels, passLevels, takeLevels } from './levels.ts'
import { observationsOf } from './observations.ts'
import { isIndicatorHeading, isTotal, type Region } from './regions.ts'
import { assignRoles, type RoleColumn } from './roles.ts'
import { findingOf, ruleName, type Work } from './work.ts'

/** The columns under which rows are read; a continued table takes those of the table before. */
export interface RowsPart {
  readonly columns: readonly RoleColumn[]
  readonly inner: number
}

/** Reads an indicators region. `before` holds the columns of a region that this one may go on with. */
export function readIndicators(work: Work, region: Region, before: RowsPart | null): RowsPart | null {
  const { area } = region
  if (region.banner) takeBanner(work, area, region.banner)
  let part = before
  let levels: Levels | null = null
  for (let row = area.top; row <= area.bottom; row++) {
    if (isIndicatorHeading(area, row, work.terms)) {
      const heading = readHeading(work, { ...region, area: rowsOf(area, area.top, area.bottom) }, row)
      part = { columns: decide(work, area, heading), inner: region.inner }
      levels = openAll(work, area, part, heading.bottom + 1)
      row = heading.bottom
      continue
    }
    if (!part) continue
    levels ??= openAll(work, area, part, area.top)
    if (isTotal(area, row, work.terms)) {
      readTotal(work, area, row, part)
      for (const reader of levels.values()) reader.wall()
    } else readRow(work, region, row, part, levels)
  }
  return part
}

/** A level reader for each group of columns that has names of its own. */
type Levels = ReadonlyMap<string, LevelReader>

function openAll(work: Work, area: Area, part: RowsPart, top: number): Levels {
  const groups = new Set(
    part.columns.filter((column) => column.role === 'level3').map((column) => column.qualifier ?? ''),
  )
  return new Map(
    [...(groups.size > 0 ? groups : [''])].map((group) => {
      const shared = part.columns.filter((column) => column.qualifier === group || column.qualifier === null)
      const own = shared.filter((column) => column.qualifier === group)
      return [group, openLevels(work, area, [...own, ...shared], top)]
    }),
  )
}

/** The banner, and the points printed in it: 绩效指标(90分). */
function takeBanner(work: Work, area: Area, banner: Cell): void {
  takeCell(work.book, area, banner, 'label', ruleName(work, 'indicators/banner'))
  takePoints(work, area, banner)
}

function takePoints(work: Work, area: Area, cell: Cell): void {
  const m = /[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]/.exec(cell.text)
  if (!m) return
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
  work.blocks.push({ label: { text: glue(cell.text.slice(0, m.index)), stored: null, claims: [] }, points })
}

/** Claims the headings, decides the roles, and says so where two assignments were too close. */
function decide(work: Work, area: Area, heading: Heading): readonly RoleColumn[] {
  const columns = assignRoles(work, heading.columns)
  for (const column of columns) {
    const spans = column.cells.map((cell) =>
      takeCell(work.book, area, cell, 'label', ruleName(work, `indicators/heading/${column.role ?? 'extra'}`)),
    )
    const candidates = column.candidates.map(({ role, points, why }) => ({
      name: role,
      points: Math.round(points * 100) / 100,
      why,
    }))
    const about = `${column.heading || '(blank)'}${column.qualifier ? ` [${column.qualifier}]` : ''}`
    work.evidence.push({ about, chosen: column.role, candidates })
    if (column.ambiguous)
      work.findings.push(
        findingOf(
          'ambiguous-column',
          'warning',
          `Column "${column.heading}" could be ${column.candidates.map((c) => c.role).join(' or ')}; it is kept in extra. Add its heading to the terms to decide.`,
          `“${column.heading}”列可能是${column.candidates.map((c) => c.role).join('或')}，无法判定，保留在 extra 中；可在术语表中补充该表头。`,
          spans,
        ),
      )
  }
  return columns
}

function cellUnder(area: Area, column: RoleColumn, row: number): Cell | undefined {
  let blank: Cell | undefined
  for (let c = column.start; c < column.end; c++) {
    const cell = area.index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
    blank ??= cell
  }
  return blank
}

function readRow(work: Work, region: Region, row: number, part: RowsPart, levels: Levels): void {
  const { area } = region
  const filled = filledIn(area, row).filter((cell) => cell !== region.banner)
  if (filled.length === 0) return
  if (isRepeatedHeading(filled, row, part)) {
    for (const cell of filled)
      if (cell.row === row) takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/heading'))
    return
  }
  if (readBand(work, area, row, region, levels)) return
  const names = new Map<string, RoleColumn>()
  for (const column of part.columns) if (column.role === 'level3') names.set(column.qualifier ?? '', column)
  for (const [qualifier, nameColumn] of names.size > 0 ? names : [['', lastLevel(part.columns)] as const])
    readRecord(work, area, row, part, levels, qualifier, nameColumn)
}

/** Without a name column (two levels only) the last level holds the names. */
function lastLevel(columns: readonly RoleColumn[]): RoleColumn | undefined {
  return columns.findLast((column) => column.role === 'level2') ?? columns.find((column) => column.role === 'level1')
}

function isRepeatedHeading(filled: readonly Cell[], row: number, part: RowsPart): boolean {
  const own = filled.filter((cell) => cell.row === row)
  return own.length >= 2 && own.every((cell) => part.columns.some((column) => column.heading === normalize(cell.text)))
}

/** A full-width row (一、投入目标) labels the rows below it. */
function readBand(work: Work, area: Area, row: number, region: Region, levels: Levels): boolean {
  const cells = cellsIn(area, row).filter((cell) => cell !== region.banner && cell.column >= region.inner)
  const only = cells.filter((cell) => !isBlank(cell.text))
  if (only.length !== 1 || cells.length !== 1 || only[0]!.row !== row || only[0]!.columnSpan < 2) return false
  const level = levelOfLabel(work, only[0]!.text)
  if (level === null) return false
  const label = takeCell(
    work.book,
    area,
    only[0]!,
    'value',
    ruleName(work, 'indicators/band'),
    `indicators[${work.indicators.length}].${level}`,
  )
  for (const reader of levels.values()) reader.wall({ code: levelCode(work, level, label.text), label })
  return true
}

function readRecord(
  work: Work,
  area: Area,
  row: number,
  part: RowsPart,
  levels: Levels,
  qualifier: string,
  nameColumn: RoleColumn | undefined,
): void {
  const into = `indicators[${work.indicators.length}]`
  const own = part.columns.filter(
    (column) => column.qualifier === null || column.qualifier === qualifier || !hasNames(part, column),
  )
  const nameCell = nameColumn ? cellUnder(area, nameColumn, row) : undefined
  const name = nameCell && !isBlank(nameCell.text) ? nameCell : undefined
  const values = own.filter(
    (column) => column !== nameColumn && !/^level/.test(column.role ?? '') && isOwn(area, column, row),
  )
  const placeholder = name === undefined || work.terms.pattern('placeholder', normalize(name.text)) !== null
  const cells = levels.get(qualifier)!.read(row)
  for (const cell of [cells.level1, cells.level2]) if (cell) takePoints(work, area, cell)
  if (placeholder && values.length === 0) {
    passLevels(work, area, cells)
    if (name) takeCell(work.book, area, name, 'label', ruleName(work, 'indicators/placeholder'))
    return
  }
  const { level1, level2 } = takeLevels(work, area, cells, into)
  const span: Span = name
    ? takeCell(work.book, area, name, 'value', ruleName(work, 'indicators/level3'), `${into}.level3`)
    : { text: '', stored: null, claims: [] }
  const take = (column: RoleColumn): Span | null => {
    const cell = cellUnder(area, column, row)
    if (!cell || isBlank(cell.text)) return null
    const key = column.role ?? `extra["${column.heading}"]`
    return takeCell(
      work.book,
      area,
      cell,
      'value',
      ruleName(work, `indicators/${column.role ?? 'extra'}`),
      `${into}.${key}`,
    )
  }
  const figures: Partial<Record<'weight' | 'score' | 'deviation', Span>> = {}
  for (const role of ['weight', 'score', 'deviation'] as const) {
    const column = own.find((one) => one.role === role)
    const figure = column ? take(column) : null
    if (figure) figures[role] = figure
  }
  const { observations, used } = observationsOf(own, take)
  const extra = own
    .filter((column) => column.role === null && !used.has(column))
    .flatMap((column) => {
      const text = take(column)
      return text ? [{ heading: column.heading, text }] : []
    })
  const draft: DraftIndicator = { level1, level2, name: span, parent: null, observations, figures, extra }
  work.indicators.push({ ...draft, parent: parentOf(work, name, draft) })
}

function hasNames(part: RowsPart, column: RoleColumn): boolean {
  return part.columns.some((other) => other.role === 'level3' && other.qualifier === column.qualifier)
}

/** A column holds something of this row itself. A cell merged over several rows belongs to each of them. */
function isOwn(area: Area, column: RoleColumn, row: number): boolean {
  const cell = cellUnder(area, column, row)
  return cell !== undefined && !isBlank(cell.text)
}

/** 其中 rows and indented rows without points belong to the last row that carries points and no value of its own. */
function parentOf(work: Work, name: Cell | undefined, draft: DraftIndicator): number | null {
  if (!name) return null
  const last = work.indicators.length - 1
  const sameGroup = (i: number) =>
    work.indicators[i]!.level2?.label.claims[0]?.place === draft.level2?.label.claims[0]?.place ||
    work.indicators[i]!.level2?.label.text === draft.level2?.label.text
  const ofWhich = /^[★☆*\s　]*其中[:：]?/.test(name.text)
  if (ofWhich && last >= 0 && sameGroup(last) && !draft.figures.weight) return work.indicators[last]!.parent ?? last
  const indented = /^[\s　]{2,}/.test(name.text) && !draft.figures.weight && !draft.figures.score
  if (!indented) return null
  for (let i = last; i >= 0 && sameGroup(i); i--) {
    const one = work.indicators[i]!
    if (one.parent === null) return one.observations.every(({ value }) => value === null) ? i : null
  }
  return null
}

/** 总分 100 100: figures under weight and score; where a format lost the spans, two figures are weight and score in order. */
function readTotal(work: Work, area: Area, row: number, part: RowsPart): void {
  const cells = cellsFrom(area, row).filter((cell) => !isBlank(cell.text))
  const [label, ...figures] = cells
  if (label) takeCell(work.book, area, label, 'label', ruleName(work, 'indicators/total'))
  const columns = (['weight', 'score'] as const).flatMap((role) =>
    part.columns
      .filter((column) => column.role === role && column.qualifier === null)
      .map((column) => ({ role, column })),
  )
  const under = figures.map(
    (cell) =>
      columns.find(({ column }) => cell.column < column.end && cell.column + cell.columnSpan > column.start)?.role,
  )
  const lost = under.every((role) => role === undefined)
  for (const [i, cell] of figures.entries()) {
    const role = lost && figures.length === columns.length ? columns[i]!.role : under[i]
    const key = role === 'weight' ? 'totalWeight' : 'totalScore'
    if (role && !work.totals[role])
      work.totals[role] = takeCell(work.book, area, cell, 'value', ruleName(work, `indicators/${key}`), key)
  }
}
