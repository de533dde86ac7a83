/** The overall goals (总体目标): headings over texts, labels beside texts, or one text beside the banner. */
import type { Cell } from '../model.ts'
import { isBlank, normalize } from '../text.ts'
import { type Area, cellsFrom, takeCell, takePart } from './area.ts'
import { readFieldRow } from './fields.ts'
import {
  columnOf,
  type GoalColumn,
  type GoalHeading,
  type GoalPart,
  type InnerLabel,
  innerLabel,
  pushGoals,
} from './goal-column.ts'
import { isGoalLabel } from './headings.ts'
import { takePoints } from './points.ts'
import type { Region } from './regions.ts'
import { BLANK, ruleName, setHorizons, type Work } from './work.ts'

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
    const headings = headingsOf(work, region, row, filled, cells.length === 1)
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
    } else if (columns.length > 0 && !(headings[0] && filled.length >= 2))
      pushGoals(work, underColumns(work, area, filled, columns))
    else pushGoals(work, besideLabels(work, area, cells, bannerRole))
  }
  markTotals(work)
}

/** 项目总目标 beside or above 年度绩效目标: where one goal is of the year, the one called total reaches beyond it. */
function markTotals(work: Work): void {
  const horizonOf = (label: string) => work.terms.pattern('horizon', label)?.code ?? null
  for (let i = 0; i + 1 < work.goals.length; i++) {
    const [goal, next] = [work.goals[i]!, work.goals[i + 1]!]
    const total = /总体?(?:绩效)?目标|整体(?:绩效)?目标|^项目(?:绩效)?目标/.test(goal.label)
    if (total && horizonOf(goal.label) === null && horizonOf(next.label) === 'annual')
      work.goals[i] = { ...goal, horizon: 'multi-year' }
  }
}

/**
 * The headings of a row, null for texts. Where the first one is known, and the row below has texts at the same edges, short
 * words beside it (具体完成情况, 总体完成率) head their columns, too, whether a term knows them or not.
 */
function headingsOf(
  work: Work,
  { area }: Region,
  row: number,
  filled: readonly Cell[],
  alone: boolean,
): readonly (GoalColumn | null)[] {
  const known = filled.map((cell) => headingOf(work, cell, alone))
  if (filled.length < 2 || row >= area.bottom || known.every((heading) => heading !== null)) return known
  const below = filled.map(({ column }) => area.index.at(row + 1, column))
  const texts = below.every(
    (cell, i) => cell?.row === row + 1 && cell.column === filled[i]!.column && headingOf(work, cell) === null,
  )
  const words = filled.every((cell, i) => known[i] !== null || HEADING.test(normalize(cell.text)))
  // 政策期目标 | 本年度目标: two goals by their words.
  const first = known[0] !== null || (/目标$/.test(normalize(filled[0]!.text)) && known.some((one) => one !== null))
  if (!texts || !words || !first || isBlank(below[0]?.text ?? '')) return known
  return filled.map((cell, i) => known[i] ?? unknownColumn(work, cell))
}

/** What heads a column beside goals: short, no sentence, no figure. */
const HEADING =
  /^[\p{Script=Han}()/、]{2,12}(?:目标|情况|率|程度|得分|分值|权重|原因|措施|完成|备注|说明)$|^(?:备注|得分|分值|权重|完成率)$/u

function unknownColumn(work: Work, cell: Cell): GoalColumn {
  const text = normalize(cell.text)
  const column = columnOf(work, cell)
  return { ...column, role: /目标$/.test(text) ? 'expected' : 'other' }
}

/** True when the next row starts with a goal label too: labels beside texts, not headings over them. */
function labelsBelow(work: Work, region: Region, row: number): boolean {
  const filled = cellsFrom(region.area, row).filter(
    (cell) => cell.column >= region.inner && cell !== region.banner && !isBlank(cell.text),
  )
  return filled.length > 0 && headingOf(work, filled[0]!) !== null
}

/** A heading or a label of goals. The labels of several are numbered (年度目标1, 目标2：), beside their texts. */
function headingOf(work: Work, cell: Cell, alone = false): GoalColumn | null {
  const label = cell.text.replace(/\s*(?:\d{1,2}|[一二三四五六七八九十])\s*[:：]?\s*$/, '')
  const texts = alone || cell.text.length > 20 ? [cell.text] : [cell.text, label]
  return texts.some((text) => isGoalLabel(work.terms, text)) ? columnOf(work, cell) : null
}

/** `of`: the goal that a text belongs to; the next one where it is none of those read before. */
function take(
  work: Work,
  area: Area,
  cell: Cell,
  column: GoalHeading,
  of: number | null,
  inner: InnerLabel | null = null,
): GoalPart {
  const { horizon, label } = column
  const role = column.role === 'actual' ? 'actual' : 'expected'
  if (!inner && isPlaceholder(work, cell)) {
    takeCell(work.book, area, cell, 'label', ruleName(work, 'goals/placeholder'))
    return { role, horizon, label, text: null }
  }
  const [rule, into] = [ruleName(work, `goals/${role}`), `goals[${of ?? work.goals.length}].${role}`]
  if (!inner) return { role, horizon, label, text: takeCell(work.book, area, cell, 'value', rule, into) }
  takePart(work.book, area, cell, 0, inner.from, 'label', ruleName(work, 'goals/label'))
  const text = takePart(work.book, area, cell, inner.from, cell.text.length, 'value', rule, into)
  return { role, horizon, label, text }
}

/** 目标1：⏎目标2：⏎……: the lines of a blank form. */
function isPlaceholder(work: Work, cell: Cell): boolean {
  const lines = cell.text.split('\n').map(normalize).filter(Boolean)
  return lines.length > 0 && lines.every((line) => work.terms.pattern('placeholder', line)?.code === 'row')
}

/**
 * 年度绩效目标 | …, and what became of it in a row below (目标完成情况 | …): one goal. Null where a row says what was
 * expected, too, and where no goal or more than one is without an outcome: then nothing says which is meant.
 */
function openGoal(work: Work, texts: readonly (GoalHeading | null)[]): number | null {
  if (texts.length !== 1 || texts[0]?.role !== 'actual') return null
  const open = work.goals.flatMap((goal, i) => (goal.horizon === texts[0]!.horizon && goal.actual === null ? [i] : []))
  return open.length === 1 ? open[0]! : null
}

function underColumns(work: Work, area: Area, filled: readonly Cell[], columns: readonly GoalColumn[]): GoalPart[] {
  return filled.flatMap((cell) => {
    const column = columns.find(({ start, end }) => cell.column < end && cell.column + cell.columnSpan > start)
    if (column?.role !== 'other') return column ? [take(work, area, cell, column, null)] : []
    const into = `fields[${work.fields.length}]`
    const text = takeCell(work.book, area, cell, 'value', ruleName(work, 'goals/other'), into)
    work.fields.push({ label: { ...BLANK, text: column.label }, text })
    return []
  })
}

function besideLabels(work: Work, area: Area, cells: readonly Cell[], banner: GoalColumn | null): GoalPart[] {
  const filled = cells.filter((cell) => !isBlank(cell.text))
  const alone = cells.length === 1
  const labels = filled.map((cell) => headingOf(work, cell, alone)).filter((heading) => heading !== null)
  setHorizons(
    work,
    labels.map((heading, i) => ({ ...heading, end: labels[i + 1]?.start ?? area.right + 1 })),
  )
  const texts: [Cell, GoalHeading, InnerLabel | null][] = []
  const inner = innerLabels(work, filled, banner)
  let column: GoalHeading = banner ?? { role: 'expected', horizon: 'annual', label: '' }
  // 总体目标完成情况 | … | 实际完成 | …: where the outcome has a label of its own, the banner speaks of the goal.
  if (labels.some(({ role }) => role === 'actual')) column = { ...column, role: 'expected' }
  for (const [i, cell] of filled.entries()) {
    const heading = headingOf(work, cell, alone)
    const next = filled[i + 1]
    if (next && i > 1 && isHeadLabel(work, cell)) {
      // 完成情况 | … | 自评得分 | 98.4: the goals end at a label of the head.
      readFieldRow(work, area, filled.slice(i), null)
      break
    } else if (heading) {
      takeCell(work.book, area, cell, 'label', ruleName(work, 'goals/label'))
      column = heading
    } else texts.push([cell, inner[i]?.heading ?? column, inner[i] ?? null])
  }
  const of = openGoal(
    work,
    texts.map(([, heading]) => heading),
  )
  const parts = texts.map(([cell, heading, label]) => take(work, area, cell, heading, of, label))
  if (of === null) return parts
  work.goals[of] = { ...work.goals[of]!, actual: parts[0]!.text }
  return []
}

/** Labels inside of the cells of a row; they count where one of them tells what became of a goal. */
function innerLabels(work: Work, filled: readonly Cell[], banner: GoalColumn | null): readonly (InnerLabel | null)[] {
  const all = filled.map((cell) => innerLabel(work, cell))
  return banner?.role !== 'actual' && all.some((one) => one?.heading.role === 'actual') ? all : []
}

const isHeadLabel = (work: Work, { text }: Cell) =>
  normalize(text).length >= 3 && work.terms.match('head', text)?.how === 'exact'
