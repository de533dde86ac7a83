/** An HTML page's text → blocks: paragraphs and tables in order, nested tables apart. */
import { load } from 'cheerio/slim'
import { type Block, type Finding, type Limits, type Place, ReadError } from '../../model.ts'
import { findingOf, paragraphPlace, tablePlace } from '../findings.ts'
import type { HtmlNode } from './node.ts'
import { type HtmlRemark, type HtmlTable, type HtmlText, type Piece, readPage } from './page.ts'
import { placeHtmlTable } from './table.ts'

interface Output {
  readonly blocks: Block[]
  readonly findings: Finding[]
  readonly limits: Limits
  paragraphs: number
  tables: number
  cells: number
}

function report(output: Output, remarks: readonly HtmlRemark[], place: Place, text: string): void {
  for (const { rule, found } of remarks)
    output.findings.push(findingOf(rule, place.address, found, [{ place, start: 0, end: text.length, raw: text }]))
}

function addText(output: Output, { text, remarks, hidden }: HtmlText): void {
  const place = paragraphPlace(output.blocks.length, ++output.paragraphs)
  output.blocks.push({ kind: 'paragraph', text, part: 'body', hidden })
  report(output, remarks, place, text)
}

function addTable(
  output: Output,
  table: HtmlTable,
  within: { block: number; row: number; column: number } | null,
): void {
  const block = output.blocks.length
  const number = ++output.tables
  const grid = placeHtmlTable(table, output.limits)
  output.cells += grid.cells.length
  if (output.cells > output.limits.cells)
    throw new ReadError('too-large', `The page's tables hold more than ${output.limits.cells} cells.`)
  output.blocks.push({ kind: 'table', name: null, grid, hidden: table.hidden, within })
  for (const [index, cell] of table.rows.flat().entries()) {
    const { row, column } = grid.cells[index]!
    report(output, cell.remarks, tablePlace(block, number, row, column), cell.text)
    for (const nested of cell.nested) addTable(output, nested, { block, row, column })
  }
}

/** Reads decoded pages, one after the other. Throws a ReadError when they pass a limit. */
export function readHtml(
  pages: readonly string[],
  limits: Limits,
): { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] } {
  const output: Output = { blocks: [], findings: [], limits, paragraphs: 0, tables: 0, cells: 0 }
  const roots = pages.map((text) => load(text).root().get(0) as unknown as HtmlNode)
  const pieces: readonly Piece[] = roots.flatMap((root) => readPage(root, limits))
  for (const piece of pieces)
    if (piece.kind === 'text') addText(output, piece)
    else addTable(output, piece, null)
  return output
}
