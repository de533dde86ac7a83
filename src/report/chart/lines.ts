/** Numbers over years, one line a series, each with its own dash, and its marker and name beside its end. */
import type { Label } from '../bilingual.ts'
import { type Html, html } from '../html.ts'
import { drawSvg, drawText, niceStep, round } from './frame.ts'

/** One line; null where a year has no number. */
export interface Series {
  readonly label: Label
  readonly values: readonly (number | null)[]
}

const WIDTH = 760
const HEIGHT = 260
const LEFT = 70
const RIGHT = 190
const TOP = 14
const BOTTOM = 30
const DASHES = ['', '6 4', '2 3', '9 3 2 3']

/** Draws the lines from zero up. */
export function drawLines(title: Label, years: readonly string[], series: readonly Series[]): Html {
  const most = Math.max(1e-9, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const step = niceStep(most, 5)
  const top = Math.ceil(most / step - 1e-9) * step
  const x = (at: number) =>
    years.length < 2 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + (at * (WIDTH - RIGHT - LEFT)) / (years.length - 1)
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)
  const rules = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => {
    const value = at * step
    return html`<line class="grid" x1="${LEFT}" y1="${round(y(value))}" x2="${WIDTH - RIGHT}" y2="${round(y(value))}"/>${drawText(value.toLocaleString('en', { maximumFractionDigits: 6 }), { x: LEFT - 6, y: y(value) + 4, anchor: 'end', kind: 'axis' })}`
  })
  const labels = years.map((year, at) => drawText(year, { x: x(at), y: HEIGHT - 8, anchor: 'middle', kind: 'axis' }))
  const ends = spread(series.map(({ values }) => y(values.findLast((value) => value !== null) ?? 0)))
  const lines = series.map(({ label, values }, at) => {
    const points = values.flatMap((value, index) =>
      value === null ? [] : [[round(x(index)), round(y(value))] as const],
    )
    const line = html`<polyline points="${points.map((point) => point.join(',')).join(' ')}" stroke-dasharray="${DASHES[at % DASHES.length]!}"/>`
    return html`${line}${points.map(([px, py]) => drawMarker(at, px, py))}${drawMarker(at, WIDTH - RIGHT + 20, round(ends[at]!))}${drawText(label, { x: WIDTH - RIGHT + 32, y: ends[at]! + 4 }, 22)}`
  })
  return drawSvg(WIDTH, HEIGHT, title, html`${rules}${labels}${lines}`)
}

/** Six shapes: there are no more aggregation levels. */
function drawMarker(series: number, x: number, y: number): Html {
  const path = [
    `M${x - 4} ${y - 4}h8v8h-8z`,
    `M${x} ${y - 5}l5 9h-10z`,
    `M${x} ${y - 6}l6 6l-6 6l-6 -6z`,
    `M${x} ${y + 5}l5 -9h-10z`,
    `M${x - 5} ${y - 2}h10v4h-10z`,
  ][(series % 6) - 1]
  return path === undefined ? html`<circle cx="${x}" cy="${y}" r="4"/>` : html`<path class="full" d="${path}"/>`
}

/** Heights of labels moved apart, so that none stands on another. */
function spread(heights: readonly number[]): readonly number[] {
  const order = heights.map((height, at) => ({ height, at })).sort((a, b) => a.height - b.height)
  const placed: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const { height, at } of order) {
    last = Math.max(height, last + 16)
    placed[at] = last
  }
  const over = Math.max(0, last - (HEIGHT - BOTTOM))
  return placed.map((height) => height - over)
}
