/** Writes a Document as a real .docx or .xlsx, with real merges; the same document gives the same bytes. */
import { strToU8, zipSync } from 'fflate'
import { indexGrid } from '../../src/grid.ts'
import type { Cell, Document, Grid } from '../../src/model.ts'
import { columnLetters } from '../../src/text.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const MTIME = new Date(2020, 0, 1)
const escapeXml = (text: string) => text.replace(/[&<>"\t]/g, (char) => `&#${char.charCodeAt(0)};`)
const paragraph = (text: string) =>
  `<w:p>${text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`}</w:p>`

function zip(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: MTIME,
  })
}

function wordCell(cell: Cell, continues: boolean, text: string): string {
  const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : ''
  const merge = cell.rowSpan > 1 ? (continues ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>') : ''
  return `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>${span}${merge}</w:tcPr>${text.split('\n').map(paragraph).join('')}</w:tc>`
}

function wordTable(grid: Grid): string {
  const index = indexGrid(grid)
  const rows: string[] = []
  for (let row = 0; row < grid.rows; row++) {
    const cells = index.row(row).map((cell) => {
      const continues = cell.row < row
      return wordCell(cell, continues, continues ? (index.coveredAt(row, cell.column)?.text ?? '') : cell.text)
    })
    rows.push(`<w:tr>${cells.join('')}</w:tr>`)
  }
  const columns = '<w:gridCol w:w="1200"/>'.repeat(grid.columns)
  return `<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows.join('')}</w:tbl>`
}

/** A .docx with the document's paragraphs and tables. */
export function docxFrom(document: Document): Uint8Array {
  const body = document.blocks.map((block) =>
    block.kind === 'paragraph' ? paragraph(block.text) : wordTable(block.grid),
  )
  return zip({
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${W}"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`,
  })
}

/** A grid of one sheet: captions as rows of their own above and below the tables. */
export function sheetOf(document: Document): Grid {
  const columns = Math.max(1, ...document.blocks.map((block) => (block.kind === 'table' ? block.grid.columns : 1)))
  const cells: Cell[] = []
  let rows = 0
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      cells.push({
        row: rows++,
        column: 0,
        rowSpan: 1,
        columnSpan: 1,
        text: block.text,
        stored: null,
        hidden: false,
        covered: false,
        across: false,
      })
      continue
    }
    for (const cell of block.grid.cells) cells.push({ ...cell, row: cell.row + rows })
    rows += block.grid.rows
  }
  return { rows, columns, cells }
}

/** How a merge within one row is written: as one, or as text centred across its blank cells (format 1). */
export type Merging = 'merged' | 'across'

const STYLES = `<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf applyAlignment="1"><alignment horizontal="centerContinuous"/></xf></cellXfs></styleSheet>`

function sheetXml(grid: Grid, merging: Merging): string {
  const isAcross = (cell: Cell) => merging === 'across' && cell.rowSpan === 1 && cell.columnSpan > 1 && cell.text !== ''
  const rows = Array.from({ length: grid.rows }, (_, row) => {
    const cells = grid.cells
      .filter((cell) => cell.row === row && cell.text !== '')
      .sort((a, b) => a.column - b.column)
      .map((cell) => {
        const style = isAcross(cell) ? ' s="1"' : ''
        const at = `${columnLetters(cell.column)}${row + 1}"${style}`
        const blanks = Array.from(
          { length: isAcross(cell) ? cell.columnSpan - 1 : 0 },
          (_, index) => `<c r="${columnLetters(cell.column + 1 + index)}${row + 1}" s="1"/>`,
        ).join('')
        const number =
          /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(cell.text) && String(Number(cell.text)) === cell.text
        if (number) return `<c r="${at}><v>${cell.text}</v></c>${blanks}`
        return `<c r="${at} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>${blanks}`
      })
    return `<row r="${row + 1}">${cells.join('')}</row>`
  })
  const merges = grid.cells
    .filter((cell) => !cell.covered && (cell.rowSpan > 1 || cell.columnSpan > 1) && !isAcross(cell))
    .map(
      (cell) =>
        `<mergeCell ref="${columnLetters(cell.column)}${cell.row + 1}:${columnLetters(cell.column + cell.columnSpan - 1)}${cell.row + cell.rowSpan}"/>`,
    )
  const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`
}

/** An .xlsx of named sheets; whole numbers and short decimals are stored as numbers. */
export function xlsxFrom(
  sheets: readonly { readonly name: string; readonly grid: Grid }[],
  merging: Merging = 'merged',
): Uint8Array {
  const list = sheets.map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`)
  const rels = sheets.map(
    (_, i) =>
      `<Relationship Id="r${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  if (merging === 'across')
    rels.push(
      '<Relationship Id="rS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>',
    )
  const types = sheets.map(
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  )
  if (merging === 'across')
    types.push(
      '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>',
    )
  return zip({
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rels.join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map(({ grid }, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(grid, merging)])),
    ...(merging === 'across' ? { 'xl/styles.xml': STYLES } : {}),
  })
}
