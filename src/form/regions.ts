/**
 * Cuts the rows of a filing into regions. A banner cell at the left edge (绩效指标(90分), 项目资金(万元)) bounds its region
 * by its merge, or by the blanks below it where the format holds no merges; a heading row opens a region of its own.
 * No part looks outside its region.
 */
import type { Cell } from '../model.ts'
import { isBlank, normalizeLabel } from '../text.ts'
import { type Area, cellsFrom, cellsIn, filledIn, rowsOf } from './area.ts'
import { type Form, PARTS, type Terms } from './form.ts'
import { FIGURE, findFigurePairs, fundsEnd, isFundLine, isWords, textBeside } from './fund-regions.ts'
import {
  isExecutionRow,
  isFundHeading,
  isGoalHeading,
  isGoalLabel,
  isHeadingCell,
  isIndicatorHeading,
  isLevelHeading,
  isLevelLabel,
  isListHeading,
  isMatrixHeading,
  isTaskHeading,
  isTotal,
  isUpperHeading,
  listEnd,
  matrixEnd,
} from './headings.ts'
import { goesOnAlike, isClosingLabel, isFigureTotal } from './shapes.ts'

/** What a region holds. `group`: rows under a banner that no term knows; `list`: a numbered list; `fields`: rows of labels and values. */
export type RegionKind = 'indicators' | 'funds' | 'goals' | 'measures' | 'group' | 'list' | 'fields'

/** Some rows of a filing, the banner beside them, and the first column right of it. */
export interface Region {
  readonly kind: RegionKind
  readonly banner: Cell | null
  readonly area: Area
  readonly inner: number
}

/** Where the cutting stands: a row, what the form may hold, and the kind of the region above. */
interface Here {
  readonly area: Area
  readonly row: number
  readonly terms: Terms
  readonly parts: ReadonlySet<string>
  readonly before: RegionKind | null
  /** True below indicators: a row of level labels and values goes on with them, and their total may follow other rows. */
  readonly below: boolean
}

/** Cuts an area into regions, in order. `goesOn` is the kind of the last region of the area before. */
export function listRegions(area: Area, terms: Terms, form: Form | null, goesOn: RegionKind | null): readonly Region[] {
  const regions: Region[] = []
  const parts = new Set<string>(form?.parts ?? PARTS)
  let row = area.top
  while (row <= area.bottom) {
    const last = regions.at(-1)
    const before = last?.kind ?? (row === area.top ? goesOn : null)
    const below = goesOn === 'indicators' || regions.some(({ kind }) => kind === 'indicators')
    const here = { area, row, terms, parts, before, below }
    const region = bannerRegion(here) ?? headingRegion(here) ?? make(here, 'fields', row)
    if (region.kind === 'fields' && last?.kind === 'fields')
      regions[regions.length - 1] = { ...last, area: rowsOf(area, last.area.top, region.area.bottom) }
    else regions.push(region)
    row = region.area.bottom + 1
  }
  return regions
}

function make({ area, row }: Here, kind: RegionKind, bottom: number, banner: Cell | null = null): Region {
  const end = Math.min(Math.max(bottom, row), area.bottom)
  return { kind, banner, area: rowsOf(area, row, end), inner: banner ? banner.column + banner.columnSpan : area.left }
}

/** A region that a cell at the left edge names. */
function bannerRegion(here: Here): Region | null {
  if (isListHeading(here.area, here.row, here.terms)) return null
  const { area, row, terms, parts } = here
  const edge = area.index.at(row, area.left)
  if (!edge || isBlank(edge.text) || (edge.row !== row && row !== area.top)) return null
  const points = here.before === 'indicators' && isExecutionRow(area, row, terms)
  if (points && edge.rowSpan === 1) return null
  // A table cut by a page goes on with 满意度 over several rows: a level, no banner.
  if (here.before === 'indicators' && row === area.top && isLevelLabel(terms, edge.text)) return null
  if (isLevelPair(area, row, terms)) return null
  const pairs = parts.has('funds') && edge.rowSpan === 1 ? findFigurePairs(here) : null
  if (pairs === 'whole') return make(here, 'funds', row)
  if (parts.has('funds') && isFundLine(here, edge)) return make(here, 'funds', fundsEnd(area, row, terms))
  if (here.before === 'funds' && normalizeLabel(edge.text) === '')
    return make(here, 'funds', edge.row + edge.rowSpan - 1)
  if (isHeadLabel(terms, edge.text) || isLevelHeading(area, row, edge, terms) || isHeadingCell(area, row, edge, terms))
    return null
  if (isFirstColumn(here, edge)) return null
  const banner = bannerOf(terms, edge.text)
  const kind = bannerKind(here, banner?.code)
  const end = edge.rowSpan > 1 ? edge.row + edge.rowSpan - 1 : blanksBelow(here, kind)
  const tall = edge.rowSpan > 1 || (area.flat && end > row)
  if (!tall && pairs === 'beside') return make(here, 'funds', row, edge)
  // 年度完成情况 | … below the goals says what became of them.
  if (
    banner?.how !== 'exact' &&
    here.before === 'goals' &&
    cellsFrom(area, row).length > 1 &&
    isGoalLabel(terms, edge.text)
  )
    return make(here, 'goals', end, edge)
  const others = area.flat ? filledIn(area, row) : cellsFrom(area, row)
  // A row with nothing but the banner is a section title; the heading below it opens the region.
  if (!others.some((cell) => cell !== edge) || (!tall && (!banner || banner.how === 'contains'))) return null
  // A row of its own is a label with a value, unless it is known for more.
  if (!tall && (kind === 'group' || kind === 'measures')) return null
  if (!tall && kind === 'funds' && isFundHeading(area, row, terms)) return null
  if (!tall && kind === 'goals' && others.length > 1 && isGoalHeading(area, row, terms)) return null
  if (kind === 'funds' && !tall && isWords(here)) return null
  if (kind === 'funds' && !tall && FIGURE.test(textBeside(here, edge))) return make(here, 'funds', row)
  return make(here, kind, kind === 'indicators' ? withTotals(area, end, terms) : end, edge)
}

/** A region that a heading row opens, or that goes on from the table before. */
function headingRegion(here: Here): Region | null {
  const { area, row, terms, parts, before, below } = here
  if (isListHeading(area, row, terms)) return make(here, 'list', listEnd(area, row, terms))
  if (before !== 'indicators' && isLevelPair(area, row, terms))
    return make(here, 'indicators', indicatorsEnd(area, row, terms))
  if (isIndicatorHeading(area, row, terms) || isUpperHeading(area, row, terms))
    return make(here, 'indicators', indicatorsEnd(area, row, terms))
  const funds = parts.has('funds') && isFundHeading(area, row, terms)
  if (!funds && isMatrixHeading(area, row, terms)) return make(here, 'measures', matrixEnd(area, row))
  if (funds) return make(here, 'funds', fundsEnd(area, row, terms))
  if (isGoalHeading(area, row, terms) && row < area.bottom && !opensNext(here)) return make(here, 'goals', row + 1)
  if (below && before !== 'funds' && isFigureTotal(area, row, terms)) return make(here, 'indicators', row)
  const points = isTotal(area, row, terms) || isExecutionRow(area, row, terms)
  if (below && before !== 'indicators' && isLevelRow(area, row, terms))
    return make(here, 'indicators', indicatorsEnd(area, row, terms))
  const goesOn = before === 'indicators' && (points || row === area.top)
  if (!goesOn || stopsIndicators(area, row, terms, false)) return null
  return make(here, 'indicators', row === area.top ? indicatorsEnd(area, row, terms) : row)
}

/**
 * 绩效目标 over 保障基本生活, 绩效指标 over 产出指标: a cell of the heading (of two rows where it is as tall) heads a column where
 * the row below has level labels and starts with a text of its own.
 */
function isFirstColumn({ area, terms }: Here, edge: Cell): boolean {
  const last = edge.row + edge.rowSpan - 1
  if (!isIndicatorHeading(area, last, terms)) return false
  const own = filledIn(area, last + 1).filter((cell) => cell.row === last + 1)
  return own.length > 2 && own[0]!.column === area.left && own.some((cell) => isLevelLabel(terms, cell.text))
}

/** True when the row below a goal heading is a region of its own: the goal is left blank. */
function opensNext(here: Here): boolean {
  const { area, row, terms } = here
  const edge = area.index.at(row + 1, area.left)
  const banner = edge ? terms.match('banner', edge.text) : null
  const funds = edge !== undefined && isFundLine({ ...here, row: row + 1 }, edge)
  return (
    funds ||
    isIndicatorHeading(area, row + 1, terms) ||
    isUpperHeading(area, row + 1, terms) ||
    isFundHeading(area, row + 1, terms) ||
    banner?.how === 'exact'
  )
}

/** 县级预算部门名称 ends like a head label, 部门职责 is one; a banner known as such wins over an ending. */
function isHeadLabel(terms: Terms, text: string): boolean {
  const head = terms.match('head', text)
  return head?.how === 'exact' || (head?.how === 'suffix' && terms.match('banner', text)?.how !== 'exact')
}

function bannerKind({ area, row, terms, parts }: Here, code: string | undefined): RegionKind {
  if (isIndicatorHeading(area, row, terms) || isUpperHeading(area, row, terms)) return 'indicators'
  if (code !== 'goals' && isTaskHeading(area, row, terms)) return 'group'
  if (code !== 'measures' && parts.has('funds') && isFundHeading(area, row, terms)) return 'funds'
  if (code === 'funds') return parts.has('funds') ? 'funds' : 'group'
  return code === 'indicators' || code === 'goals' || code === 'measures' ? code : 'group'
}

/** The banner term of a cell; 年度目标1：（40分） is the first of several. */
function bannerOf(terms: Terms, text: string) {
  const match = terms.match('banner', text)
  return match?.how === 'contains' ? terms.match('banner', text.replace(/\d{1,2}(?=\s*(?:[:：(（]|$))/, '')) : match
}

/** Where a banner without a merge ends: at the next text in its column, or at the heading of another region. */
function blanksBelow({ area, row, terms, below }: Here, kind: RegionKind): number {
  let end = row
  for (let next = row + 1; next <= area.bottom; next++) {
    const edge = area.index.at(next, area.left)
    if (!edge || !isBlank(edge.text) || edge.rowSpan > 1 || edge.columnSpan > 1) break
    const own = next === row + 1
    if (kind === 'group' && below && isLevelRow(area, next, terms)) break
    if (isIndicatorHeading(area, next, terms) && kind !== 'indicators') break
    if (isFundHeading(area, next, terms) && !(own && kind === 'funds')) break
    if (isGoalHeading(area, next, terms) && !(own && kind === 'goals')) break
    end = next
  }
  return end
}

/** 产出指标 | 数量指标 at the left edge: indicators that have neither a banner nor a heading row. */
function isLevelPair(area: Area, row: number, terms: Terms): boolean {
  const [first, second, name, value] = filledIn(area, row)
  if (first?.row !== row || first.column > area.left || !second || !name || !value) return false
  return terms.match('level1', first.text)?.how === 'exact' && terms.match('level2', second.text)?.how === 'exact'
}

/** A row that starts with a level label, names and values behind it. */
function isLevelRow(area: Area, row: number, terms: Terms): boolean {
  const [first, ...others] = filledIn(area, row).filter((cell) => cell.row === row)
  return first !== undefined && others.length >= 2 && isLevelLabel(terms, first.text)
}

function withTotals(area: Area, end: number, terms: Terms): number {
  let last = end
  while (last < area.bottom && isTotal(area, last + 1, terms)) last++
  return last
}

function indicatorsEnd(area: Area, heading: number, terms: Terms): number {
  let end = heading
  for (let row = heading + 1; row <= area.bottom; row++) {
    if (stopsIndicators(area, row, terms, true)) break
    end = row
  }
  return end
}

/** What ends indicators that no banner bounds: a head label, a closing label (评价结论), another banner. */
function stopsIndicators(area: Area, row: number, terms: Terms, banners: boolean): boolean {
  const filled = filledIn(area, row).filter((cell) => cell.row === row)
  const first = filled[0]
  if (!first || first.column > area.left) return false
  if (
    isTotal(area, row, terms) ||
    isExecutionRow(area, row, terms) ||
    terms.match('level1', first.text)?.how === 'exact' ||
    terms.match('level2', first.text)?.how === 'exact'
  )
    return false
  // 填表人：张某 signs the form; its label stands in the cell.
  const label = /^[^:：]{2,16}(?=[:：])/.exec(first.text)?.[0] ?? first.text
  if (isClosingLabel(terms, first.text) || terms.match('head', label)?.how === 'exact') return true
  const code = bannerOf(terms, first.text)
  if (banners && code?.how === 'exact' && cellsIn(area, row).length > 1 && !goesOnAlike(area, row)) return true
  return isFundHeading(area, row, terms)
}
