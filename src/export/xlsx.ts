/** One workbook: a sheet a table with typed cells and a frozen heading, and a sheet that explains every column. */
import type { ViewValue } from '../store/views.ts'
import { significantDigits } from './csv.ts'
import { openSink } from './file-sink.ts'
import type { ExportFormat, FormatWriter, OutColumn, RowWriter, TableOut, WrittenFile } from './format.ts'
import { type Book, MOST_CHARACTERS, MOST_ROWS, openBook, type Sheet, type SheetCell } from './xlsx-file.ts'

const FILE = 'guibiao.xlsx'
const MOST_DIGITS = 15
const WIDTHS: Readonly<Record<OutColumn['kind'], number>> = {
  text: 18,
  integer: 10,
  flag: 8,
  fen: 16,
  yuan: 16,
  decimal: 14,
  number: 14,
  json: 18,
}

/** A value as a cell: numbers while a spreadsheet calculates with all their digits, else text. Too long text is cut. */
export function sheetCell({ kind }: Pick<OutColumn, 'kind'>, value: ViewValue, onCut: () => void): SheetCell {
  if (value === null) return null
  // LibreOffice reads a boolean cell as the formula =TRUE().
  if (kind === 'flag') return { number: value === 0n ? '0' : '1' }
  const text = String(value)
  if (kind === 'text' || kind === 'json' || !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) {
    if (text.length <= MOST_CHARACTERS) return text
    onCut()
    const mark = `… [${text.length}]`
    return text.slice(0, MOST_CHARACTERS - mark.length) + mark
  }
  if (kind !== 'number' && significantDigits(text) > MOST_DIGITS) return text
  return { number: text, ...(kind === 'yuan' ? { style: 'money' as const } : {}) }
}

/** The workbook format. */
export const XLSX: ExportFormat = {
  id: 'xlsx',
  mediatype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  partitions: false,
  names: () => [FILE],
  open: (folder) => openXlsx(folder),
}

function openXlsx(folder: string): FormatWriter {
  const sink = openSink(folder, FILE)
  const book = openBook(sink)
  const outs: TableOut[] = []
  const notes: string[] = []
  let file: WrittenFile | null = null
  return {
    notes,
    open: (out) => {
      outs.push(out)
      return openTable(book, out, notes)
    },
    close: () => {
      writeCodeBook(book, outs)
      book.close()
      file = sink.close()
    },
    filesOf: () => (file === null ? [] : [file]),
  }
}

/** A table goes on in further sheets when one can't hold it. */
function openTable(book: Book, { table, columns }: TableOut, notes: string[]): RowWriter {
  let sheets = 0
  let rows = 0
  let cut = 0
  let sheet: Sheet
  const next = () => {
    sheets++
    sheet = book.sheet({
      name: sheets === 1 ? table.name : `${table.name} (${sheets})`,
      widths: columns.map(({ kind }) => WIDTHS[kind]),
    })
    sheet.row(columns.map(({ label }) => label))
    rows = 1
  }
  next()
  return {
    write: (row) => {
      if (rows === MOST_ROWS) {
        sheet.close()
        next()
      }
      sheet.row(columns.map((column, at) => sheetCell(column, row[at] ?? null, () => cut++)))
      rows++
    },
    close: () => {
      sheet.close()
      if (sheets > 1) notes.push(`${table.name} goes on in ${sheets} sheets: one holds ${MOST_ROWS} rows.`)
      if (cut > 0)
        notes.push(
          `${cut} texts of ${table.name} are cut at ${MOST_CHARACTERS} characters, the most that a cell holds; csv, jsonl and parquet have them whole.`,
        )
    },
  }
}

function writeCodeBook(book: Book, outs: readonly TableOut[]): void {
  const sheet = book.sheet({ name: 'codebook 字段说明', widths: [18, 26, 10, 60, 50, 40] })
  sheet.row(['table 表', 'column 列', 'type 类型', 'meaning', '含义', 'codes 代码'])
  for (const { table, columns } of outs) {
    sheet.row([table.name, '', '', table.en, table.zh, `key 主键: ${table.key.join(', ')}`])
    for (const { label, kind, en, zh, values = [] } of columns)
      sheet.row([table.name, label, kind, en, zh, values.join(', ')])
  }
  sheet.close()
}
