/** XML parts of office files as SAX events with canonical names, under caps. */
import { SaxesParser } from 'saxes'
import { type Limits, ReadError } from '../model.ts'

export type Attributes = Readonly<Record<string, string>>

/** Receives the events of a part. Names carry the canonical prefix (`w:p`), whatever prefix the file declares. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
}

/** Namespace → the prefix under which the handlers know it; transitional and strict (ECMA-376-1 Annex A, -4) alike. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.microsoft.com/office/word/2003/wordml': 'w',
  'http://schemas.microsoft.com/office/word/2003/auxHint': 'wx',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/drawingml/2006/picture': 'pic',
  'http://purl.oclc.org/ooxml/drawingml/picture': 'pic',
  'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing': 'xdr',
  'http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing': 'xdr',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
}

/** Prefix in the file → canonical prefix, for the element that is open; null when every prefix is canonical. */
type Scope = ReadonlyMap<string, string> | null

function declare(outer: Scope, attributes: Attributes): Scope {
  let scope: Map<string, string> | null = null
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
    const prefix = name.slice(6)
    const known = PREFIXES[attributes[name]!]
    const canonical = known ?? (Object.values(PREFIXES).includes(prefix) ? `other-${prefix}` : prefix)
    if (canonical === (outer?.get(prefix) ?? prefix)) continue
    scope ??= new Map(outer)
    scope.set(prefix, canonical)
  }
  return scope ?? outer
}

function rename(scope: Scope, name: string, isAttribute: boolean): string {
  if (!scope) return name
  const colon = name.indexOf(':')
  if (colon < 0 && isAttribute) return name
  const canonical = scope.get(colon < 0 ? '' : name.slice(0, colon))
  if (canonical === undefined) return name
  const local = name.slice(colon + 1)
  return canonical === '' ? local : `${canonical}:${local}`
}

/** The encoding that a part declares (ECMA-376-2 §9.1: UTF-8 or UTF-16), decoded; a byte order mark wins. */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(declared.toLowerCase() === 'utf-16' ? 'utf-8' : declared).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** Refuses a part with more elements than allowed before anything is built from it: one pass over the bytes. */
export function capElements(bytes: Uint8Array, part: string, limits: Pick<Limits, 'elements'>): void {
  let elements = 0
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) if (bytes[at + 1] !== 0x2f) elements++
  if (elements > limits.elements)
    throw new ReadError(
      'too-large',
      `The part “${part}” holds ${elements} elements; at most ${limits.elements} are read.`,
    )
}

/** Parses one part. Throws a ReadError: `damaged` when it is no well-formed XML, `too-large` when it passes a cap. */
export function parseXml(
  bytes: Uint8Array,
  part: string,
  limits: Pick<Limits, 'elements' | 'nesting'>,
  handler: XmlHandler,
): void {
  capElements(bytes, part, limits)
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const scopes: Scope[] = []
  let scope: Scope = declare(null, {})
  let depth = 0
  parser.on('opentag', (tag) => {
    if (++depth > limits.nesting)
      throw new ReadError('too-large', `The part “${part}” nests deeper than ${limits.nesting} elements.`)
    let attributes: Attributes = tag.attributes
    scopes.push(scope)
    scope = declare(scope, attributes)
    if (scope)
      attributes = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [rename(scope, name, true), value]),
      )
    handler.open(rename(scope, tag.name, false), attributes)
  })
  parser.on('closetag', (tag) => {
    handler.close(rename(scope, tag.name, false))
    scope = scopes.pop() ?? null
    depth--
  })
  parser.on('text', (text) => handler.text(text))
  parser.on('cdata', (text) => handler.text(text))
  parser.on('error', (cause) => {
    throw new ReadError(
      'damaged',
      `The part “${part}” is not well-formed XML (${cause.message}): open the file in its office program and save it again.`,
      { cause },
    )
  })
  parser.write(decodeXml(bytes)).close()
}
