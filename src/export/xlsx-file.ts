/**
 * Writes an .xlsx (ECMA-376-1 §18) row by row: SheetJS holds whole sheets in memory and freezes no heading. Text is text
 * (`inlineStr`), whatever it looks like: no cell is a formula.
 */
import { Zip, ZipDeflate } from 'fflate'
import type { FileSink } from './file-sink.ts'

/** A cell: a number as its decimal digits, text, or nothing. */
export type SheetCell = { readonly number: string; readonly style?: CellStyle } | string | null

/** How a number is shown. */
export type CellStyle = 'general' | 'money'

/** What a sheet is made of beside its rows. */
export interface SheetOptions {
  readonly name: string
  /** Widths of its columns in characters. */
  readonly widths: readonly number[]
  /** Cells that take one of a few texts, chosen from a list: `{range: 'I2:I201', values}`. */
  readonly choices?: readonly { readonly range: string; readonly values: readonly string[] }[]
  /** The heading row is frozen and filtered unless this is false. */
  readonly heading?: boolean
  /** Long texts go over several lines of their cell. */
  readonly wrap?: boolean
}

/** A sheet that takes its rows in order; the first one is the heading. */
export interface Sheet {
  row(cells: readonly SheetCell[]): void
  close(): void
}

/** A workbook; sheets are written one after the other. */
export interface Book {
  sheet(options: SheetOptions): Sheet
  close(): void
}

/** Rows of a sheet, and characters of a cell, that spreadsheets hold (ECMA-376 leaves it open; Excel's limits). */
export const MOST_ROWS = 1_048_576
export const MOST_CHARACTERS = 32_767

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E1"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`
/** The earliest day that a zip knows: the same rows give the same bytes whenever they are written. */
const LONG_AGO = '1980-01-01T00:00:00'
const STYLE = { general: 0, text: 1, money: 2, heading: 3, wrapped: 4 } as const

/** Text as XML of a spreadsheet: characters that XML can't hold as `_x0001_` (ST_Xstring, ECMA-376-1 §22.9.2.19). */
export function cellXml(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}

function cellOf(cell: SheetCell, text: keyof typeof STYLE): string {
  if (cell === null) return '<c/>'
  if (typeof cell === 'object') return `<c s="${STYLE[cell.style ?? 'general']}"><v>${cell.number}</v></c>`
  return `<c t="inlineStr" s="${STYLE[text]}"><is><t xml:space="preserve">${cellXml(cell)}</t></is></c>`
}

/** Opens a workbook; everything is in the sink after `close`, which does not close the sink. */
export function openBook(sink: Pick<FileSink, 'write'>): Book {
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    sink.write(chunk)
  })
  const names: string[] = []
  const file = (path: string, text: string) => {
    // Sizes stand after the data, where SheetJS finds them in deflated entries only.
    const entry = new ZipDeflate(path, { level: 6 })
    entry.mtime = LONG_AGO
    zip.add(entry)
    entry.push(Buffer.from(text), true)
  }
  return {
    sheet: (options) => {
      names.push(options.name)
      const entry = new ZipDeflate(`xl/worksheets/sheet${names.length}.xml`, { level: 6 })
      entry.mtime = LONG_AGO
      zip.add(entry)
      return openSheet(options, (text, final) => entry.push(Buffer.from(text), final))
    },
    close: () => {
      file('xl/workbook.xml', workbookXml(names))
      file('xl/_rels/workbook.xml.rels', workbookRels(names))
      file('xl/styles.xml', STYLES)
      file(
        '_rels/.rels',
        `${XML}<Relationships xmlns="${RELS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      )
      file('[Content_Types].xml', contentTypes(names))
      zip.end()
    },
  }
}

const ROOM = 1 << 16

function openSheet(
  { widths, choices = [], heading = true, wrap = false }: SheetOptions,
  push: (text: string, final: boolean) => void,
): Sheet {
  const pane = heading ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  let waiting = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  let rows = 0
  return {
    row: (cells) => {
      const text = heading && rows === 0 ? 'heading' : wrap ? 'wrapped' : 'text'
      rows++
      waiting += `<row>${cells.map((cell) => cellOf(cell, text)).join('')}</row>`
      if (waiting.length < ROOM) return
      push(waiting, false)
      waiting = ''
    },
    close: () => {
      const filter = heading && rows > 0 ? `<autoFilter ref="A1:${lettersOf(widths.length - 1)}${rows}"/>` : ''
      const lists = choices.map(
        ({ range, values }) =>
          `<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>${cellXml(`"${values.join(',')}"`)}</formula1></dataValidation>`,
      )
      const validation =
        lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
      push(`${waiting}</sheetData>${filter}${validation}</worksheet>`, true)
    },
  }
}

/** `A`, `Z`, `AA` for columns that count from 0. */
export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${cellXml(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`)
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function workbookRels(names: readonly string[]): string {
  const sheets = names.map(
    (_, at) => `<Relationship Id="r${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return `${XML}<Relationships xmlns="${RELS}">${sheets.join('')}<Relationship Id="r0" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
}

function contentTypes(names: readonly string[]): string {
  const sheets = names.map(
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
  )
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${sheets.join('')}</Types>`
}
