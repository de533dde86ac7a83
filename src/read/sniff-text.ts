/** Formats that are plain text: told apart by how they begin and what their lines have in common. */
import type { Format } from '../model.ts'
import { decodeText } from './decode.ts'
import { delimiterOf } from './delimited.ts'
import { isMimePage } from './mime.ts'
import { hasPipeTables } from './pipe-tables.ts'
import { hasPrintedTables } from './printed-tables.ts'

/** How much of a text is looked at. */
const HEAD = 64 * 1024

const HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|title|style|script|link|base|div|pre|span|h[1-6]|p|ul|ol|section|article|form|tr|td|th|tbody|thead|caption|center|font|b|strong|br|hr)\b/i

/** Office files saved as one XML file, by the namespace of their root. */
const XML_FORMATS: readonly (readonly [RegExp, Format])[] = [
  [/<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/, 'xls'],
  [/<(?:\w+:)?wordDocument\b[^>]*schemas\.microsoft\.com\/office\/word\/2003\/wordml/, 'doc'],
  [/<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com\/office\/2006\/xmlPackage[\s\S]*name=["']\/word\//, 'docx'],
]

/** A fragment of a page that begins with text. */
const TABLE = /<table[\s>][\s\S]*<t[dh][\s>]/i

/** `html`, `csv`, `txt`, or `unknown` for bytes that are no text or markup that no reader takes. */
export function sniffText(bytes: Uint8Array): Format {
  if (bytes.length === 0) return 'unknown'
  const head = bytes.subarray(0, HEAD)
  // The cut may go through a character: its last line is not looked at.
  const decoded = decodeText(head).text
  const text = (bytes.length > HEAD ? decoded.slice(0, decoded.lastIndexOf('\n') + 1) : decoded).replace(/^\ufeff/, '')
  if (HTML.test(text)) return 'html'
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return 'unknown'
  for (const [root, format] of XML_FORMATS) if (root.test(text)) return format
  if (/^\s*<[?!\w]/.test(text)) return 'unknown'
  if (isMimePage(bytes) || TABLE.test(text)) return 'html'
  const broken = text.split('\ufffd').length - 1
  if (broken > text.length / 20) return 'unknown'
  if (hasPrintedTables(text) || hasPipeTables(text)) return 'txt'
  return delimiterOf(text) ? 'csv' : 'txt'
}
