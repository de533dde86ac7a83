/** A cell's text cut at the edges of its claims: which piece was claimed by whom. */
import type { Mark } from '../model.ts'
import { countSignificant } from '../text.ts'

/** A mark and the filing that made it (its number in the file, from 0). */
export interface FilingMark {
  readonly filing: number
  readonly mark: Mark
}

/** A piece of a text under the same marks. */
export interface Piece {
  readonly text: string
  /** The marks that cover it, the narrowest first: an amount's unit inside a heading comes before the heading. */
  readonly marks: readonly FilingMark[]
  /** `free`: white space and separators that nobody needs to claim. `outside`: text that no filing claims. */
  readonly as: Mark['as'] | 'free' | 'outside'
}

/** Cuts a text; the pieces together are the text. Marks that reach beyond its end are cut off there. */
export function cutPieces(text: string, marks: readonly FilingMark[]): readonly Piece[] {
  const edges = new Set([0, text.length])
  for (const { mark } of marks) for (const edge of [mark.start, mark.end]) if (edge < text.length) edges.add(edge)
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(1).map((end, at) => {
    const start = sorted[at]!
    const part = text.slice(start, end)
    const over = marks
      .filter(({ mark }) => mark.start <= start && mark.end >= end)
      .sort((a, b) => a.mark.end - a.mark.start - (b.mark.end - b.mark.start))
    const as = over[0]?.mark.as ?? (countSignificant(part) === 0 ? 'free' : 'outside')
    return { text: part, marks: over, as }
  })
}

/** The key under which the marks of a place are found. */
export function placeKey(block: number, row: number | null, column: number | null): string {
  return `${block},${row ?? '-'},${column ?? '-'}`
}
