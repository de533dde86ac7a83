/** The overall goals (总体目标): headings over texts, labels beside texts, or one text beside the banner. */
import type { Cell, Goal } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, takeCell } from './area.ts'
import type { Span } from './claims.ts'
import { isGoalLabel } from './headings.ts'
import type { Region } from './regions.ts'
import { takePoints } from './rows.ts'
import { ruleName, setHorizons, type Work } from './work.ts'

interface GoalColumn {
  readonly start: number
  readonly end: number
  readonly role: 'expected' | 'actual'
  readonly horizon: Goal['horizon']
}

interface Part {
  readonly role: 'expected' | 'actual'
  readonly horizon: Goal['horizon']
  readonly cell: Cell
}

/** Reads a goals region; blank pairs are no goals. */
export function readGoals(work: Work, region: Region): void {
  const { area } = region
  if (region.banner) {
    takeCell(work.book, area, region.banner, 'label', ruleName(work, 'goals/banner'))
    takePoints(work, area, region.banner)
  }
  const bannerRole = region.banner ? columnOf(work, region.banner) : null
  let columns: readonly GoalColumn[] = []
  for (let row = area.top; row <= area.bottom; row++) {
    const cells = cellsFrom(area, row).filter((cell) => cell.column >= region.inner && cell !== region.banner)
    const filled = cells.filter((cell) => !isBlank(cell.text))
    const headings = filled.map((cell) => (cells.length === 1 ? exactHeading : headingOf)(work, cell))
    const below = row < area.bottom && !labelsBelow(work, region, row + 1)
    if (
      filled.length > 0 &&
      headings.every((column) => column !== null) &&
      (below || columns.length === 0) &&
      (below || filled.length === cells.length)
    ) {
      for (const cell of filled) takeCell(work.book, area, cell, 'label', ruleName(work, 'goals/heading'))
      columns = headings as readonly GoalColumn[]
      setHorizons(work, columns)
    } else {
      const stated = filled.filter((cell) => !passPlaceholder(work, area, cell, cells.length === 1))
      if (columns.length > 0 && !(headings[0] && filled.length >= 2)) push(work, area, underColumns(stated, columns))
      else push(work, area, besideLabels(work, area, stated, bannerRole, cells.length === 1))
    }
  }
}

/** 目标1： 目标2： ……: what a template prints where goals are to be filled in; a label beside a text is none. */
function passPlaceholder(work: Work, area: Area, cell: Cell, alone: boolean): boolean {
  if (work.terms.pattern('goal-placeholder', normalize(cell.text)) === null) return false
  if (!alone && headingOf(work, cell) !== null) return false
  takeCell(work.book, area, cell, 'label', ruleName(work, 'goals/placeholder'))
  return true
}

/** True when the next row starts with a goal label too: labels beside texts, not headings over them. */
function labelsBelow(work: Work, region: Region, row: number): boolean {
  const filled = cellsFrom(region.area, row).filter(
    (cell) => cell.column >= region.inner && cell !== region.banner && !isBlank(cell.text),
  )
  return filled.length > 0 && headingOf(work, filled[0]!) !== null
}

function headingOf(work: Work, cell: Cell): GoalColumn | null {
  return isGoalLabel(work.terms, unnumbered(cell.text)) ? columnOf(work, cell) : null
}

/** A goal heading without a number: 目标1 alone in its row is all that is said of the goal. */
function exactHeading(work: Work, cell: Cell): GoalColumn | null {
  return unnumbered(cell.text) === cell.text ? headingOf(work, cell) : null
}

/** 长期目标1, 年度目标二: goals are numbered behind their label. */
function unnumbered(text: string): string {
  return text.replace(/(?<=目标)\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]+)[)）]?\s*(?=[:：]?\s*$)/, '')
}

function columnOf(work: Work, cell: Cell): GoalColumn {
  const code = work.terms.match('goal-column', unnumbered(cell.text))?.code ?? 'expected'
  const multi = work.terms.pattern('horizon', normalize(cell.text))?.code === 'multi-year'
  return {
    start: cell.column,
    end: cell.column + cell.columnSpan,
    role: code === 'actual' ? 'actual' : 'expected',
    horizon: multi ? 'multi-year' : 'annual',
  }
}

function underColumns(filled: readonly Cell[], columns: readonly GoalColumn[]): Part[] {
  return filled.flatMap((cell) => {
    const column = columns.find(({ start, end }) => cell.column < end && cell.column + cell.columnSpan > start)
    return column ? [{ role: column.role, horizon: column.horizon, cell }] : []
  })
}

function besideLabels(
  work: Work,
  area: Area,
  filled: readonly Cell[],
  banner: GoalColumn | null,
  alone: boolean,
): Part[] {
  const parts: Part[] = []
  const labels = filled.map((cell) => headingOf(work, cell)).filter((heading) => heading !== null)
  setHorizons(
    work,
    labels.map((heading, i) => ({ ...heading, end: labels[i + 1]?.start ?? area.right + 1 })),
  )
  let column: Pick<GoalColumn, 'role' | 'horizon'> = banner ?? { role: 'expected', horizon: 'annual' }
  for (const cell of filled) {
    const heading = alone ? exactHeading(work, cell) : headingOf(work, cell)
    if (heading) {
      takeCell(work.book, area, cell, 'label', ruleName(work, 'goals/label'))
      // 目标1 under 长期目标 is a long-term goal: its label says nothing of the time.
      const silent = banner && !work.terms.pattern('horizon', normalize(cell.text))
      column = silent ? { ...heading, horizon: banner.horizon } : heading
    } else parts.push({ role: column.role, horizon: column.horizon, cell })
  }
  return parts
}

/** 年度目标完成情况 in a row below 年度目标: the goal that waits for what became of it, if it is the last one. */
function openGoal(work: Work, horizon: Goal['horizon']): number | null {
  const last = work.goals.findLastIndex((goal) => goal.horizon === horizon)
  return last >= 0 && work.goals[last]!.actual === null && work.goals[last]!.expected !== null ? last : null
}

/** One goal for each horizon of a printed row. */
function push(work: Work, area: Area, parts: readonly Part[]): void {
  const take = (at: number, { role, cell }: Part): Partial<Record<Part['role'], Span>> => {
    const text = takeCell(work.book, area, cell, 'value', ruleName(work, `goals/${role}`), `goals[${at}].${role}`)
    return { [role]: text }
  }
  for (const horizon of ['multi-year', 'annual'] as const) {
    const own = parts.filter((part) => part.horizon === horizon)
    const expected = own.find(({ role }) => role === 'expected')
    const actual = own.find(({ role }) => role === 'actual')
    const open = !expected && actual ? openGoal(work, horizon) : null
    const at = open ?? work.goals.length
    const known = open === null ? { horizon, expected: null, actual: null } : work.goals[open]!
    if (expected || actual)
      work.goals[at] = { ...known, ...(expected ? take(at, expected) : {}), ...(actual ? take(at, actual) : {}) }
    for (const part of own.filter((one) => one !== expected && one !== actual))
      work.goals.push({ horizon, expected: null, actual: null, ...take(work.goals.length, part) })
  }
}
