/** The part `rows`: indicator records under a heading, row by row, until a total or the end of their region. */
import type { Cell } from '../model.ts'
import { glue, isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, takeCell, takePart } from './area.ts'
import { readClosing } from './closing.ts'
import { type Heading, readHeading } from './columns.ts'
import { FIGURE } from './fund-figures.ts'
import { isIndicatorHeading, isTotal, isUpperHeading } from './headings.ts'
import { columnsByContent } from './headless.ts'
import { takePoints } from './points.ts'
import type { Region } from './regions.ts'
import { assignRoles, type RoleColumn } from './roles.ts'
import { type Levels, openAll, type RowsPart, readRow } from './rows.ts'
import { isFigureTotal } from './shapes.ts'
import { findingOf, ruleName, type Work } from './work.ts'

/** Reads an indicators region. `before` holds the columns of a region that this one may go on with. */
export function readIndicators(work: Work, region: Region, before: RowsPart | null): RowsPart | null {
  const { area } = region
  if (region.banner) takeBanner(work, area, region.banner)
  const horizon = horizonOf(work, region)
  let part = before
  let levels: Levels | null = null
  let closed = false
  if (!part && !isIndicatorHeading(area, area.top, work.terms)) {
    const columns = columnsByContent(work, region)
    if (columns) part = { columns: ofHorizon(columns, horizon), inner: region.inner, horizon }
  }
  for (let row = area.top; row <= area.bottom; row++) {
    if (isIndicatorHeading(area, row, work.terms) || isUpperHeading(area, row, work.terms)) {
      const heading = readHeading(work, region, row)
      part =
        part && part.horizon === horizon && isRepeated(heading, part)
          ? repeat(work, area, heading, part)
          : { columns: ofHorizon(decide(work, area, heading), horizon), inner: region.inner, horizon }
      levels = openAll(work, area, part, heading.bottom + 1)
      closed = false
      row = heading.bottom
      continue
    }
    if (!part) continue
    levels ??= openAll(work, area, part, area.top)
    if (isTotal(area, row, work.terms) || isFigureTotal(area, row, work.terms)) {
      readTotal(work, area, row, part)
      for (const reader of levels.values()) reader.wall()
      closed = true
    } else if (!readClosing(work, region, row, part, closed)) readRow(work, region, row, part, levels)
  }
  return part
}

/** The banner, and the points printed in it: 绩效指标(90分). */
function takeBanner(work: Work, area: Area, banner: Cell): void {
  takeCell(work.book, area, banner, 'label', ruleName(work, 'indicators/banner'))
  takePoints(work, area, banner)
}

/** The years that a banner speaks of: 长期绩效指标, 中期指标. */
function horizonOf(work: Work, { banner }: Region): RowsPart['horizon'] {
  const multi = banner && work.terms.pattern('horizon', normalize(banner.text))?.code === 'multi-year'
  return multi ? 'multi-year' : 'annual'
}

/** Values under a banner of several years are of these years where their headings say nothing else. */
function ofHorizon(columns: readonly RoleColumn[], horizon: RowsPart['horizon']): readonly RoleColumn[] {
  return columns.map((column) => (column.qualifier === null && horizon !== 'annual' ? { ...column, horizon } : column))
}

/** A heading printed again at a page break keeps its columns: what they hold was judged over all rows. */
function isRepeated(heading: Heading, part: RowsPart): boolean {
  return (
    heading.columns.length === part.columns.length &&
    heading.columns.every(
      (column, i) =>
        column.start === part.columns[i]!.start &&
        column.cells.map((cell) => cell.text).join() === part.columns[i]!.cells.map((cell) => cell.text).join(),
    )
  )
}

function repeat(work: Work, area: Area, heading: Heading, part: RowsPart): RowsPart {
  for (const cell of heading.columns.flatMap((column) => column.cells))
    takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/heading'))
  return part
}

/** Claims the headings, decides the roles, and says so where two assignments were too close. */
export function decide(
  work: Work,
  area: Area,
  heading: Heading,
  columns = assignRoles(work, heading.columns),
): readonly RoleColumn[] {
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

/** The total row: labels with their figures (总分值 | 100 | 总得分 | 95), else figures under weight and score. */
function readTotal(work: Work, area: Area, row: number, part: RowsPart): void {
  const cells = cellsFrom(area, row).filter((cell) => !isBlank(cell.text))
  const rest: Cell[] = []
  for (let i = 0; i < cells.length; i++) {
    const [cell, next] = [cells[i]!, cells[i + 1]]
    const match = next ? work.terms.match('total-label', cell.text) : null
    const figures = cells.slice(1, 3).filter(({ text }) => FIGURE.test(normalize(text))).length
    const several = i === 0 && cells.length > 2 && (work.terms.match('total', cell.text) !== null || figures === 2)
    if (match?.how !== 'exact' || !next || several) rest.push(cell)
    else {
      takeLabelledTotal(work, area, cell, next, match.code)
      i++
    }
  }
  readTotalFigures(work, area, rest, part)
}

function takeLabelledTotal(work: Work, area: Area, label: Cell, value: Cell, code: string): void {
  const name = takeCell(work.book, area, label, 'label', ruleName(work, 'indicators/total'))
  const key = code === 'weight' ? 'totalWeight' : code === 'score' ? 'totalScore' : 'grade'
  const role = code === 'weight' || code === 'score' ? code : null
  const again = role ? work.totals[role] : work.head.get(key)
  const into = again ? `fields[${work.fields.length}]` : key
  const text = takeCell(work.book, area, value, 'value', ruleName(work, `indicators/${key}`), into)
  if (again) work.fields.push({ label: name, text })
  else if (role) work.totals[role] = text
  else work.head.set(key, text)
}

/** 总分 100 100: figures under weight and score; where a format lost the spans, two figures are weight and score in order. */
function readTotalFigures(work: Work, area: Area, cells: readonly Cell[], part: RowsPart): void {
  const [label, ...others] = cells
  const figures = others.filter((cell) => !takeGrade(work, area, cell))
  if (label) takeCell(work.book, area, label, 'label', ruleName(work, 'indicators/total'))
  const columns = (['weight', 'score'] as const).flatMap((role) =>
    part.columns
      .filter((column) => column.role === role && column.qualifier === null)
      .map((column) => ({ role, column })),
  )
  // A figure over both columns is neither the weight nor the score by its place.
  const under = figures.map((cell) => {
    const over = columns.filter(
      ({ column }) => cell.column < column.end && cell.column + cell.columnSpan > column.start,
    )
    return over.length === 1 ? over[0]!.role : undefined
  })
  // A row that a format without spans prints shorter than its neighbours says nothing by its places.
  const short = area.flat && area.index.at(label?.row ?? area.top, area.right) === undefined
  const lost = short || under.every((role) => role === undefined)
  if (lost && isSum(work, label, figures, columns.length)) {
    takeSum(work, area, label!, figures[0]!)
    return
  }
  for (const [i, cell] of figures.entries()) {
    const role = lost ? (figures.length === columns.length ? columns[i]!.role : undefined) : under[i]
    const key = role === 'weight' ? 'totalWeight' : 'totalScore'
    if (role && !work.totals[role])
      work.totals[role] = takeCell(work.book, area, cell, 'value', ruleName(work, `indicators/${key}`), key)
    else if (/等[级次]/.test(label?.text ?? '') && isGrade(cell.text) && !work.head.get('grade')?.text)
      work.head.set('grade', takeCell(work.book, area, cell, 'value', ruleName(work, 'indicators/grade'), 'grade'))
    else if (!role || work.totals[role]) takeOtherTotal(work, area, cell, part, label!)
  }
}

/** （自评等级）优 in the total row: label and grade in one cell. */
function takeGrade(work: Work, area: Area, cell: Cell): boolean {
  const grade = work.terms.pattern('grade', normalize(cell.text))?.match[1]
  const at = grade ? cell.text.lastIndexOf(grade) : -1
  if (!grade || at < 0 || work.head.get('grade')?.text) return false
  takeCell(work.book, area, cell, 'label', ruleName(work, 'indicators/grade'))
  work.head.set(
    'grade',
    takePart(work.book, area, cell, at, at + grade.length, 'value', ruleName(work, 'indicators/grade'), 'grade'),
  )
  return true
}
const isGrade = (text: string) => /^(?:优秀?|良好?|中等?|一般|较?差|不?合格)$/.test(normalize(text))

/** 总分 | 97.7 in a form of points and scores: one figure that is no sum of points is the score, whatever 合计 said. */
function isSum(work: Work, label: Cell | undefined, figures: readonly Cell[], columns: number): boolean {
  const code = label ? work.terms.match('total-score', label.text) : null
  const figure = normalize(figures[0]?.text ?? '')
  return (
    code?.how === 'exact' &&
    columns > 1 &&
    figures.length === 1 &&
    /^\d/.test(figure) &&
    Number.parseFloat(figure) !== 100
  )
}

function takeSum(work: Work, area: Area, label: Cell, cell: Cell): void {
  const before = work.totals.score
  const name = { text: glue(label.text), stored: null, claims: [] }
  if (before) work.fields.push({ label: { ...name, text: '合计/得分' }, text: before })
  work.totals.score = takeCell(work.book, area, cell, 'value', ruleName(work, 'indicators/totalScore'), 'totalScore')
}

/** A total under another column (复评得分, points of a level) is kept as a field. */
function takeOtherTotal(work: Work, area: Area, cell: Cell, part: RowsPart, label: Cell): void {
  const column = part.columns.find(({ start, end }) => cell.column < end && cell.column + cell.columnSpan > start)
  const text = takeCell(
    work.book,
    area,
    cell,
    'value',
    ruleName(work, 'indicators/other-total'),
    `fields[${work.fields.length}]`,
  )
  work.fields.push({
    label: { text: [glue(label.text), column?.heading].filter(Boolean).join('/'), stored: null, claims: [] },
    text,
  })
}
