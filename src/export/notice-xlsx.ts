/** Rows of text as an .xlsx of one sheet, for the return notice. No cell is a formula, whatever its text looks like. */
import { MOST_CHARACTERS, openBook } from './xlsx-file.ts'

/** Widths in characters: form, file, number, severity, rule, cell, printed, finding, why, change. */
const WIDTHS = [32, 24, 6, 8, 28, 24, 32, 64, 40, 14] as const

/** The rows, the first one as heading, as the bytes of a workbook with one sheet. */
export function noticeXlsx(name: string, rows: readonly (readonly string[])[]): Uint8Array {
  const pieces: Uint8Array[] = []
  const book = openBook({ write: (piece) => void pieces.push(Buffer.from(piece)) })
  const sheet = book.sheet({ name, widths: WIDTHS, wrap: true })
  for (const row of rows) sheet.row(row.map((text) => text.slice(0, MOST_CHARACTERS)))
  sheet.close()
  book.close()
  return Buffer.concat(pieces)
}
