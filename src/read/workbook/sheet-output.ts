/** Placed sheets → blocks and findings of a Document, with places. */
import type { Block, Finding, Paragraph } from '../../model.ts'
import { findingOf, sheetPlace } from '../findings.ts'
import type { SheetReading } from './sheet.ts'

export interface SheetOutput {
  readonly blocks: Block[]
  readonly findings: Finding[]
}

/** Adds a line beside the cells. */
export function addLine(output: SheetOutput, part: Paragraph['part'], text: string, hidden: boolean): void {
  output.blocks.push({ kind: 'paragraph', text, part, hidden })
}

/** Adds a sheet as a table, what there is to say about it, and its stray cells as lines. */
export function addSheet(output: SheetOutput, name: string, hidden: boolean, reading: SheetReading): void {
  const block = output.blocks.length
  output.blocks.push({ kind: 'table', name, grid: reading.grid, hidden, within: null })
  if (hidden) output.findings.push(findingOf('READ-HIDDEN-SHEET', name, null))
  for (const { rule, row, column, text, found } of reading.remarks) {
    if (row === null) output.findings.push(findingOf(rule, name, found))
    else {
      const place = sheetPlace(block, name, row, column)
      output.findings.push(findingOf(rule, place.address, found, [{ place, start: 0, end: text.length, raw: text }]))
    }
  }
  for (const { address, text } of reading.strays) {
    const place = { block: output.blocks.length, row: null, column: null, address: `${name}!${address}` }
    addLine(output, 'body', text, hidden)
    const claim = { place, start: 0, end: text.length, raw: text }
    output.findings.push(findingOf('READ-STRAY-CELL', place.address, text, [claim]))
  }
}
