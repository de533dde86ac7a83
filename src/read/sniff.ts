/** The format of a file, told by its bytes and never by its name. */
import { type Format, LIMITS, ReadError } from '../model.ts'
import { hasAscii, latin1 } from './bytes.ts'
import { oleStreams } from './ole.ts'
import { sniffText } from './sniff-text.ts'
import { listZip } from './zip.ts'

const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

const IMAGES: readonly (readonly [string, number])[] = [
  ['\x89PNG', 0],
  ['\xff\xd8\xff', 0],
  ['GIF8', 0],
  ['BM', 0],
  ['II*\x00', 0],
  ['MM\x00*', 0],
  ['WEBP', 8],
  ['ftypheic', 4],
  ['ftypavif', 4],
]

/** The names in an archive; for one whose directory is lost, what its first local headers show. */
function namesOf(bytes: Uint8Array): readonly string[] {
  try {
    return listZip(bytes, { entries: LIMITS.entries * 100 }).map((entry) => entry.name)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return latin1(bytes, 0, 2 ** 16).split('PK\x03\x04').map((local) => local.slice(26, 26 + local.charCodeAt(22))) // biome-ignore format: one line
  }
}

function sniffZip(bytes: Uint8Array): Format {
  const head = latin1(bytes, 30, 130)
  if (head.startsWith('mimetypeapplication/vnd.oasis.opendocument.'))
    return head.includes('opendocument.spreadsheet') ? 'ods' : head.includes('opendocument.text') ? 'odt' : 'unknown'
  const names = namesOf(bytes)
  const office = names.includes('[Content_Types].xml') || names.includes('_rels/.rels')
  if (names.includes('word/document.xml') || (office && names.some((name) => name.startsWith('word/')))) return 'docx'
  if (names.includes('xl/workbook.xml') || (office && names.some((name) => name.startsWith('xl/')))) return 'xlsx'
  // Packed again by a plain zip program, an OpenDocument file has lost its first, uncompressed entry.
  if (names.includes('content.xml') && names.includes('META-INF/manifest.xml')) return 'odt'
  return office || names.includes('OFD.xml') ? 'unknown' : 'zip'
}

function sniffOle(bytes: Uint8Array): Format {
  const streams = oleStreams(bytes)
  if (streams.includes('Workbook') || streams.includes('Book')) return 'xls'
  if (streams.includes('WordDocument'))
    return streams.some((name) => /^(Kso|WpsCustomData)/i.test(name)) ? 'wps' : 'doc'
  return 'unknown'
}

/** Reads the format off the bytes: signatures first, then the look of the text. */
export function sniff(bytes: Uint8Array): Format {
  if (ZIP.some((signature) => hasAscii(bytes, signature))) return sniffZip(bytes)
  if (hasAscii(bytes, OLE)) return sniffOle(bytes)
  if (latin1(bytes, 0, 1024).includes('%PDF-')) return 'pdf'
  if (IMAGES.some(([signature, offset]) => hasAscii(bytes, signature, offset))) return 'image'
  if (hasAscii(bytes, '{\\rtf')) return 'rtf'
  return sniffText(bytes)
}

/** Why no reader takes these bytes, as an error that says what to do. */
export function refusal(bytes: Uint8Array, format: Format): ReadError {
  if (bytes.length === 0) return new ReadError('damaged', 'The file is empty (0 bytes): get it again.')
  if (hasAscii(bytes, OLE) && oleStreams(bytes).includes('EncryptedPackage'))
    return new ReadError('encrypted', 'The file is protected by a password: open it, remove the password and save it.')
  if (format === 'pdf')
    return new ReadError(
      'unsupported',
      'This is a PDF. PDFs are not read yet: convert to .docx (or get the .docx) first.',
    )
  if (format === 'image')
    return new ReadError('unsupported', 'This is an image, whatever its name: get the form as .docx or .xlsx instead.')
  if (format === 'zip')
    return new ReadError('unsupported', 'This is a zip archive of other files: unpack it, or import it as a bundle.')
  if (hasAscii(bytes, 'Rar!') || hasAscii(bytes, '7z\xbc\xaf\x27\x1c'))
    return new ReadError('unsupported', 'This is a .rar or .7z archive: unpack it first.')
  if (latin1(bytes, 0, 4096).includes('OFD.xml'))
    return new ReadError('unsupported', 'This is an OFD page document: get the form as .docx or .xlsx instead.')
  const shown = latin1(bytes, 0, 8).replace(/[^\x20-\x7e]/g, '.')
  return new ReadError(
    'unsupported',
    `This is a file of format “${format}” (first bytes “${shown}”), which no reader takes: convert it to .docx or .xlsx.`,
  )
}
