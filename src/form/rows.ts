/** One body row of a rows part: a repeated heading, a band, a placeholder, or a record for each group of columns. */
import type { Cell, Finding } from '../model.ts'
import { glue, isBlank, normalize } from '../text.ts'
import { type Area, cellsIn, filledIn, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import type { DraftIndicator } from './draft.ts'
import {
  type LevelCells,
  type LevelReader,
  levelCode,
  levelOfLabel,
  openLevels,
  passLevels,
  takeLevels,
} from './levels.ts'
import { observationsOf } from './observations.ts'
import { parentOf, sharedPoints, sharedWith } from './parents.ts'
import { pointedColumn, takePointed, takePoints } from './points.ts'
import type { Region } from './regions.ts'
import type { RoleColumn } from './roles.ts'
import { takeRowGoals } from './row-goals.ts'
import { isTick } from './ticks.ts'
import { ruleName, type Work } from './work.ts'

/** The columns under which rows are read; a continued table takes those of the table before. */
export interface RowsPart {
  readonly columns: readonly RoleColumn[]
  /** What the banner beside them speaks of: 长期绩效指标. */
  readonly horizon: 'annual' | 'multi-year'
  readonly inner: number
}

/** A level reader for each group of columns that has names of its own. */
export type Levels = ReadonlyMap<string, LevelReader>

/** Opens the level readers of a rows part. */
export function openAll(work: Work, area: Area, part: RowsPart, top: number): Levels {
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

function cellUnder(area: Area, column: RoleColumn, row: number): Cell | undefined {
  let blank: Cell | undefined
  for (let c = column.start; c < column.end; c++) {
    const cell = area.index.at(row, c)
    if (cell && !isBlank(cell.text)) return cell
    blank ??= cell
  }
  return blank
}

/** Reads one row. */
export function readRow(work: Work, region: Region, row: number, part: RowsPart, levels: Levels): void {
  const { area } = region
  const filled = filledIn(area, row).filter((cell) => cell !== region.banner)
  if (filled.length === 0) return
  if (isRepeatedHeading(filled, row, part)) {
    for (const cell of filled)
      if (cell.row === row) takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/heading'))
    return
  }
  if (readBand(work, area, row, region, part, levels)) return
  takeRowGoals(work, area, row, part.columns)
  const names = new Map<string, RoleColumn>()
  for (const column of part.columns) if (column.role === 'level3') names.set(column.qualifier ?? '', column)
  for (const [qualifier, nameColumn] of names.size > 0 ? names : [['', lastLevel(part.columns)] as const])
    readRecord(work, area, row, part, levels, qualifier, nameColumn)
}

/** Without a name column (two levels only) the last level holds the names. */
function lastLevel(columns: readonly RoleColumn[]): RoleColumn | undefined {
  return columns.findLast((column) => column.role === 'level2') ?? columns.find((column) => column.role === 'level1')
}

const printed = new WeakMap<RowsPart, ReadonlySet<string>>()

/** What is printed above the columns of a part, put together once for all of its rows. */
function headingsOf(part: RowsPart): ReadonlySet<string> {
  const known = printed.get(part)
  if (known) return known
  const made = new Set(part.columns.flatMap(({ cells }) => cells.map(({ text }) => normalize(text))))
  printed.set(part, made)
  return made
}

function isRepeatedHeading(filled: readonly Cell[], row: number, part: RowsPart): boolean {
  const own = filled.filter((cell) => cell.row === row)
  const headings = headingsOf(part)
  return own.length >= 2 && own.every((cell) => headings.has(normalize(cell.text)))
}

/**
 * A row with one text only, over the full width (or, in a table without merges, under a level): 一、投入目标 labels the
 * rows below it. A text that no term knows is a wall all the same: the band above does not reach across it.
 */
function readBand(work: Work, area: Area, row: number, region: Region, part: RowsPart, levels: Levels): boolean {
  const cells = cellsIn(area, row).filter((cell) => cell !== region.banner && cell.column >= region.inner)
  const [only, ...others] = cells.filter((cell) => !isBlank(cell.text))
  if (!only || others.length > 0 || only.row !== row) return false
  const level = bandLevel(work, area, row, only)
  const alone = cells.every((cell) => cell === only || (cell.column < only.column && isPassed(area, cell)))
  const known = level === 'level1' && part.columns.every(({ role }) => role !== 'level1')
  const wide = only.columnSpan >= 2 && (alone || known)
  const column = part.columns.find(({ start, end }) => only.column >= start && only.column < end)
  const flat = area.flat && level === 'level1' && column?.role !== 'level1'
  if (!(wide && normalize(only.text).length <= 30) && !flat) return false
  const key = level ?? 'level1'
  const label = takeCell(
    work.book,
    area,
    only,
    'value',
    ruleName(work, 'indicators/band'),
    `indicators[${work.indicators.length}].${key}`,
  )
  for (const reader of levels.values()) reader.wall({ code: levelCode(work, key, label.text), label })
  return true
}

/**
 * The level that a band names. 成本指标 and 满意度指标 are labels of both levels: they are bands only where the next label is
 * one of theirs (经济成本指标), else a row of level 2 that was left blank.
 */
function bandLevel(work: Work, area: Area, row: number, only: Cell): 'level1' | 'level2' | null {
  const level = levelOfLabel(work, only.text)
  const code = work.terms.match('level1', only.text)?.code ?? null
  if (level !== 'level1' || work.terms.match('level2', only.text)?.how !== 'exact' || row >= area.bottom) return level
  const below = filledIn(area, row + 1).find(
    (cell) => cell.row === row + 1 && work.terms.match('level2', cell.text)?.how === 'exact',
  )
  const category = below ? work.terms.category(null, work.terms.match('level2', below.text)!.code) : null
  return category === null || category.split('/')[0] === work.terms.category(code, null)?.split('/')[0]
    ? level
    : 'level2'
}

/** What a band looks over at its left: a spacer, or a banner that a page break left blank. */
function isPassed(area: Area, cell: Cell): boolean {
  return cell.rowSpan > 1 || area.spacers.has(cell.column)
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
  const read = levels.get(qualifier)!.read(row)
  // With two levels only the name stands in the column of the last one: it is no label of itself.
  const cells = nameColumn?.role === 'level2' ? { ...read, level2: null } : read
  // A label that runs on over value columns (预算执行率 over the whole left) states no value there.
  const labels = new Set<Cell | undefined>([name, cells.level1 ?? undefined, cells.level2 ?? undefined])
  const placeholder = name === undefined || isPlaceholder(work, name)
  // 不适用 beside 不适用, …… beside /: nothing is stated either.
  const states = (cell: Cell | undefined) => isOwn(cell, labels) && !(name && placeholder && isPlaceholder(work, cell!))
  const values = own.some((one) => one !== nameColumn && isStated(one) && states(cellUnder(area, one, row)))
  for (const cell of [cells.level1, cells.level2]) if (cell) takePoints(work, area, cell)
  if (placeholder && !values) {
    passPlaceholder(work, area, row, cells, own[0]?.start ?? 0)
    return
  }
  const { level1, level2 } = takeLevels(work, area, cells, into)
  const span: Span = name
    ? takeCell(work.book, area, name, 'value', ruleName(work, 'indicators/level3'), `${into}.level3`)
    : { text: '', stored: null, claims: [] }
  const pointed = pointedColumn(own)
  const target = pointed ? cellUnder(area, pointed, row) : undefined
  const both = isOwn(target, labels) ? takePointed(work, area, target!, into) : null
  const take = (column: RoleColumn) =>
    both && column === pointed ? both.text : takeValue(work, area, cellUnder(area, column, row), column, labels, into)
  const { figures, shared } = takeFigures(work, name, own, take)
  const { observations, used } = observationsOf(work, own, take)
  const alone = observations.length === 0
  const split = (column: RoleColumn) => column.role === 'operator' || column.role === 'unit'
  const extra = takeExtra(
    own.filter(
      (column) => (column.role === null && column.goal === null && !used.has(column)) || (alone && split(column)),
    ),
    take,
  )
  const points = both ? { ...figures, weight: both.points } : figures
  const draft: DraftIndicator = { level1, level2, name: span, parent: null, observations, figures: points, extra }
  const parent = parentOf(work, name, draft)
  if (parent === null) work.findings.push(...shared)
  work.indicators.push({ ...draft, parent })
}

/** Claims what a column says of a row; null where it says nothing of its own. */
function takeValue(
  work: Work,
  area: Area,
  cell: Cell | undefined,
  column: RoleColumn,
  labels: ReadonlySet<Cell | undefined>,
  into: string,
): Span | null {
  if (!cell || !isOwn(cell, labels)) return null
  // 绩效指标 under 绩效指标: the banner printed again.
  if (column.role === null && glue(cell.text) === glue(column.heading)) {
    takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/banner'))
    return null
  }
  const key = column.role ?? `extra["${column.ticks ?? column.heading}"]`
  const rule = ruleName(work, `indicators/${column.role ?? 'extra'}`)
  return takeCell(work.book, area, cell, 'value', rule, `${into}.${key}`)
}

function takeFigures(
  work: Work,
  name: Cell | undefined,
  columns: readonly RoleColumn[],
  take: (column: RoleColumn) => Span | null,
): { readonly figures: DraftIndicator['figures']; readonly shared: readonly Finding[] } {
  const shared: Finding[] = []
  const figures: Partial<Record<'weight' | 'score' | 'deviation', Span>> = {}
  for (const role of ['weight', 'score', 'deviation'] as const) {
    const column = columns.find((one) => one.role === role)
    const figure = column ? take(column) : null
    if (!figure) continue
    const first = role === 'deviation' ? undefined : sharedWith(work, role, figure)
    if (first === undefined) figures[role] = figure
    else shared.push(sharedPoints(role as 'weight' | 'score', figure, first, glue(name?.text ?? '')))
  }
  return { figures, shared }
}

/** A row that holds no record: its levels and what else is printed in it are labels. */
function passPlaceholder(work: Work, area: Area, row: number, cells: LevelCells, from: number): void {
  passLevels(work, area, cells)
  for (const cell of cellsIn(area, row)) {
    const own = cell.row === row && cell.column >= from && !isBlank(cell.text)
    if (own && cell !== cells.level1 && cell !== cells.level2)
      takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/placeholder'))
  }
}

/** The columns without a role: text under the heading, and of ticks the headings that are ticked. */
function takeExtra(columns: readonly RoleColumn[], take: (column: RoleColumn) => Span | null): DraftIndicator['extra'] {
  const extra: { heading: string; text: Span }[] = []
  for (const column of columns) {
    const text = take(column)
    if (!text) continue
    const key = column.ticks ?? column.heading
    const same = column.ticks === null ? undefined : extra.find(({ heading }) => heading === key)
    const ticked = column.ticks !== null && isTick(text.text) ? { ...text, text: column.heading } : text
    if (same)
      same.text = {
        text: `${same.text.text}、${ticked.text}`,
        stored: null,
        claims: [...same.text.claims, ...ticked.claims],
      }
    else extra.push({ heading: key, text: ticked })
  }
  return extra
}

function hasNames(part: RowsPart, column: RoleColumn): boolean {
  return part.columns.some((other) => other.role === 'level3' && other.qualifier === column.qualifier)
}

/** …… and 指标2: are placeholders; 不适用 and 无 say that there is no indicator. */
function isPlaceholder(work: Work, cell: Cell): boolean {
  return work.terms.pattern('placeholder', normalize(cell.text)) !== null
}

/** A column that makes a row a record: a value, points, a reason, or something unknown; numbering and units do not. */
function isStated(column: RoleColumn): boolean {
  if (column.role === null) return !column.known && column.heading !== ''
  return !/^level/.test(column.role) && column.role !== 'operator' && column.role !== 'unit'
}

/** A cell holds something of its row that is no label of it. A cell merged over several rows belongs to each of them. */
function isOwn(cell: Cell | undefined, labels: ReadonlySet<Cell | undefined>): boolean {
  return cell !== undefined && !isBlank(cell.text) && !labels.has(cell)
}
