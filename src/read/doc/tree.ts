/** Paragraphs of a .doc as a tree: running text and tables, cells holding both. */
import type { DocParagraph, RowShape } from './paragraphs.ts'

export type DocNode = { readonly kind: 'paragraph'; readonly paragraph: DocParagraph } | DocTable

export interface DocRow {
  readonly cells: readonly (readonly DocNode[])[]
  readonly shape: RowShape | null
}

export interface DocTable {
  readonly kind: 'table'
  readonly rows: readonly DocRow[]
}

interface OpenTable {
  readonly rows: DocRow[]
  cells: DocNode[][]
  cell: DocNode[]
}

/** Builds the tree: the depth of each paragraph says which tables are open. */
export function treeOf(paragraphs: readonly DocParagraph[]): readonly DocNode[] {
  const root: DocNode[] = []
  const open: OpenTable[] = []
  const target = () => open.at(-1)?.cell ?? root
  const close = () => {
    const table = open.pop()!
    // What a damaged file leaves without a row end is kept as a last row.
    if (table.cell.length > 0) table.cells.push(table.cell)
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, shape: null })
    target().push({ kind: 'table', rows: table.rows })
  }
  for (const paragraph of paragraphs) {
    while (open.length > paragraph.level) close()
    while (open.length < paragraph.level) open.push({ rows: [], cells: [], cell: [] })
    const table = open.at(-1)
    if (table && paragraph.endsRow) {
      if (table.cell.length > 0) table.cells.push(table.cell)
      table.rows.push({ cells: table.cells, shape: paragraph.shape })
      table.cells = []
      table.cell = []
      continue
    }
    target().push({ kind: 'paragraph', paragraph })
    if (table && paragraph.endsCell) {
      table.cells.push(table.cell)
      table.cell = []
    }
  }
  while (open.length > 0) close()
  return root
}

/** Edges that differ by less are one: Word keeps rounding errors of some twips (1/1440 inch) from row to row. */
const TOLERANCE = 30

/** The column edges of a table, in twips, from all its rows. */
export function columnEdges(table: DocTable): readonly number[] {
  const all = table.rows.flatMap((row) => row.shape?.edges ?? []).sort((a, b) => a - b)
  const edges: number[] = []
  for (const edge of all) if (edges.length === 0 || edge - edges.at(-1)! > TOLERANCE) edges.push(edge)
  return edges
}

/** The column that starts at an edge. */
export function columnAt(edges: readonly number[], edge: number): number {
  let best = 0
  for (const [index, candidate] of edges.entries())
    if (Math.abs(candidate - edge) < Math.abs(edges[best]! - edge)) best = index
  return best
}
