/** Writes a Document in the formats that hold no merges: .xlsx, .csv and .xls of bare cells, .txt as extractors print tables. */
import * as XLSX from 'xlsx'
import { indexGrid } from '../../src/grid.ts'
import type { Document, Grid } from '../../src/model.ts'
import { sheetOf, xlsxFrom } from './office-of.ts'

/** The texts of a grid, row by row; a merge has its text in its first cell. */
function rowsOf(grid: Grid): string[][] {
  const rows = Array.from({ length: grid.rows }, () => Array<string>(grid.columns).fill(''))
  for (const cell of grid.cells) if (!cell.covered) rows[cell.row]![cell.column] = cell.text
  return rows
}

/** An .xlsx in which every merge is lost. */
export function flatXlsx(document: Document): Uint8Array {
  const grid = sheetOf(document)
  const cells = grid.cells.filter((cell) => !cell.covered).map((cell) => ({ ...cell, rowSpan: 1, columnSpan: 1 }))
  return xlsxFrom([{ name: 'Sheet1', grid: { ...grid, cells } }])
}

/** An .xlsx in which merges within one row are text centred across blank cells instead. */
export function acrossXlsx(document: Document): Uint8Array {
  return xlsxFrom([{ name: 'Sheet1', grid: sheetOf(document) }], 'across')
}

/** A .csv as Excel saves it. */
export function csvFrom(document: Document): Uint8Array {
  const quote = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rowsOf(sheetOf(document)).map((row) => row.map(quote).join(','))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}`)
}

/** An .xls without merges; numbers are stored as numbers. It holds 255 characters of a text at most: SheetJS cuts the rest. */
export function xlsFrom(document: Document): Uint8Array {
  const number = (text: string) =>
    /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text) && String(Number(text)) === text ? Number(text) : text || null
  const book = XLSX.utils.book_new()
  const sheet = XLSX.utils.aoa_to_sheet(rowsOf(sheetOf(document)).map((row) => row.map(number)))
  XLSX.utils.book_append_sheet(book, sheet, 'Sheet1')
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }))
}

/** A .txt as text extractors print tables: a blank line opens a row, a TAB a cell; spanned cells are missing. */
export function txtFrom(document: Document): Uint8Array {
  const parts = document.blocks.map((block) => {
    if (block.kind === 'paragraph') return `\n\n${block.text}\n`
    const index = indexGrid(block.grid)
    const rows = Array.from({ length: block.grid.rows }, (_, row) => {
      const cells = index
        .row(row)
        .map((cell) => (cell.row < row ? '' : cell.text.trim().replaceAll(/\s*\n\s*/g, '\n\n')))
      return `\n${cells.map((text) => `\t${text}\n`).join('')}`
    })
    return `\n${rows.join('')}\n\n`
  })
  return new TextEncoder().encode(parts.join(''))
}
