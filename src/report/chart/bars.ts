/** Horizontal bars, each with its number beside it: readable without colour. */
import type { Label } from '../bilingual.ts'
import { type Html, html } from '../html.ts'
import { drawSvg, drawText, round } from './frame.ts'

/** One bar. */
export interface Bar {
  readonly label: Label
  readonly value: number
  /** The number as it is written beside the bar. */
  readonly note: string
  /** How much of the bar is filled; the rest is hatched. All of it by default. */
  readonly part?: number
}

const WIDTH = 760
const LEFT = 250
const RIGHT = 130
const ROW = 24

/** Draws bars from zero to `most`, or to the longest of them; null without any. */
export function drawBars(
  title: Label,
  bars: readonly Bar[],
  most = Math.max(0, ...bars.map((bar) => bar.value)),
): Html | null {
  if (bars.length === 0) return null
  const scale = most > 0 ? (WIDTH - LEFT - RIGHT) / most : 0
  const rows = bars.map(({ label, value, note, part }, at) => {
    const y = at * ROW
    const whole = round(Math.max(value * scale, value > 0 ? 1 : 0))
    const filled = part === undefined ? whole : round(part * scale)
    return html`${drawText(label, { x: LEFT - 8, y: y + 16, anchor: 'end' }, 34)}
<rect class="open" x="${LEFT}" y="${y + 4}" width="${whole}" height="15"/><rect class="full" x="${LEFT}" y="${y + 4}" width="${filled}" height="15"/>
${drawText(note, { x: LEFT + whole + 6, y: y + 16, kind: 'value' }, 24)}`
  })
  const height = bars.length * ROW + 4
  return drawSvg(
    WIDTH,
    height,
    title,
    html`<line class="axis" x1="${LEFT}" y1="0" x2="${LEFT}" y2="${height}"/>${rows}`,
  )
}
