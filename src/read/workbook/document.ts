/** A workbook's bytes → Document: every sheet as one table, what is shown beside the cells as paragraphs. */
import { type Document, type Format, type Limits, ReadError } from '../../model.ts'
import { findingOf } from '../findings.ts'
import { type BookOptions, readBook, type Sheet } from '../sheetjs.ts'
import { readCell } from './cell.ts'
import { NO_EXTRAS, type SheetExtras } from './extras.ts'
import { addressOf, placeSheet, type SheetReading } from './sheet.ts'
import { addLine, addSheet, type SheetOutput } from './sheet-output.ts'

function readSheet(sheet: Sheet, date1904: boolean, extras: SheetExtras, limits: Limits): SheetReading {
  const { across, struck, rich } = extras
  const { name, merges, hiddenRows, hiddenColumns } = sheet
  const contents = sheet.cells.map((cell) => {
    const reading = readCell(cell, date1904)
    const { text, stored } = reading
    let { problem } = reading
    problem ??= rich.get(text) ?? null
    if (problem === null && text !== '' && struck.has(addressOf(cell.row, cell.column)))
      problem = ['READ-STRUCK-TEXT', text]
    return { text, stored, problem, row: cell.row, column: cell.column }
  })
  return placeSheet({ name, contents, merges, hiddenRows, hiddenColumns, across, size: null }, limits)
}

/** A workbook that the gate has let through, and what its file says beside what SheetJS reads from it. */
export interface CheckedBook extends BookOptions {
  readonly bytes: Uint8Array
  /** Sheet name → what it shows beside its cells. */
  readonly extras: ReadonlyMap<string, SheetExtras>
  readonly complaints: readonly string[]
}

/** Reads a workbook. Throws a ReadError. */
export function readWorkbook(checked: CheckedBook, format: Format, limits: Limits): Document {
  const { extras } = checked
  const book = readBook(checked.bytes, checked)
  if (book.sheets.length > 0 && book.sheets.every(({ type }) => type === 'damaged'))
    throw new ReadError('damaged', 'No sheet of this workbook can be read: open it in Excel or WPS and save it again.')
  const output: SheetOutput = { blocks: [], findings: [] }
  for (const sheet of book.sheets) {
    const { name, hidden } = sheet
    const own = extras.get(name) ?? NO_EXTRAS
    const beside = (parts: readonly string[]) => {
      for (const { part, text } of own.texts) if (parts.includes(part)) addLine(output, part, text, hidden)
    }
    beside(['header'])
    if (sheet.type === 'sheet') addSheet(output, name, hidden, readSheet(sheet, book.date1904, own, limits))
    else if (sheet.type === 'damaged') output.findings.push(findingOf('READ-SHEET-DAMAGED', name, null))
    else output.findings.push(findingOf('READ-SHEET-SKIPPED', name, sheet.type))
    beside(['textbox'])
    for (const comment of sheet.cells.flatMap((cell) => cell.comments)) addLine(output, 'comment', comment, hidden)
    beside(['comment'])
    beside(['footer'])
    for (const [rule, found] of own.remarks) output.findings.push(findingOf(rule, name, found))
  }
  for (const complaint of [...checked.complaints, ...book.complaints].slice(0, 20))
    output.findings.push(findingOf('READ-WORKBOOK-PART', '', complaint))
  return { format, reader: `${format}/sheetjs`, ...output }
}
