/** A Document as few bytes: cells as short lists, then raw deflate. `DOCUMENT_ENCODING` names the form for later ones. */
import type { Block, Cell, Document, Stored } from '../model.ts'
import { deflate, inflateText } from './deflate.ts'

/** Stored beside the bytes, so that a later form can tell them apart. */
export const DOCUMENT_ENCODING = 'cells-1+deflate'

const HIDDEN = 1
const COVERED = 2
const ACROSS = 4

type PackedStored = readonly [Stored['type'], string | null, string | null, string | null]
/** `[row, column, text]`, then what differs from the usual: spans, flags, stored value. */
type PackedCell =
  | readonly [number, number, string]
  | readonly [number, number, string, number, number, number, PackedStored | null]
type PackedBlock =
  | Exclude<Block, { kind: 'table' }>
  | (Omit<Extract<Block, { kind: 'table' }>, 'grid'> & {
      readonly grid: { readonly rows: number; readonly columns: number; readonly cells: readonly PackedCell[] }
    })

function packCell(cell: Cell): PackedCell {
  const { row, column, text, rowSpan, columnSpan, stored } = cell
  const flags = (cell.hidden ? HIDDEN : 0) | (cell.covered ? COVERED : 0) | (cell.across ? ACROSS : 0)
  if (rowSpan === 1 && columnSpan === 1 && flags === 0 && stored === null) return [row, column, text]
  const packed: PackedStored | null = stored && [stored.type, stored.value, stored.format, stored.formula]
  return [row, column, text, rowSpan, columnSpan, flags, packed]
}

function unpackCell([row, column, text, rowSpan = 1, columnSpan = 1, flags = 0, stored = null]: PackedCell): Cell {
  return {
    row,
    column,
    rowSpan,
    columnSpan,
    text,
    stored: stored && { type: stored[0], value: stored[1], format: stored[2], formula: stored[3] },
    hidden: (flags & HIDDEN) !== 0,
    covered: (flags & COVERED) !== 0,
    across: (flags & ACROSS) !== 0,
  }
}

/** The bytes that are stored for a Document. */
export function packDocument(document: Document): Uint8Array {
  const blocks = document.blocks.map(
    (block): PackedBlock =>
      block.kind === 'table' ? { ...block, grid: { ...block.grid, cells: block.grid.cells.map(packCell) } } : block,
  )
  return deflate(JSON.stringify({ ...document, blocks }))
}

/** The inverse of {@link packDocument}. Throws on bytes of another encoding. */
export function unpackDocument(bytes: Uint8Array, encoding: string): Document {
  if (encoding !== DOCUMENT_ENCODING)
    throw new Error(`A stored document has the encoding ${encoding}; this guibiao reads ${DOCUMENT_ENCODING}.`)
  const packed = JSON.parse(inflateText(bytes)) as Omit<Document, 'blocks'> & {
    readonly blocks: readonly PackedBlock[]
  }
  const blocks = packed.blocks.map(
    (block): Block =>
      block.kind === 'table' ? { ...block, grid: { ...block.grid, cells: block.grid.cells.map(unpackCell) } } : block,
  )
  return { ...packed, blocks }
}
