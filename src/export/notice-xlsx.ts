/** Rows of text as an .xlsx of one sheet, for the return notice. No cell is a formula, whatever its text looks like. */
import { basename, dirname } from 'node:path'
import { openSink } from './file-sink.ts'
import { MOST_CHARACTERS, openBook } from './xlsx-file.ts'

/** Widths in characters: form, file, number, severity, rule, cell, printed, finding, why, change. */
const WIDTHS = [32, 24, 6, 8, 28, 24, 32, 64, 40, 14] as const

/** Writes the rows, the first one as heading, into a new file. Throws a `TargetError`. */
export function writeNoticeXlsx(path: string, name: string, rows: readonly (readonly string[])[]): void {
  const sink = openSink(dirname(path), basename(path))
  const book = openBook(sink)
  const sheet = book.sheet({ name, widths: WIDTHS })
  for (const row of rows) sheet.row(row.map((text) => text.slice(0, MOST_CHARACTERS)))
  sheet.close()
  book.close()
  sink.close()
}
