/** Rows of text as an .xlsx of one sheet, for the return notice. No cell is a formula, whatever its text looks like. */
import * as XLSX from 'xlsx'

/** Widths in characters: form, file, number, severity, rule, cell, printed, finding, why, change. */
const WIDTHS = [32, 24, 6, 8, 28, 24, 32, 64, 40, 14] as const

/** Characters that a cell holds in spreadsheet programs. */
const MOST_CHARACTERS = 32_767

/** The rows, the first one as heading, as the bytes of a workbook with one sheet. */
export function noticeXlsx(name: string, rows: readonly (readonly string[])[]): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(
    rows.map((row) => row.map((text) => ({ t: 's' as const, v: text.slice(0, MOST_CHARACTERS), z: '@' }))),
  )
  sheet['!cols'] = WIDTHS.map((wch) => ({ wch }))
  const [first] = rows
  if (first)
    sheet['!autofilter'] = { ref: XLSX.utils.encode_range({ r: 0, c: 0 }, { r: rows.length - 1, c: first.length - 1 }) }
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, name)
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }))
}
