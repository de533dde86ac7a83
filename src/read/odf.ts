/** .ods and .odt (OpenDocument, ISO/IEC 26300) from `content.xml`: exact spans, displayed text, stored values. */
import { type Block, type Document, type Limits, type Place, ReadError, type Reader } from '../model.ts'
import { mentions } from './bytes.ts'
import { findingOf, paragraphPlace, sheetPlace, tablePlace } from './findings.ts'
import type { OdfBlock, OdfParagraph, OdfTable } from './odf/draft.ts'
import { readOdfPart } from './odf/story.ts'
import { newStyles } from './odf/styles.ts'
import { placeSheet } from './workbook/sheet.ts'
import { addSheet, type SheetOutput } from './workbook/sheet-output.ts'
import { openZip } from './zip.ts'

interface Output extends SheetOutput {
  readonly limits: Limits
  readonly isSheet: boolean
  paragraphs: number
  tables: number
}

function report(output: Output, remarks: OdfParagraph['remarks'], place: Place, text: string): void {
  for (const { rule, found } of remarks)
    output.findings.push(findingOf(rule, place.address, found, [{ place, start: 0, end: text.length, raw: text }]))
}

function addParagraph(output: Output, { part, text, hidden, remarks }: OdfParagraph): void {
  if (text.trim() === '' && remarks.length === 0) return
  const place = paragraphPlace(output.blocks.length, ++output.paragraphs)
  output.blocks.push({ kind: 'paragraph', part, text, hidden })
  report(output, remarks, place, text)
}

function addTable(output: Output, table: OdfTable, within: Extract<Block, { kind: 'table' }>['within']): void {
  const { isSheet, limits } = output
  const block = output.blocks.length
  const number = ++output.tables
  const size = isSheet && within === null ? null : { rows: table.rows, columns: table.columns }
  const reading = placeSheet({ ...table, across: new Set(), size }, limits)
  if (size === null) addSheet(output, table.name, table.hidden, reading)
  else {
    output.blocks.push({ kind: 'table', name: null, grid: reading.grid, hidden: table.hidden, within })
    for (const { rule, row, column, text, found } of reading.remarks)
      report(output, [{ rule, found }], tablePlace(block, number, row ?? 0, column), text)
  }
  const place = (row: number, column: number) =>
    size === null ? sheetPlace(block, table.name, row, column) : tablePlace(block, number, row, column)
  for (const { rule, found, row, column } of table.remarks) report(output, [{ rule, found }], place(row, column), '')
  for (const { row, column, table: inner } of table.nested) addTable(output, inner, { block, row, column })
}

function addAll(output: Output, blocks: readonly OdfBlock[], parts: readonly string[]): void {
  for (const block of blocks)
    if (block.kind === 'table') addTable(output, block, null)
    else if (parts.includes(block.part)) addParagraph(output, block)
}

async function read(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const zip = openZip(bytes, limits)
  if (
    (
      await zip.bytes('META-INF/manifest.xml').then((manifest) => manifest && new TextDecoder().decode(manifest))
    )?.includes('encryption-data')
  )
    throw new ReadError('encrypted', 'The document is protected by a password: open it, remove the password, save it.')
  const content = await zip.bytes('content.xml')
  if (!content) throw new ReadError('damaged', 'This OpenDocument file has no content.xml: open it and save it again.')
  const format = mentions(content, 'office:spreadsheet') ? 'ods' : 'odt'
  const styles = newStyles()
  const common = await zip.bytes('styles.xml')
  const master = common ? readOdfPart(common, 'styles.xml', styles, limits).blocks : []
  const body = readOdfPart(content, 'content.xml', styles, limits)
  const output: Output = { blocks: [], findings: [], limits, isSheet: format === 'ods', paragraphs: 0, tables: 0 }
  addAll(output, master, ['header'])
  addAll(output, body.blocks, ['body', 'textbox', 'note', 'comment'])
  addAll(output, master, ['footer'])
  if (body.deletions > 0) output.findings.push(findingOf('READ-TRACKED-CHANGE', 'content.xml', '+? −?'))
  return { format, reader: format, blocks: output.blocks, findings: output.findings }
}

/** Reads .ods and .odt. */
export const odf: Reader = { id: 'odf', formats: ['ods', 'odt'], read }
