/** Tiny builders of real .docx bytes: `docx(table(row(cell('a'), cell('b'))))`. Whatever they return is XML. */
import { strToU8, zipSync } from 'fflate'
import { drawGrid } from '../src/grid.ts'
import type { Document } from '../src/model.ts'

const TRANSITIONAL = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const STRICT = 'http://purl.oclc.org/ooxml/wordprocessingml/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const NAMESPACES = `xmlns:r="${OFFICE}/relationships" xmlns:m="${OFFICE}/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`

export const escapeXml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

/** A run: text, or XML in angle brackets; `properties` is the content of its `w:rPr`. */
export function r(content: string, properties = ''): string {
  const inside = content.startsWith('<') ? content : `<w:t xml:space="preserve">${escapeXml(content)}</w:t>`
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${inside}</w:r>`
}

/** A paragraph of runs; plain text becomes a run. */
export function p(...content: readonly string[]): string {
  return `<w:p>${content.map((part) => (part.startsWith('<') ? part : part === '' ? '' : r(part))).join('')}</w:p>`
}

const paragraphs = (content: readonly string[]) =>
  (content.length === 0 ? [''] : content).map((part) => (/^<w:(?:p|tbl|sdt)\b/.test(part) ? part : p(part))).join('')

/** A cell; plain text becomes a paragraph. */
export const cell = (...content: readonly string[]) => `<w:tc><w:tcPr/>${paragraphs(content)}</w:tc>`

/** A cell with properties: the content of its `w:tcPr`. */
export const cellWith = (properties: string, ...content: readonly string[]) =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraphs(content)}</w:tc>`

export const wide = (span: number | string, ...content: readonly string[]) =>
  cellWith(`<w:gridSpan w:val="${span}"/>`, ...content)
export const top = (...content: readonly string[]) => cellWith('<w:vMerge w:val="restart"/>', ...content)
export const below = (...content: readonly string[]) => cellWith('<w:vMerge/>', ...content)

export const row = (...cells: readonly string[]) => `<w:tr>${cells.join('')}</w:tr>`
/** A row with properties: the content of its `w:trPr`. */
export const rowWith = (properties: string, ...cells: readonly string[]) =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells.join('')}</w:tr>`

/** A table; `columns` is the number of its `w:gridCol`. */
export const tableOf = (columns: number, ...rows: readonly string[]) =>
  `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="1000"/>'.repeat(columns)}</w:tblGrid>${rows.join('')}</w:tbl>`

/** A table whose grid is as wide as its first row has cells. */
export const table = (...rows: readonly string[]) =>
  tableOf(rows[0]?.split(/<w:tc>/).length ? rows[0].split(/<w:tc>/).length - 1 : 0, ...rows)

/** Other parts of the package by the type of their relationship. */
export interface Parts {
  readonly styles?: string
  readonly numbering?: string
  readonly headers?: readonly string[]
  readonly footers?: readonly string[]
  readonly footnotes?: string
  readonly endnotes?: string
  readonly comments?: string
  /** Content of the body's `w:sectPr`; by default it refers to every header and footer. */
  readonly section?: string
  readonly strict?: boolean
  /** Documents that `w:altChunk` inserts: file name → content; the name is the relationship id as well. */
  readonly chunks?: Readonly<Record<string, string | Uint8Array>>
}

const ROOTS: Readonly<Record<string, string>> = {
  styles: 'styles',
  numbering: 'numbering',
  header: 'hdr',
  footer: 'ftr',
  footnotes: 'footnotes',
  endnotes: 'endnotes',
  comments: 'comments',
}

/** The bytes of a .docx with this body. */
export function docx(body: string, parts: Parts = {}): Uint8Array {
  const w = parts.strict ? STRICT : TRANSITIONAL
  const xml = (root: string, content: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><w:${root} xmlns:w="${w}" ${NAMESPACES}>${content}</w:${root}>`
  const others: [string, string][] = [
    ...(['styles', 'numbering', 'footnotes', 'endnotes', 'comments'] as const).flatMap((type) =>
      parts[type] === undefined ? [] : ([[type, parts[type]]] as [string, string][]),
    ),
    ...(parts.headers ?? []).map((content): [string, string] => ['header', content]),
    ...(parts.footers ?? []).map((content): [string, string] => ['footer', content]),
  ]
  const references = others
    .map(([type], index) => (/^(?:header|footer)$/.test(type) ? `<w:${type}Reference r:id="rId${index}"/>` : ''))
    .join('')
  const chunks = Object.entries(parts.chunks ?? {})
  const inserted = chunks.map(
    ([name]) => `<Relationship Id="${name}" Type="${OFFICE}/relationships/aFChunk" Target="${name}"/>`,
  )
  const relationships = others
    .map(
      ([type], index) =>
        `<Relationship Id="rId${index}" Type="${OFFICE}/relationships/${type}" Target="part${index}.xml"/>`,
    )
    .join('')
  const relationshipPart = (content: string) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationshipPart(
      `<Relationship Id="r" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/>`,
    ),
    'word/document.xml': xml('document', `<w:body>${body}<w:sectPr>${parts.section ?? references}</w:sectPr></w:body>`),
    'word/_rels/document.xml.rels': relationshipPart(relationships + inserted.join('')),
    ...Object.fromEntries(chunks.map(([name, content]) => [`word/${name}`, content])),
    ...Object.fromEntries(
      others.map(([type, content], index) => [`word/part${index}.xml`, xml(ROOTS[type]!, content)]),
    ),
  })
}

/** A zip archive of texts and bytes; the same content gives the same bytes. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data])
  return zipSync(Object.fromEntries(entries), { mtime: new Date(2020, 0, 1) })
}

/** A document as text: tables drawn, `header: …` for lines outside of the body, `(hidden)` and `(within …)` marked. */
export function draw(document: Document): string {
  const lines = document.blocks.map((block) => {
    const hidden = block.hidden ? '(hidden) ' : ''
    if (block.kind === 'paragraph') {
      const part = block.part === 'body' ? '' : `${block.part}: `
      return `${hidden}${part}${block.text.replaceAll('\n', '⏎')}\n`
    }
    const within = block.within ? `(within ${Object.values(block.within).join(' ')})\n` : ''
    return `${hidden ? '(hidden)\n' : ''}${block.name === null ? '' : `sheet ${block.name}\n`}${within}${drawGrid(block.grid)}`
  })
  return `\n${lines.join('')}`
}

/** The rules of a document's findings, in order. */
export const rulesOf = (document: Document) => document.findings.map(({ rule }) => rule)
