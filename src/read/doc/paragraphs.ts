/** Paragraphs of a .doc with their place in tables ([MS-DOC] §2.4.2–2.4.4), and the shape of table rows. */
import { u16, u32 } from '../bytes.ts'
import { filePosition, type Piece } from './binary.ts'
import { type Modifier, type Runs, runAt } from './properties.ts'

/** A cell of a row as its definition has it (§2.9.329, TC80). */
export interface CellShape {
  readonly horizontal: 'none' | 'restart' | 'continue'
  readonly vertical: 'none' | 'restart' | 'continue'
}

/** A row's definition (§2.9.321, TDefTableOperand): edges in twips, one more than cells. */
export interface RowShape {
  readonly edges: readonly number[]
  readonly cells: readonly CellShape[]
}

export interface DocParagraph {
  /** Characters, without the mark that ends it. */
  readonly start: number
  readonly end: number
  /** Depth of the table around it; 0 for running text. */
  readonly level: number
  readonly endsCell: boolean
  readonly endsRow: boolean
  readonly shape: RowShape | null
  readonly list: { readonly id: number; readonly level: number } | null
}

const IN_TABLE = 0x2416
const ROW_END = 0x2417
const DEPTH = 0x6649
const INNER_CELL_END = 0x244b
const INNER_ROW_END = 0x244c
const LIST_LEVEL = 0x260a
const LIST = 0x460b
const T_DEF_TABLE = 0xd608
const T_VERT_MERGE = 0xd62b
const T_MERGE = 0x5624

const signed16 = (n: number) => (n > 0x7fff ? n - 0x10000 : n)

function shapeOf(modifiers: readonly Modifier[]): RowShape | null {
  let edges: number[] | null = null
  let cells: { horizontal: CellShape['horizontal']; vertical: CellShape['vertical'] }[] = []
  for (const { code, bytes, at, length } of modifiers) {
    if (code === T_DEF_TABLE) {
      const count = bytes[at] ?? 0
      edges = Array.from({ length: count + 1 }, (_, i) => signed16(u16(bytes, at + 1 + 2 * i)))
      const shapes = at + 1 + 2 * (count + 1)
      cells = Array.from({ length: count }, (_, i) => {
        const flags = shapes + 20 * i + 2 <= at + length ? u16(bytes, shapes + 20 * i) : 0
        return {
          horizontal: flags & 2 ? 'continue' : flags & 1 ? 'restart' : 'none',
          vertical: flags & 0x40 ? 'restart' : flags & 0x20 ? 'continue' : 'none',
        }
      })
    } else if (code === T_VERT_MERGE && cells[bytes[at] ?? -1]) {
      const flags = bytes[at + 1] ?? 0
      cells[bytes[at]!]!.vertical = flags & 2 ? 'restart' : flags & 1 ? 'continue' : 'none'
    } else if (code === T_MERGE)
      for (let i = bytes[at] ?? 0; i < Math.min(bytes[at + 1] ?? 0, cells.length); i++)
        cells[i]!.horizontal = i === bytes[at] ? 'restart' : 'continue'
  }
  return edges && { edges, cells }
}

function describe(modifiers: readonly Modifier[], mark: string): Omit<DocParagraph, 'start' | 'end'> {
  let level = 0
  let depth: number | null = null
  let rowEnd = false
  let innerRowEnd = false
  let innerCellEnd = false
  let listId = 0
  let listLevel = 0
  for (const { code, bytes, at } of modifiers) {
    const flag = bytes[at] === 1
    if (code === IN_TABLE) level = flag ? 1 : 0
    else if (code === ROW_END) rowEnd = flag
    else if (code === DEPTH) depth = u32(bytes, at)
    else if (code === INNER_CELL_END) innerCellEnd = flag
    else if (code === INNER_ROW_END) innerRowEnd = flag
    else if (code === LIST) listId = signed16(u16(bytes, at))
    else if (code === LIST_LEVEL) listLevel = bytes[at] ?? 0
  }
  const inside = Math.min(depth ?? level, 16)
  const endsRow = inside > 1 ? innerRowEnd : inside === 1 && rowEnd
  return {
    level: inside,
    endsRow,
    endsCell: !endsRow && (inside > 1 ? innerCellEnd : inside === 1 && mark === '\x07'),
    shape: endsRow ? shapeOf(modifiers) : null,
    list: listId > 0 && listId < 2047 ? { id: listId, level: listLevel } : null,
  }
}

/** The paragraphs of a range of characters; a rest without a mark is one as well. */
export function paragraphsOf(
  text: string,
  from: number,
  to: number,
  pieces: readonly Piece[],
  runs: Runs,
): readonly DocParagraph[] {
  const found: DocParagraph[] = []
  let start = from
  for (let cp = from; cp < to; cp++) {
    const char = text[cp]!
    if (char !== '\r' && char !== '\x07' && char !== '\x0c') continue
    const run = runAt(runs, filePosition(pieces, cp))
    found.push({ start, end: cp, ...describe(runs.modifiers[run] ?? [], char) })
    start = cp + 1
  }
  if (start < to) found.push({ start, end: to, ...describe([], '') })
  return found
}
