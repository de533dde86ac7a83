/**
 * Text as extractors print Word tables: a row is a blank line followed by lines that start with TAB, one a cell. Spans
 * are lost: merged continuations are empty cells, spanned ones are missing.
 */

/** A line of running text, or the rows of a table. */
export type PrintedBlock =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[] }

/** True when a text holds rows of that kind: lines with one leading TAB, some below a blank line, and few other TABs. */
export function hasPrintedTables(text: string): boolean {
  const lines = text.split(/\r?\n/)
  const cells = lines.filter((line) => line.startsWith('\t'))
  const single = cells.filter((line) => !line.includes('\t', 1))
  const starts = lines.some((line, index) => line.startsWith('\t') && (lines[index - 1] ?? '').trim() === '')
  return starts && single.length > 0.8 * cells.length
}

interface Reader {
  readonly blocks: PrintedBlock[]
  rows: string[][] | null
  /** Lines of the open cell. */
  cell: string[] | null
  blanks: number
}

function endCell(reader: Reader): void {
  if (reader.cell) reader.rows?.at(-1)?.push(reader.cell.join('\n'))
  reader.cell = null
}

function endTable(reader: Reader): void {
  endCell(reader)
  if (reader.rows) reader.blocks.push({ kind: 'rows', rows: reader.rows })
  reader.rows = null
}

function readLine(reader: Reader, line: string): void {
  if (line.trim() === '' && !line.startsWith('\t')) {
    reader.blanks++
    return
  }
  const { blanks } = reader
  reader.blanks = 0
  if (line.startsWith('\t')) {
    endCell(reader)
    if (!reader.rows && blanks === 0 && reader.blocks.length > 0) {
      reader.blocks.push({ kind: 'line', text: line })
      return
    }
    reader.rows ??= []
    if (blanks > 0 || reader.rows.length === 0) reader.rows.push([])
    reader.cell = [line.slice(1)]
  } else if (reader.cell && blanks < 2) reader.cell.push(line)
  else {
    endTable(reader)
    reader.blocks.push({ kind: 'line', text: line })
  }
}

/**
 * Reads text in that layout. A blank line inside of a cell is dropped: the extractor prints it between paragraphs.
 * Text after two blank lines ends the table.
 */
export function readPrintedTables(text: string): readonly PrintedBlock[] {
  const reader: Reader = { blocks: [], rows: null, cell: null, blanks: 1 }
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) readLine(reader, line)
  endTable(reader)
  return reader.blocks
}
