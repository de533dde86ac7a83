/** Two readings of one file against each other: which lines only one of them has, and what stands elsewhere. */
import type { Document, Grid } from './model.ts'

/** What a reading holds, in numbers. */
export interface ReadingCounts {
  readonly tables: number
  readonly cells: number
  readonly paragraphs: number
  /** All but white space. */
  readonly characters: number
}

/** Where two readings differ. */
export interface Difference {
  /**
   * `ours` or `theirs` alone has it; `text`: both have it, one with more; `place`: the same cell text in another row or
   * column of the table.
   */
  readonly kind: 'ours' | 'theirs' | 'text' | 'place'
  /** The place in our reading; null when only the other one has it. */
  readonly address: string | null
  readonly ours: string | null
  readonly theirs: string | null
}

interface Line {
  readonly key: string
  readonly text: string
  readonly address: string
}

const keyOf = (text: string) => text.replace(/[\s\u200b-\u200f\ufeff]/g, '')

/** Without the number of a list in front, which readings write in their own ways. */
const bareOf = (key: string) => key.replace(/^[（(]?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})[)）.、]+/i, '') || key

const addressOf = (table: number, row: number, column: number) => `表${table} 第${row + 1}行第${column + 1}列`

/** The lines of a document with their places: those of paragraphs, and of cells. */
function linesOf(document: Document): Line[] {
  const lines: Line[] = []
  let tables = 0
  let paragraphs = 0
  const add = (text: string, address: string) => {
    for (const line of text.split(/[\n\t]/))
      if (keyOf(line) !== '') lines.push({ key: keyOf(line), text: line, address })
  }
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      add(block.text, `段落${++paragraphs}`)
      continue
    }
    tables++
    for (const { row, column, text } of block.grid.cells) add(text, addressOf(tables, row, column))
  }
  return lines
}

/** Counts what a document holds. */
export function countsOf(document: Document): ReadingCounts {
  const grids = document.blocks.flatMap((block) => (block.kind === 'table' ? [block.grid] : []))
  return {
    tables: grids.length,
    cells: grids.reduce((sum, { cells }) => sum + cells.length, 0),
    paragraphs: document.blocks.length - grids.length,
    characters: linesOf(document).reduce((sum, { key }) => sum + key.length, 0),
  }
}

/** Takes lines of the same text away from both sides; what is left is in one of them only. */
function takeSame(ours: readonly Line[], theirs: readonly Line[]) {
  const open = new Map<string, number>()
  for (const { key } of theirs) open.set(key, (open.get(key) ?? 0) + 1)
  const left = ours.filter(({ key }) => {
    const count = open.get(key) ?? 0
    if (count > 0) open.set(key, count - 1)
    return count === 0
  })
  const right = theirs.toReversed().filter(({ key }) => {
    const count = open.get(key) ?? 0
    if (count > 0) open.set(key, count - 1)
    return count > 0
  })
  return { left, right: right.toReversed(), same: ours.length - left.length }
}

/** Pairs of lines of which one holds the other: a number in front, a note mark behind, lines glued together. */
function pairUp(left: readonly Line[], right: readonly Line[]): Difference[] {
  const open = [...right]
  const differences: Difference[] = left.map(({ key, text, address }) => {
    const bare = bareOf(key)
    const at = open.findIndex((other) => other.key.includes(bare) || key.includes(bareOf(other.key)))
    if (at < 0) return { kind: 'ours', address, ours: text, theirs: null }
    const [other] = open.splice(at, 1)
    return { kind: 'text', address, ours: text, theirs: other!.text }
  })
  const alone = open.map(({ text }): Difference => ({ kind: 'theirs', address: null, ours: null, theirs: text }))
  return [...differences, ...alone]
}

/** Text → its only cell; texts that stand in several cells say nothing about their place. */
function onlyCells({ cells }: Grid) {
  const found = new Map<string, { row: number; column: number; text: string } | null>()
  for (const { row, column, text } of cells) {
    const key = keyOf(text)
    if (key !== '') found.set(key, found.has(key) ? null : { row, column, text })
  }
  return found
}

/** Cells that stand in another row or column: spans that one of the readings lost. */
function misplaced(ours: Document, theirs: Document): Difference[] {
  const gridsOf = ({ blocks }: Document) => blocks.flatMap((block) => (block.kind === 'table' ? [block.grid] : []))
  const others = gridsOf(theirs)
  const own = gridsOf(ours)
  if (own.length !== others.length) return []
  return own.flatMap((grid, table) => {
    const there = onlyCells(others[table]!)
    return [...onlyCells(grid)].flatMap(([key, here]): Difference[] => {
      const other = there.get(key)
      if (!here || !other || (here.row === other.row && here.column === other.column)) return []
      const address = addressOf(table + 1, here.row, here.column)
      return [{ kind: 'place', address, ours: here.text, theirs: addressOf(table + 1, other.row, other.column) }]
    })
  })
}

/** Compares two readings line by line, white space apart. */
export function compareReadings(
  ours: Document,
  theirs: Document,
): { readonly same: number; readonly differences: readonly Difference[] } {
  const { left, right, same } = takeSame(linesOf(ours), linesOf(theirs))
  return { same, differences: [...pairUp(left, right), ...misplaced(ours, theirs)] }
}
