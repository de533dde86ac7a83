/** .xlsx, .xls and Kingsoft's .et through SheetJS: every sheet as one table, behind the gate for archives. */
import { type Document, type Limits, ReadError, type Reader } from '../model.ts'
import { hasAscii, mentions } from './bytes.ts'
import { crc32 } from './inflate.ts'
import { openOle } from './ole.ts'
import { sniff } from './sniff.ts'
import { type StoredPart, storeZip } from './store-zip.ts'
import { capElements } from './xml.ts'
import { openZip } from './zip.ts'

/** Parts that hold cells and what cells refer to; pictures, macros, colours and printer settings stay outside. */
const WANTED = /\.(?:xml|rels)$|^xl\/(?:workbook|styles|sharedStrings|worksheets\/[^/]+)\.bin$/i
const UNWANTED = /^docProps\/|^xl\/theme\/|^xl\/calcChain|^xl\/printerSettings\/|^customXml\//i

/** The wanted parts of an archive, inflated under the limits. */
async function gated(bytes: Uint8Array, limits: Limits): Promise<readonly StoredPart[]> {
  const zip = openZip(bytes, limits)
  const parts: StoredPart[] = []
  const seen = new Set<string>()
  for (const { name, crc } of zip.entries) {
    if (!WANTED.test(name) || UNWANTED.test(name) || seen.has(name)) continue
    seen.add(name)
    const data = await zip.bytes(name)
    if (!data) continue
    capElements(data, name, limits)
    parts.push({ name, data, crc })
  }
  return parts
}

/** Styles whose built-in Chinese date formats are spelled out. */
async function declared(part: StoredPart): Promise<StoredPart> {
  if (part.name !== 'xl/styles.xml' || !mentions(part.data, 'numFmtId="')) return part
  const { declareFormats } = await import('./workbook/styles.ts')
  const data = declareFormats(part.data)
  return data ? { name: part.name, data, crc: crc32(data) } : part
}

/** The stream with the cells; what else a compound file holds can't trip the parser then. */
function streamOf(bytes: Uint8Array): Uint8Array {
  const ole = openOle(bytes)
  const stream = ole?.stream('Workbook') ?? ole?.stream('Book')
  if (!stream)
    throw new ReadError('damaged', 'This .xls has no readable stream of cells: open it and save it as .xlsx.')
  return stream
}

async function read(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const format = sniff(bytes)
  // SheetJS is large: whoever reads only .docx never loads it.
  const { readWorkbook } = await import('./workbook/document.ts')
  if (format === 'xls' && !hasAscii(bytes, '\xd0\xcf')) {
    capElements(bytes, 'Workbook', limits)
    return { ...readWorkbook(bytes, null, format, limits), reader: 'xls/xml' }
  }
  if (format === 'xls') return readWorkbook(streamOf(bytes), null, format, limits)
  const parts = await Promise.all((await gated(bytes, limits)).map(declared))
  const byName = new Map(parts.map(({ name, data }) => [name, data]))
  return readWorkbook(storeZip(parts), byName, format, limits)
}

/** Reads .xlsx, .xls and Kingsoft's .et. */
export const workbook: Reader = { id: 'workbook', formats: ['xlsx', 'xls'], read }
