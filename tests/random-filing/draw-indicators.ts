/** Prints a planned tree of indicators into a sheet. */
import type { Dice } from './dice.ts'
import type { IndicatorPlan, PlannedRow } from './indicators.ts'
import type { PlannedColumn } from './plan-columns.ts'
import { addRow, put, type Sheet, shareWidths } from './sheet.ts'

/** How the part stands in its table. */
export interface IndicatorFrame {
  /** Columns of the banner at the left; 0: none. */
  readonly banner: number
  readonly bannerText: string
  /** Rows before which the heading is printed again. */
  readonly repeatHeading: boolean
  readonly totals: boolean
  /** The banner covers the total too. */
  readonly totalsInside: boolean
}

/** A column with its place. */
interface Placed extends PlannedColumn {
  readonly at: number
  readonly width: number
}

/** How many columns a plan needs beside its banner. */
export function widthOf(plan: IndicatorPlan): number {
  return plan.columns.length
}

function place(plan: IndicatorPlan, sheet: Sheet, from: number): readonly Placed[] {
  const name = plan.columns.findIndex(({ role }) => role === 'level3')
  const widths = shareWidths(sheet.columns - from, plan.columns.length, [name, plan.columns.length - 1])
  let at = from
  return plan.columns.map((column, i) => {
    const placed = { ...column, at, width: widths[i]! }
    at += widths[i]!
    return placed
  })
}

/** Draws the heading, the rows and the total; returns a row at which a page break may cut, or null. */
export function drawIndicators(dice: Dice, sheet: Sheet, plan: IndicatorPlan, frame: IndicatorFrame): number | null {
  const columns = place(plan, sheet, frame.banner)
  const first = sheet.rows
  drawHeading(sheet, columns)
  let group = sheet.rows
  let broken = false
  let cut: number | null = null
  for (const [i, row] of plan.rows.entries()) {
    const before = plan.rows[i - 1]
    if (before && before.level1 !== row.level1) cut = sheet.rows
    const fresh = before?.level2 !== row.level2
    if (fresh && before && frame.repeatHeading && !broken && dice.chance('heading/break', 40)) {
      drawLevels(sheet, columns, plan, group)
      drawHeading(sheet, columns)
      group = sheet.rows
      broken = true
    }
    if (plan.layout === 'bands' && (before?.level1 !== row.level1 || group === sheet.rows)) {
      drawLevels(sheet, columns, plan, group)
      addRow(sheet, [[bandText(dice, plan, row), sheet.columns - frame.banner]], frame.banner)
      group = sheet.rows
    }
    drawRow(sheet, columns, row, plan.pointStyle)
  }
  drawLevels(sheet, columns, plan, group)
  if (frame.totals) drawTotal(dice, sheet, columns, plan, frame)
  const outside = frame.totals && !frame.totalsInside
  if (frame.banner > 0) put(sheet, first, 0, frame.bannerText, sheet.rows - first - (outside ? 1 : 0), frame.banner)
  return broken || plan.layout === 'none' ? null : cut
}

function bandText(dice: Dice, plan: IndicatorPlan, row: PlannedRow): string {
  const { label } = plan.level1[row.level1]!
  return (/^[一1]/.test(label) ? '' : dice.pick('band/number', ['', `${'一二三四'[row.level1]}、`])) + label
}

/** One heading row, or two where some columns stand under a common heading. */
function drawHeading(sheet: Sheet, columns: readonly Placed[]): void {
  const top = sheet.rows
  const deep = columns.some(({ over }) => over !== null) ? 2 : 1
  sheet.rows += deep
  for (const [i, column] of columns.entries()) {
    if (column.over === null) put(sheet, top, column.at, column.heading, deep, column.width)
    else {
      put(sheet, top + 1, column.at, column.heading, 1, column.width)
      if (columns[i - 1]?.over === column.over) continue
      const run = columns.slice(i).findIndex(({ over }) => over !== column.over)
      const group = columns.slice(i, run < 0 ? undefined : i + run)
      put(
        sheet,
        top,
        column.at,
        column.over,
        1,
        group.reduce((sum, { width }) => sum + width, 0),
      )
    }
  }
}

/** Points in the style of their form; .5 has its decimals already. */
function printPoints(points: string, style: IndicatorPlan['pointStyle']): string {
  if (points === '' || style === '') return points
  return style === '分' ? `${points}分` : Number(points).toFixed(2)
}

function drawRow(sheet: Sheet, columns: readonly Placed[], row: PlannedRow, style: IndicatorPlan['pointStyle']): void {
  const at = sheet.rows++
  let other = 0
  for (const column of columns) {
    const { role } = column
    if (role === 'level1' || role === 'level2') continue
    if (role === 'sequence' || role === 'twin-name' || role === 'twin-target') {
      put(sheet, at, column.at, besideText(sheet, row, role), 1, column.width)
      continue
    }
    const text =
      role === 'level3'
        ? row.name
        : role === 'target'
          ? row.target.value
          : role === 'operator' || role === 'unit'
            ? row.target[role]
            : role === 'actual'
              ? row.actual.text
              : role === 'extra' || role === 'slice'
                ? row.others[other++]!
                : role === 'deviation'
                  ? row.deviation
                  : printPoints(row[role], style)
    put(sheet, at, column.at, text, 1, column.width)
  }
  rowsOf(sheet).set(at, row)
}

function besideText(sheet: Sheet, row: PlannedRow, role: 'sequence' | 'twin-name' | 'twin-target'): string {
  if (role === 'sequence') return String(rowsOf(sheet).size + 1)
  return row.twin === null ? '' : role === 'twin-name' ? row.twin.name : row.twin.target.text
}

const drawn = new WeakMap<Sheet, Map<number, PlannedRow>>()

function rowsOf(sheet: Sheet): Map<number, PlannedRow> {
  const known = drawn.get(sheet) ?? new Map<number, PlannedRow>()
  drawn.set(sheet, known)
  return known
}

/** Prints the level labels of the rows from `top` on: merged, on the first row only, or on each. */
function drawLevels(sheet: Sheet, columns: readonly Placed[], plan: IndicatorPlan, top: number): void {
  const rows = rowsOf(sheet)
  for (const level of ['level1', 'level2'] as const) {
    const column = columns.find(({ role }) => role === level)
    if (!column) continue
    for (let row = top; row < sheet.rows; ) {
      const own = rows.get(row)!
      let end = row
      while (end < sheet.rows && rows.get(end)![level] === own[level]) end++
      const { label } = plan[level][own[level]]!
      const over = plan.wide && plan.level1[own.level1]!.code === 'satisfaction'
      if (over) {
        const both = columns.find(({ role }) => role === 'level2')!
        if (level === 'level1') put(sheet, row, column.at, label, end - row, both.at + both.width - column.at)
      } else if (plan.style === 'merged') put(sheet, row, column.at, label, end - row, column.width)
      else
        for (let each = row; each < end; each++)
          put(sheet, each, column.at, plan.style === 'repeated' || each === row ? label : '', 1, column.width)
      row = end
    }
  }
}

function drawTotal(
  dice: Dice,
  sheet: Sheet,
  columns: readonly Placed[],
  plan: IndicatorPlan,
  frame: IndicatorFrame,
): void {
  const at = sheet.rows++
  const first = Math.min(
    ...columns.filter(({ role }) => role === 'weight' || role === 'score').map((column) => column.at),
  )
  const from = frame.totalsInside ? frame.banner : 0
  put(sheet, at, from, dice.pick('total/label', ['总分', '合计', '总 分', '合计得分', '总计']), 1, first - from)
  for (const column of columns) {
    if (column.at < first) continue
    const text =
      column.role === 'weight' || column.role === 'score'
        ? printPoints(totalOf(plan, column.role), plan.pointStyle)
        : ''
    put(sheet, at, column.at, text, 1, column.width)
  }
}

/** The sum of the points of a plan. */
export function totalOf(plan: IndicatorPlan, key: 'weight' | 'score'): string {
  return String(Math.round(plan.rows.reduce((sum, row) => sum + Number(row[key] || 0), 0) * 100) / 100)
}
