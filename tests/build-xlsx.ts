/** Tiny builders of real .xlsx bytes: `xlsx(sheet([row(text('a'), number(1))], { merges: ['A1:B1'] }))`. */
import { escapeXml, zip } from './build-docx.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'

/** A cell as a function of its address, so that rows can number them. */
export type Cell = (reference: string, formats: string[]) => string

const style = (format: string | undefined, formats: string[]): string => {
  if (format === undefined) return ''
  if (!formats.includes(format)) formats.push(format)
  return ` s="${formats.indexOf(format) + 1}"`
}

/** Text inside of the cell. `format` is a number format, or `across` for centring across columns. */
export const text =
  (content: string, format?: string): Cell =>
  (reference, formats) =>
    `<c${reference}${style(format, formats)} t="inlineStr"><is><t xml:space="preserve">${escapeXml(content)}</t></is></c>`
/** Rich text: the content of its `is` element. */
export const rich =
  (xml: string): Cell =>
  (reference) =>
    `<c${reference} t="inlineStr"><is>${xml}</is></c>`
export const number =
  (value: number | string, format?: string): Cell =>
  (reference, formats) =>
    `<c${reference}${style(format, formats)}><v>${value}</v></c>`
export const bool =
  (value: boolean): Cell =>
  (reference) =>
    `<c${reference} t="b"><v>${value ? 1 : 0}</v></c>`
export const error =
  (code: string): Cell =>
  (reference) =>
    `<c${reference} t="e"><v>${code}</v></c>`
/** A formula with its stored result; without one, its value is unknown. */
export const formula =
  (code: string, result?: string): Cell =>
  (reference) =>
    result === undefined
      ? `<c${reference}><f>${code}</f><v></v></c>`
      : `<c${reference} t="str"><f>${code}</f><v>${escapeXml(result)}</v></c>`
/** A cell that is there and holds nothing. */
export const blank =
  (format?: string): Cell =>
  (reference, formats) =>
    `<c${reference}${style(format, formats)}/>`
/** No cell at all. */
export const none: Cell = () => ''

export interface Row {
  readonly cells: readonly Cell[]
  readonly attributes: string
}
export const row = (...cells: readonly Cell[]): Row => ({ cells, attributes: '' })
export const hiddenRow = (...cells: readonly Cell[]): Row => ({ cells, attributes: ' hidden="1"' })

export interface SheetOptions {
  readonly name?: string
  readonly merges?: readonly string[]
  readonly state?: 'hidden' | 'veryHidden'
  readonly hiddenColumn?: number
  readonly dimension?: string
  /** False to leave the addresses of rows and cells out. */
  readonly addresses?: boolean
  /** XML after the merges, such as a page header. */
  readonly tail?: string
  /** XML of more rows. */
  readonly more?: string
  /** XML of a drawing part's shapes. */
  readonly drawing?: string
}
export interface BuiltSheet {
  readonly options: SheetOptions
  readonly rows: readonly Row[]
}
export const sheet = (rows: readonly Row[], options: SheetOptions = {}): BuiltSheet => ({ rows, options })

const letters = (column: number) => String.fromCharCode(65 + column)

function sheetXml({ rows, options }: BuiltSheet, formats: string[]): string {
  const drawn = rows.map(({ cells, attributes }, y) => {
    const here = cells.map((cell, x) => cell(options.addresses === false ? '' : ` r="${letters(x)}${y + 1}"`, formats))
    return `<row${options.addresses === false ? '' : ` r="${y + 1}"`}${attributes}>${here.join('')}</row>`
  })
  const { hiddenColumn: hidden, merges = [] } = options
  const columns = hidden === undefined ? '' : `<cols><col min="${hidden}" max="${hidden}" width="9" hidden="1"/></cols>`
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  const dimension = options.dimension === undefined ? '' : `<dimension ref="${options.dimension}"/>`
  const drawing = options.drawing === undefined ? '' : '<drawing r:id="rId1"/>'
  return `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships">${dimension}${columns}<sheetData>${drawn.join('')}${options.more ?? ''}</sheetData>${merged}${options.tail ?? ''}${drawing}</worksheet>`
}

function stylesXml(formats: readonly string[]): string {
  const custom = formats
    .map((code, i) =>
      /^\d+$|^across$/.test(code) ? '' : `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(code)}"/>`,
    )
    .join('')
  const xfs = formats.map((code, i) => {
    if (code === 'across') return '<xf numFmtId="0"><alignment horizontal="centerContinuous"/></xf>'
    return `<xf numFmtId="${/^\d+$/.test(code) ? code : 164 + i}" applyNumberFormat="1"/>`
  })
  return `<styleSheet xmlns="${MAIN}">${custom === '' ? '' : `<numFmts>${custom}</numFmts>`}<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`
}

export interface BookOptions {
  readonly date1904?: boolean
  /** More parts, by name. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
}

/** The bytes of a workbook with these sheets. */
export function xlsxOf(sheets: readonly BuiltSheet[], options: BookOptions = {}): Uint8Array {
  const formats: string[] = []
  const xml = sheets.map((built) => sheetXml(built, formats))
  const relationships = (content: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`
  const entries = sheets.map(
    ({ options: { name, state } }, i) =>
      `<sheet name="${escapeXml(name ?? `Sheet${i + 1}`)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  )
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const drawings = sheets.flatMap(({ options: { drawing } }, i) =>
    drawing === undefined
      ? []
      : ([
          [
            `xl/worksheets/_rels/sheet${i + 1}.xml.rels`,
            relationships(relationship('rId1', 'drawing', `../drawings/drawing${i + 1}.xml`)),
          ],
          [
            `xl/drawings/drawing${i + 1}.xml`,
            `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${drawing}</xdr:wsDr>`,
          ],
        ] as [string, string][]),
  )
  return zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/styles.xml', 'styles')}${sheets.map((_, i) => type(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet')).join('')}</Types>`,
    '_rels/.rels': relationships(relationship('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      sheets.map((_, i) => relationship(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
        relationship('rIdS', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': stylesXml(formats),
    ...Object.fromEntries(xml.map((content, i) => [`xl/worksheets/sheet${i + 1}.xml`, content])),
    ...Object.fromEntries(drawings),
    ...options.parts,
  })
}

/** A workbook of one sheet. */
export const xlsx = (rows: readonly Row[], options: SheetOptions = {}, book: BookOptions = {}): Uint8Array =>
  xlsxOf([sheet(rows, options)], book)
