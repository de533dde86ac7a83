/** Spreads of values, one row each on a scale of its own: smallest, quarter, middle, three quarters, largest. */
import type { Label } from '../bilingual.ts'
import { type Html, html } from '../html.ts'
import { drawSvg, drawText, round } from './frame.ts'

/** Five numbers of a set of values, with how they are written. */
export interface Spread {
  readonly label: Label
  readonly least: number
  readonly quarter: number
  readonly middle: number
  readonly threeQuarters: number
  readonly most: number
  readonly leastNote: string
  readonly mostNote: string
}

const WIDTH = 760
const LEFT = 310
const RIGHT = 150
const ROW = 28

/** Draws a box from quarter to three quarters with a bar in the middle, and whiskers to the ends. */
export function drawBoxes(title: Label, spreads: readonly Spread[]): Html {
  const rows = spreads.map(({ label, least, quarter, middle, threeQuarters, most, leastNote, mostNote }, at) => {
    const y = at * ROW + 14
    const x = (value: number) =>
      round(
        most === least
          ? (LEFT + WIDTH - RIGHT) / 2
          : LEFT + ((value - least) / (most - least)) * (WIDTH - RIGHT - LEFT),
      )
    return html`${drawText(label, { x: LEFT - 80, y: y + 4, anchor: 'end' }, 34)}${drawText(leastNote, { x: LEFT - 8, y: y + 4, anchor: 'end', kind: 'value' }, 10)}
<line class="axis" x1="${x(least)}" y1="${y}" x2="${x(most)}" y2="${y}"/>
<rect class="open" x="${x(quarter)}" y="${y - 8}" width="${Math.max(1, round(x(threeQuarters) - x(quarter)))}" height="16"/>
<line class="middle" x1="${x(middle)}" y1="${y - 9}" x2="${x(middle)}" y2="${y + 9}"/>
${drawText(mostNote, { x: WIDTH - RIGHT + 8, y: y + 4, kind: 'value' }, 22)}`
  })
  return drawSvg(WIDTH, spreads.length * ROW + 4, title, rows)
}
