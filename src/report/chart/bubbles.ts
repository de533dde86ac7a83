/** Counts on a grid of two scales: circles whose area is the count, with the count written in or above them. */
import type { Label } from '../bilingual.ts'
import { type Html, html } from '../html.ts'
import { drawSvg, drawText, round } from './frame.ts'

/** A grid of counts: `counts[y][x]`, rows from the bottom up. */
export interface BubbleGrid {
  readonly xTitle: Label
  readonly yTitle: Label
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

const LEFT = 90
const TOP = 24
const CELL_X = 54
const CELL_Y = 46

/** Draws the grid. */
export function drawBubbles(title: Label, { xTitle, yTitle, x, y, counts }: BubbleGrid): Html {
  const most = Math.max(1, ...counts.flat())
  const bottom = TOP + y.length * CELL_Y
  const right = LEFT + x.length * CELL_X
  const middle = (row: number) => bottom - (row + 0.5) * CELL_Y
  const circles = counts.flatMap((row, up) =>
    row.map((count, across) => {
      if (count === 0) return null
      const radius = Math.max(3, 21 * Math.sqrt(count / most))
      const cx = LEFT + (across + 0.5) * CELL_X
      const cy = middle(up)
      const note = radius >= 13 ? cy + 4 : cy - radius - 3
      return html`<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(radius)}"/>${drawText(`${count}`, { x: cx, y: note, anchor: 'middle', kind: 'value' })}`
    }),
  )
  const rules = [
    ...y.map(
      (_, up) =>
        html`<line class="grid" x1="${LEFT}" y1="${bottom - up * CELL_Y}" x2="${right}" y2="${bottom - up * CELL_Y}"/>`,
    ),
    ...x.map(
      (_, across) =>
        html`<line class="grid" x1="${LEFT + across * CELL_X}" y1="${TOP}" x2="${LEFT + across * CELL_X}" y2="${bottom}"/>`,
    ),
  ]
  const labels = [
    ...y.map((label, up) => drawText(label, { x: LEFT - 8, y: middle(up) + 4, anchor: 'end', kind: 'axis' })),
    ...x.map((label, across) =>
      drawText(label, { x: LEFT + (across + 0.5) * CELL_X, y: bottom + 16, anchor: 'middle', kind: 'axis' }),
    ),
  ]
  const titles = html`${drawText(yTitle, { x: 4, y: 14, kind: 'axis' })}${drawText(xTitle, { x: right, y: bottom + 34, anchor: 'end', kind: 'axis' }, 60)}`
  return drawSvg(right + 20, bottom + 42, title, html`${rules}${circles}${labels}${titles}`)
}
