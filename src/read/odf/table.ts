/** Tables of an OpenDocument part (ODF 1.3 part 3, §9): repeated rows and cells, spans, stored values. */
import { isBlank } from '../../text.ts'
import type { CellReading, Content } from '../workbook/sheet.ts'
import type { Attributes } from '../xml.ts'
import type { OdfParagraph, OdfTable } from './draft.ts'
import { container, countCells, enter, exit, type OpenOdfTable, type State } from './state.ts'
import { styleOf } from './styles.ts'

type Open = (state: State, attributes: Attributes) => void

const count = (value: string | undefined) => {
  const n = Number(value ?? 1)
  return Number.isInteger(n) && n > 0 ? n : 1
}

const collapsed = (attributes: Attributes) => /^(?:collapse|filter)$/.test(attributes['table:visibility'] ?? '')

/** The stored value of a cell (§19.385, §19.386); null for plain text. Percentages get the format `0%`. */
function storedOf(attributes: Attributes): CellReading['stored'] {
  const formula = attributes['table:formula'] ?? null
  const type = attributes['office:value-type']
  const number = (format: string | null) => {
    const value = Number(attributes['office:value'])
    return { type: 'number', value: Number.isFinite(value) ? decimal(attributes['office:value']!) : null, format, formula } as const // biome-ignore format: one line
  }
  if (type === 'float' || type === 'currency') return number(null)
  if (type === 'percentage') return number('0%')
  if (type === 'date') return { type: 'date', value: attributes['office:date-value'] ?? null, format: null, formula }
  if (type === 'time') return { type: 'date', value: attributes['office:time-value'] ?? null, format: null, formula }
  if (type === 'boolean') return { type: 'boolean', value: attributes['office:boolean-value'] ?? null, format: null, formula } // biome-ignore format: one line
  if (formula !== null) return { type: type === 'string' ? 'text' : 'number', value: null, format: null, formula }
  return null
}

/** A number of the file as a plain decimal string. */
function decimal(value: string): string {
  return /^-?\d+(?:\.\d+)?$/.test(value) ? value : plain(Number(value))
}

function plain(value: number): string {
  const [whole = '0', fraction = ''] = value.toFixed(12).split('.')
  const rest = fraction.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

const openTable: Open = (state, attributes) => {
  const style = styleOf(state.styles, 'table', attributes['table:style-name'])
  state.tables.push({
    name: attributes['table:name'] ?? '',
    hidden: style?.hidden ?? false,
    row: 0,
    column: 0,
    columns: 0,
    repeated: 1,
    rowContents: [],
    contents: [],
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    remarks: [],
    nested: [],
  })
}

function closeTable(state: State): void {
  const closed = state.tables.pop()
  if (!closed) return
  const { name, hidden, row, columns, contents, merges, hiddenRows, hiddenColumns, remarks, nested } = closed
  const table: OdfTable = { kind: 'table', name, hidden, rows: row, columns, contents, merges, hiddenRows, hiddenColumns, remarks, nested } // biome-ignore format: one line
  const outer = state.tables.at(-1)
  const into = container(state)
  if (outer && into.cell) outer.nested.push({ row: into.cell.row, column: into.cell.column, table })
  else into.blocks.push(table, ...into.floating.splice(0))
}

const openColumn: Open = (state, attributes) => {
  const table = state.tables.at(-1)
  if (!table) return
  const repeated = count(attributes['table:number-columns-repeated'])
  if (collapsed(attributes))
    for (let n = 0; n < Math.min(repeated, 1024); n++) table.hiddenColumns.add(table.columns + n)
  table.columns += repeated
}

const openRow: Open = (state, attributes) => {
  const table = state.tables.at(-1)
  if (!table) return
  table.repeated = count(attributes['table:number-rows-repeated'])
  table.column = 0
  table.rowContents.length = 0
  if (collapsed(attributes))
    for (let n = 0; n < Math.min(table.repeated, 10_000); n++) table.hiddenRows.add(table.row + n)
}

/** A repeated row that holds something stands as often as it is repeated. */
function closeRow(state: State): void {
  const table = state.tables.at(-1)
  if (!table) return
  const filled = table.rowContents.filter((cell) => !isBlank(cell.text) || cell.stored)
  if (filled.length > 0 && table.repeated > 1) countCells(state, filled.length * (table.repeated - 1))
  for (let n = 1; n < table.repeated && filled.length > 0; n++)
    for (const cell of filled) table.contents.push({ ...cell, row: cell.row + n })
  table.contents.push(...table.rowContents)
  table.row += table.repeated
}

const openCell =
  (covered: boolean): Open =>
  (state, attributes) => {
    const table = state.tables.at(-1)
    if (!table) return
    enter(state, 'body', {
      row: table.row,
      column: table.column,
      covered,
      repeated: count(attributes['table:number-columns-repeated']),
      rowSpan: count(attributes['table:number-rows-spanned']),
      columnSpan: count(attributes['table:number-columns-spanned']),
      stored: storedOf(attributes),
    })
  }

function problemOf(stored: CellReading['stored'], text: string): CellReading['problem'] {
  if (stored?.formula && stored.value === null && isBlank(text)) return ['READ-FORMULA-NO-VALUE', stored.formula]
  if (/^#(?:REF|VALUE|DIV\/0|NAME|NUM|N\/A|NULL)[!?]?$|^Err:\d+$/.test(text)) return ['READ-ERROR-VALUE', text]
  return null
}

function closeCell(state: State): void {
  const table = state.tables.at(-1)
  const closed = exit(state)
  const cell = closed?.cell
  if (!table || !cell) return
  const own = closed.blocks.filter(
    (block): block is OdfParagraph => block.kind === 'paragraph' && block.part === 'body',
  )
  const text = own.map((paragraph) => paragraph.text).join('\n')
  container(state).floating.push(
    ...closed.blocks.filter((block) => !own.includes(block as OdfParagraph)),
    ...closed.floating,
  )
  const { row, column, stored } = cell
  const filled = !isBlank(text) || stored !== null
  countCells(state, filled ? cell.repeated : 1)
  for (const remark of own.flatMap((paragraph) => paragraph.remarks)) table.remarks.push({ ...remark, row, column })
  const reading: CellReading = { text, stored, problem: problemOf(stored, text) }
  for (let n = 0; n < (filled ? cell.repeated : 1); n++) table.rowContents.push({ ...reading, row, column: column + n })
  if (cell.rowSpan > 1 || cell.columnSpan > 1)
    table.merges.push({ s: { r: row, c: column }, e: { r: row + cell.rowSpan - 1, c: column + cell.columnSpan - 1 } })
  table.column += cell.repeated
}

export const TABLE_OPEN: Readonly<Record<string, Open>> = {
  'table:table': openTable,
  'table:table-column': openColumn,
  'table:table-row': openRow,
  'table:table-cell': openCell(false),
  'table:covered-table-cell': openCell(true),
}

export const TABLE_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'table:table': closeTable,
  'table:table-row': closeRow,
  'table:table-cell': closeCell,
  'table:covered-table-cell': closeCell,
}

export type { Content, OpenOdfTable }
