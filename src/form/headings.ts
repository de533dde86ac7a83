/** What kind of heading a row is: of indicators, funds, goals, or of a matrix of figures. */
import type { GridIndex } from '../grid.ts'
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsIn, filledIn } from './area.ts'
import type { Terms } from './form.ts'

export const LEVELS = new Set(['level1', 'level2', 'level3', 'level4'])
/** What rows were found to be, by grid, edges and terms: every stage asks again. */
interface Remembered {
  readonly left: number
  readonly right: number
  readonly terms: Terms
  /** By row: true, false, or not asked yet. */
  readonly indicators: boolean[]
  readonly funds: boolean[]
}

const memory = new WeakMap<GridIndex, Remembered[]>()

function rememberedOf({ index, left, right }: Area, terms: Terms): Remembered {
  let all = memory.get(index)
  if (!all) {
    all = []
    memory.set(index, all)
  }
  for (const one of all) if (one.left === left && one.right === right && one.terms === terms) return one
  const made = { left, right, terms, indicators: [], funds: [] }
  all.push(made)
  return made
}

const BUDGETS = new Set(['initialBudget', 'adjustedBudget', 'executed', 'adjustment'])

/** True for a row that heads indicators: a level heading and at least one more heading, or two level headings. */
export function isIndicatorHeading(area: Area, row: number, terms: Terms): boolean {
  const { indicators } = rememberedOf(area, terms)
  indicators[row] ??= headsIndicators(area, row, terms)
  return indicators[row]
}

function headsIndicators(area: Area, row: number, terms: Terms): boolean {
  let own = 0
  let levels = 0
  let others = 0
  for (const cell of filledIn(area, row)) {
    if (cell.row !== row && cell.rowSpan > 3) continue
    const match = terms.match('indicator-column', cell.text)
    if (!match || match.how === 'contains' || isLevelLabel(terms, cell.text)) continue
    const level = LEVELS.has(match.code)
    if (!level) others++
    else if (match.how === 'exact') levels++
    // A banner that reaches in from above (绩效指标) makes no heading of a name that reads like one (完成设备数量).
    own += Number(level && match.how === 'exact' && (cell.row === row || row === area.top))
  }
  return own > 0 && (levels >= 2 || others >= 1)
}

/** True for 产出指标 and 数量指标: labels of the hierarchy, no headings. */
export function isLevelLabel(terms: Terms, text: string): boolean {
  return ['level1', 'level2', 'level1-label', 'level2-label'].some((group) => terms.match(group, text)?.how === 'exact')
}

/** True for a row that heads funds: two headings of figures, at least one of them a budget or an execution, and no figure. */
export function isFundHeading(area: Area, row: number, terms: Terms): boolean {
  const { funds } = rememberedOf(area, terms)
  funds[row] ??= headsFunds(area, row, terms)
  return funds[row]
}

function headsFunds(area: Area, row: number, terms: Terms): boolean {
  const codes = new Set<string>()
  for (const cell of filledIn(area, row)) {
    if (cell.row !== row) continue
    if (/\d(?:亿元|万元|元|亿|万|%)?$/.test(normalize(cell.text))) return false
    const match = terms.match('fund-column', cell.text)
    const banner = cell.column === area.left && terms.match('banner', cell.text)?.code === 'funds'
    if (match && !banner) codes.add(match.code)
  }
  return codes.size >= 2 && [...codes].some((code) => BUDGETS.has(code))
}

/**
 * True for a row that heads a table of tasks right of a banner: 任务名称 | 主要内容 | 预算金额. Headings of funds alone
 * (预算数 | 执行数) do not.
 */
export function isTaskHeading(area: Area, row: number, terms: Terms): boolean {
  const [, first, ...others] = filledIn(area, row)
  const known = (cell: Cell | undefined) =>
    cell !== undefined && cell.row === row && terms.match('matrix-heading', cell.text)?.how === 'exact'
  const funds = ['fund-column', 'fund-item'].some((group) => terms.match(group, first?.text ?? '')?.how === 'exact')
  return known(first) && !funds && others.some(known)
}

/** True for a row that gives points to the execution of the budget (预算执行率 | 10 | 9.9) among the indicators. */
export function isExecutionRow(area: Area, row: number, terms: Terms): boolean {
  const first = filledIn(area, row).find((cell) => cell.row === row)
  const match = first ? terms.match('fund-column', first.text) : null
  return match?.how === 'exact' && match.code === 'executionRate' && !isFundHeading(area, row, terms)
}

/** True for a label of a goal, as the terms spell it or put together from their words (年初设定绩效目标). */
export function isGoalLabel(terms: Terms, text: string): boolean {
  const how = terms.match('goal-column', text)?.how
  return how === 'exact' || terms.all('goal-column', text).some((match) => match.how === 'pattern')
}

/** True for a row of nothing but goal headings (预期目标 | 实际完成情况). */
export function isGoalHeading(area: Area, row: number, terms: Terms): boolean {
  const filled = filledIn(area, row).filter((cell) => cell.row === row)
  return filled.length > 0 && filled.every((cell) => isGoalLabel(terms, cell.text))
}

/**
 * True for a row that heads a matrix: a section label (or a blank corner) and two or more headings, above a row that has
 * nothing but figures in their places: 经费控制情况 | 2021年决算数 | 2022年预算数.
 */
export function isMatrixHeading(area: Area, row: number, terms: Terms): boolean {
  if (row >= area.bottom) return false
  const [first, ...others] = cellsIn(area, row)
  if (
    !first ||
    others.length < 2 ||
    others.some((cell) => cell.row !== row || isBlank(cell.text) || isFigureText(cell.text))
  )
    return false
  if (terms.match('head', first.text)?.how === 'exact' || others.some((cell) => cell.text.length > 30)) return false
  return isFigureRow(area, row + 1, others)
}

/** True for a row with nothing but figures, dashes and blanks under some headings, and at least one figure. */
function isFigureRow(area: Area, row: number, headings: readonly Cell[]): boolean {
  const under = headings.map((cell) => area.index.at(row, cell.column))
  if (under.some((cell, i) => !cell || cell.row !== row || cell.column !== headings[i]!.column)) return false
  const texts = under.map((cell) => normalize(cell!.text))
  return texts.every((text) => /^[-—–/\\]*$/.test(text) || isFigureText(text)) && texts.some(isFigureText)
}

const isFigureText = (text: string) =>
  /^-?[.,]?\d[\d.,]*(?:亿元|万元|元|亿|万|%|人|个|㎡|m2|平方米)?$/.test(normalize(text))

/** The last row of figures below a matrix heading. */
export function matrixEnd(area: Area, heading: number): number {
  const headings = cellsIn(area, heading).slice(1)
  let end = heading
  while (end < area.bottom && isFigureRow(area, end + 1, headings)) end++
  return end
}

/** True for a row whose first text is a total (总分, 合计). */
export function isTotal(area: Area, row: number, terms: Terms): boolean {
  const filled = filledIn(area, row)
  const total = (cell: Cell | undefined) => cell !== undefined && terms.match('total', cell.text)?.how === 'exact'
  // A total of two rows (总分 over 自评等级) reaches into the second.
  return total(filled.find((cell) => cell.row === row)) || (filled[0]?.column === area.left && total(filled[0]))
}

/** 一级指标 heads a column; 绩效指标 does so only where no other cell of the row heads a level (else it is a banner). */
export function isLevelHeading(area: Area, row: number, edge: Cell, terms: Terms): boolean {
  const level = (cell: Cell) => {
    const match = terms.match('indicator-column', cell.text)
    return match?.how === 'exact' && LEVELS.has(match.code) ? match.code : null
  }
  const own = level(edge)
  // 绩效指标 beside 产出指标: the banner of rows without a heading.
  const next = filledIn(area, row).find((cell) => cell.column > edge.column)
  if (edge.rowSpan > 1 && next && isLevelLabel(terms, next.text)) return false
  const banner = own === 'level3' && terms.match('banner', edge.text)?.how === 'exact'
  return own !== null && !(banner && filledIn(area, row).some((cell) => cell !== edge && level(cell) !== null))
}

/**
 * True for the upper of two heading rows. With merges: it groups the levels (绩效指标) and its other cells reach down to
 * them. In a table without merges: it stands right above an indicator heading, names
 * columns itself, and where it has text the lower row has none (or a part of it).
 */
export function isUpperHeading(area: Area, row: number, terms: Terms): boolean {
  if (row >= area.bottom || !isIndicatorHeading(area, row + 1, terms)) return false
  if (!area.flat) return groupsLevels(area, row, terms)
  const edge = area.index.at(row, area.left)?.text ?? ''
  const heads = [terms.match('banner', edge)?.code === 'indicators', isExactColumn(terms, edge)]
  // 项目类别 |  | 项目属性 | 延续性项目: a row that starts with another label heads nothing; a record has figures or levels.
  if (!isBlank(edge) && !heads.includes(true)) return false
  const own = filledIn(area, row).filter((cell) => cell.column > area.left)
  if (own.some((cell) => isFigureText(cell.text) || isLevelLabel(terms, cell.text))) return false
  const matches = own.map((cell) => terms.match('indicator-column', cell.text))
  const level = (i: number) => matches[i]?.how === 'exact' && /^level[12]$/.test(matches[i]!.code)
  if (own.some((cell, i) => level(i) && !isBlank(area.index.at(row + 1, cell.column)?.text ?? ''))) return false
  // Names and values that only read like a heading (按时完成) name no column.
  const named = matches.filter((match) => match?.how === 'exact' || match?.how === 'suffix').length
  if (own.some((cell) => /^[-\d.,%≥≤<>=]/.test(normalize(cell.text)))) return false
  const gaps = own.some((cell) => isBlank(area.index.at(row + 1, cell.column)?.text ?? ''))
  const below = (cell: Cell) => area.index.at(row + 1, cell.column)?.text ?? ''
  const overLevels = (cell: Cell) => namesIndicators(terms, cell.text) && isExactLevel(terms, below(cell))
  const grouping = (cell: Cell) =>
    overLevels(cell) || isExactColumn(terms, cell.text) || terms.pattern('horizon', normalize(cell.text)) !== null
  if (own.some((cell) => isExactLevel(terms, below(cell)) && !grouping(cell))) return false
  const words =
    own.length >= 2 &&
    own.every((cell) => !/^[-\d.,%≥≤<>=]/.test(normalize(cell.text)) && (isBlank(below(cell)) || overLevels(cell)))
  // 绩效指标 | 指标值 over 一级指标 | 二级指标 | 东村 | 西村: groups over every column.
  const groups = own.some(overLevels) && own.every((cell) => overLevels(cell) || isExactColumn(terms, cell.text))
  return (named > 0 && named * 2 >= own.length && gaps) || words || (groups && own.length >= 2)
}

/** 绩效指标, 年度绩效指标: a banner of indicators by its words; 指标2：… only begins like one. */
function namesIndicators(terms: Terms, text: string): boolean {
  const banner = terms.match('banner', text)
  return banner?.code === 'indicators' && (banner.how === 'exact' || banner.how === 'suffix')
}

const isExactColumn = (terms: Terms, text: string) => terms.match('indicator-column', text)?.how === 'exact'

function isExactLevel(terms: Terms, text: string): boolean {
  const match = terms.match('indicator-column', text)
  return match?.how === 'exact' && LEVELS.has(match.code)
}

function groupsLevels(area: Area, row: number, terms: Terms): boolean {
  const own = filledIn(area, row).filter((cell) => cell.row === row)
  const groups = own.filter((cell) => cell.rowSpan === 1 && cell.columnSpan > 1)
  const over = groups.some((cell) => {
    const below = area.index.at(row + 1, cell.column)?.text ?? ''
    return namesIndicators(terms, cell.text) && isExactLevel(terms, below)
  })
  return over && own.length > 1 && own.every((cell) => groups.includes(cell) || cell.rowSpan >= 2)
}

/** True for an edge cell (序号) that is as tall as the level headings beside it: it heads a column, no region. */
export function isHeadingCell(area: Area, row: number, edge: Cell, terms: Terms): boolean {
  if (!isIndicatorHeading(area, row, terms)) return false
  const code = terms.match('indicator-column', edge.text)
  if (code?.how === 'exact' && (code.code === 'sequence' || code.code === 'flag')) return true
  if (edge.rowSpan === 1) return isFirstLevel(area, row, edge, terms)
  const levels = filledIn(area, row).filter(
    (cell) => cell !== edge && LEVELS.has(terms.match('indicator-column', cell.text)?.code ?? ''),
  )
  return levels.length > 0 && levels.every((cell) => cell.row === edge.row && cell.rowSpan === edge.rowSpan)
}

/** 考核指标 | 具体指标 over 产出 | 举办场次: what reads like a banner heads the first level where no other heading does. */
function isFirstLevel(area: Area, row: number, edge: Cell, terms: Terms): boolean {
  const below = area.index.at(row + 1, area.left)
  const code = (cell: Cell) => terms.match('indicator-column', cell.text)?.code
  if (!below || isBlank(below.text) || below.columnSpan !== edge.columnSpan || isFigureText(below.text)) return false
  return !filledIn(area, row).some((cell) => cell !== edge && code(cell) === 'level1')
}

/**
 * True for a row that heads a list of its own: 序号 and two or more words above a row that starts with 1, or 项目名称 and
 * two or more known headings (预算金额, 主要内容) above a row of as many cells.
 */
export function isListHeading(area: Area, row: number, terms: Terms): boolean {
  const filled = filledIn(area, row).filter((cell) => cell.row === row)
  const [first, ...others] = filled
  if (!first || others.length < 2 || filled.some((cell) => isFigureText(cell.text) || cell.text.length > 30))
    return false
  const body = row + Math.max(...filled.map((cell) => cell.rowSpan))
  if (body > area.bottom || isIndicatorHeading(area, row, terms)) return false
  const sequence = terms.match('indicator-column', first.text)
  if (sequence?.how === 'exact' && sequence.code === 'sequence') return isNumbered(area, body)
  const named = terms.match('head', first.text)
  const known = (cell: Cell) =>
    ['matrix-heading', 'fund-column', 'goal-column'].some((group) => terms.match(group, cell.text)?.how === 'exact')
  return named?.how === 'exact' && named.code === 'projectName' && others.every(known) && sameStarts(area, row, body)
}

function isNumbered(area: Area, row: number): boolean {
  return /^\d{1,3}$/.test(normalize(area.index.at(row, area.left)?.text ?? ''))
}

/** True for a row whose texts stand under those of another one, the first among them. */
function sameStarts(area: Area, heading: number, row: number): boolean {
  const starts = new Set(filledIn(area, heading).map(({ column }) => column))
  const own = filledIn(area, row).filter((cell) => cell.row === row)
  return own.length >= 2 && own[0]!.column === area.left && own.every(({ column }) => starts.has(column))
}

/** The last row of a list, its total among them. */
export function listEnd(area: Area, heading: number, terms: Terms): number {
  const top = heading + Math.max(1, ...cellsIn(area, heading).map((cell) => cell.rowSpan))
  const numbered = isNumbered(area, top)
  const goesOn = (row: number) =>
    numbered ? isNumbered(area, row) : sameStarts(area, heading, row) && !startsRegion(area, row, terms)
  let end = top
  while (end < area.bottom && (goesOn(end + 1) || isTotal(area, end + 1, terms))) end++
  return end
}

function startsRegion(area: Area, row: number, terms: Terms): boolean {
  const first = filledIn(area, row)[0]?.text ?? ''
  const known = ['head', 'banner', 'closing', 'field'].some((group) => terms.match(group, first)?.how === 'exact')
  return known || isIndicatorHeading(area, row, terms) || isFundHeading(area, row, terms)
}
