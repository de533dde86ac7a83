/**
 * Cuts the rows of a filing into regions. A banner cell at the left edge (绩效指标(90分), 项目资金(万元)) bounds its region
 * by its merge, or by the blanks below it where the format holds no merges; a heading row opens a region of its own.
 * No part looks outside its region.
 */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, cellsIn, filledIn, rowsOf } from './area.ts'
import type { Terms } from './form.ts'

/** What a region holds. `group`: rows under a banner that no term knows; `fields`: rows of labels and values. */
export type RegionKind = 'indicators' | 'funds' | 'goals' | 'measures' | 'group' | 'fields'

/** Some rows of a filing, the banner beside them, and the first column right of it. */
export interface Region {
  readonly kind: RegionKind
  readonly banner: Cell | null
  readonly area: Area
  readonly inner: number
}

const LEVELS = new Set(['level1', 'level2', 'level3', 'level4'])
const BUDGETS = new Set(['initialBudget', 'adjustedBudget', 'executed', 'adjustment'])

/** True for a row that heads indicators: a level heading and at least one more heading, or two level headings. */
export function isIndicatorHeading(area: Area, row: number, terms: Terms): boolean {
  let levels = 0
  let others = 0
  for (const cell of filledIn(area, row)) {
    if (cell.row !== row && cell.rowSpan > 3) continue
    const match = terms.match('indicator-column', cell.text)
    if (!match || match.how === 'contains' || isLevelLabel(terms, cell.text)) continue
    if (LEVELS.has(match.code)) levels += Number(match.how === 'exact')
    else others++
  }
  return levels >= 2 || (levels === 1 && others >= 1)
}

/** 产出指标 and 数量指标 are labels of the hierarchy, no headings. */
function isLevelLabel(terms: Terms, text: string): boolean {
  return ['level1', 'level2', 'level1-label', 'level2-label'].some((group) => terms.match(group, text)?.how === 'exact')
}

/** True for a row that heads funds: two headings of figures, at least one of them a budget or an execution, and no figure. */
export function isFundHeading(area: Area, row: number, terms: Terms): boolean {
  const codes = new Set<string>()
  for (const cell of filledIn(area, row)) {
    if (cell.row !== row) continue
    if (/^-?[\d.,]+\s*(?:万|亿|万元|元|亿元|%)?$/.test(normalize(cell.text))) return false
    const match = terms.match('fund-column', cell.text)
    if (match) codes.add(match.code)
  }
  return codes.size >= 2 && [...codes].some((code) => BUDGETS.has(code))
}

/** True for a row of nothing but goal headings (预期目标 | 实际完成情况). */
export function isGoalHeading(area: Area, row: number, terms: Terms): boolean {
  const filled = filledIn(area, row).filter((cell) => cell.row === row)
  return filled.length > 0 && filled.every((cell) => terms.match('goal-column', cell.text)?.how === 'exact')
}

/** True for a row whose first text is a total (总分, 合计). */
export function isTotal(area: Area, row: number, terms: Terms): boolean {
  const first = filledIn(area, row).find((cell) => cell.row === row)
  return first !== undefined && terms.match('total', first.text)?.how === 'exact'
}

/** Cuts areas into regions, in order. `goesOn` is the kind of the last region of the area before. */
export function listRegions(area: Area, terms: Terms, goesOn: RegionKind | null): readonly Region[] {
  const regions: Region[] = []
  let row = area.top
  while (row <= area.bottom) {
    const before = regions.at(-1)?.kind ?? (row === area.top ? goesOn : null)
    const region = regionAt(area, row, terms, before)
    const last = regions.at(-1)
    if (region.kind === 'fields' && last?.kind === 'fields')
      regions[regions.length - 1] = { ...last, area: rowsOf(area, last.area.top, region.area.bottom) }
    else regions.push(region)
    row = region.area.bottom + 1
  }
  return regions
}

function regionAt(area: Area, row: number, terms: Terms, before: RegionKind | null): Region {
  const edge = area.index.at(row, area.left)
  const make = (kind: RegionKind, bottom: number, banner: Cell | null = null): Region => {
    const end = Math.min(Math.max(bottom, row), area.bottom)
    return { kind, banner, area: rowsOf(area, row, end), inner: banner ? banner.column + banner.columnSpan : area.left }
  }
  const heads = isIndicatorHeading(area, row, terms)
  if (edge && !isBlank(edge.text) && (edge.row === row || row === area.top)) {
    const known = isHeadLabel(terms, edge.text) || isLevelHeading(area, row, edge, terms)
    const banner = known ? null : terms.match('banner', edge.text)
    const end = edge.rowSpan > 1 ? edge.row + edge.rowSpan - 1 : blanksBelow(area, row, terms)
    const tall = !known && (edge.rowSpan > 1 || (area.flat && end > row))
    if (cellsFrom(area, row).some((cell) => cell !== edge) && (tall || (banner && banner.how !== 'contains'))) {
      const kind = heads ? 'indicators' : bannerKind(banner?.code, area, row, terms)
      // A row of its own is a label with a value, unless it is known for more; a fund label beside its figure is no banner.
      const pair = !tall && (kind === 'group' || kind === 'measures')
      if (!pair && kind === 'funds' && !tall && isFigure(area, row, edge)) return make('funds', row)
      if (!pair) return make(kind, kind === 'indicators' ? withTotals(area, end, terms) : end, edge)
    }
  }
  if (heads) return make('indicators', indicatorsEnd(area, row, terms))
  if (isFundHeading(area, row, terms)) return make('funds', fundsEnd(area, row, terms))
  if (isGoalHeading(area, row, terms) && row < area.bottom) return make('goals', row + 1)
  if (
    before === 'indicators' &&
    (isTotal(area, row, terms) || row === area.top) &&
    !stopsIndicators(area, row, terms, false)
  )
    return make('indicators', row === area.top ? indicatorsEnd(area, row, terms) : row)
  return make('fields', row)
}

/** 县级预算部门名称 ends like a head label, 部门职责 is one; a banner known as such wins over an ending. */
function isHeadLabel(terms: Terms, text: string): boolean {
  const head = terms.match('head', text)
  return head?.how === 'exact' || (head?.how === 'suffix' && terms.match('banner', text)?.how !== 'exact')
}

/** True when the cell right of an edge cell is a figure: 项目总预算（元） | 2,000,000. */
function isFigure(area: Area, row: number, edge: Cell): boolean {
  const next = area.index.at(row, edge.column + edge.columnSpan)
  return next !== undefined && /^-?[\d.,]+(?:亿元|万元|元|亿|万)?$/.test(normalize(next.text))
}

/** 一级指标 heads a column; 绩效指标 does so only where no other cell of the row heads a level (else it is a banner). */
function isLevelHeading(area: Area, row: number, edge: Cell, terms: Terms): boolean {
  const level = (cell: Cell) => {
    const match = terms.match('indicator-column', cell.text)
    return match?.how === 'exact' && LEVELS.has(match.code) ? match.code : null
  }
  const own = level(edge)
  return (
    own !== null && (own !== 'level3' || !filledIn(area, row).some((cell) => cell !== edge && level(cell) !== null))
  )
}

function bannerKind(code: string | undefined, area: Area, row: number, terms: Terms): RegionKind {
  if (isFundHeading(area, row, terms) && code !== 'measures') return 'funds'
  return code === 'indicators' || code === 'funds' || code === 'goals' || code === 'measures' ? code : 'group'
}

/** Where a banner without a merge ends: at the next text in its column, or at the heading of another region. */
function blanksBelow(area: Area, row: number, terms: Terms): number {
  let end = row
  for (let next = row + 1; next <= area.bottom; next++) {
    const edge = area.index.at(next, area.left)
    if (!edge || !isBlank(edge.text) || edge.rowSpan > 1 || edge.columnSpan > 1) break
    if (isIndicatorHeading(area, next, terms) && next > row + 1) break
    end = next
  }
  return end
}

function withTotals(area: Area, end: number, terms: Terms): number {
  let last = end
  while (last < area.bottom && isTotal(area, last + 1, terms)) last++
  return last
}

function fundsEnd(area: Area, heading: number, terms: Terms): number {
  let end = heading
  for (let row = heading + 1; row <= area.bottom; row++) {
    const first = filledIn(area, row)[0]
    if (!first || isIndicatorHeading(area, row, terms) || isGoalHeading(area, row, terms)) break
    if (!['fund-item', 'fund-label', 'fund-axis'].some((group) => terms.match(group, first.text))) break
    end = row
  }
  return end
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
    terms.match('level1', first.text)?.how === 'exact' ||
    terms.match('level2', first.text)?.how === 'exact'
  )
    return false
  if (terms.match('closing', first.text)?.how === 'exact' || terms.match('head', first.text)?.how === 'exact')
    return true
  const code = terms.match('banner', first.text)
  if (banners && code?.how === 'exact' && cellsIn(area, row).length > 1) return true
  return isFundHeading(area, row, terms)
}
