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
const WANTED = /\.(?:xml|rels)$|^xl\/(?:workbook|styles|sharedStrings|metadata|worksheets\/[^/]+)\.bin$/i
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

/** A part as SheetJS gets it: styles with built-in Chinese date formats spelled out, binary parts without what can hang. */
async function prepared(part: StoredPart): Promise<StoredPart> {
  if (part.name.endsWith('.bin')) {
    const { neededOf12 } = await import('./workbook/biff12.ts')
    const data = neededOf12(part.data, part.name)
    return { name: part.name, data, crc: crc32(data) }
  }
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

async function binary(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const { readWorkbook } = await import('./workbook/document.ts')
  if (!hasAscii(bytes, '\xd0\xcf')) {
    capElements(bytes, 'Workbook', limits)
    const { neededXml } = await import('./workbook/xml-2003.ts')
    const checked = { ...neededXml(bytes), formulas: true, styles: false, encoding: null, extras: new Map() }
    return { ...readWorkbook(checked, 'xls', limits), reader: 'xls/xml' }
  }
  const [{ neededOf }, { besideOf }] = await Promise.all([
    import('./workbook/biff-needed.ts'),
    import('./workbook/biff-beside.ts'),
  ])
  const stream = streamOf(bytes)
  const { stream: needed, encoding, complaints } = neededOf(stream)
  const extras = besideOf(stream, encoding)
  return readWorkbook({ bytes: needed, formulas: false, styles: true, encoding, extras, complaints }, 'xls', limits)
}

async function read(bytes: Uint8Array, limits: Limits): Promise<Document> {
  // SheetJS is large: whoever reads only .docx never loads it.
  if (sniff(bytes) === 'xls') return binary(bytes, limits)
  const [{ readWorkbook }, { readExtras }] = await Promise.all([
    import('./workbook/document.ts'),
    import('./workbook/extras.ts'),
  ])
  const parts = await Promise.all((await gated(bytes, limits)).map(prepared))
  const extras = readExtras(new Map(parts.map(({ name, data }) => [name, data])), limits)
  const formulas = !parts.some(({ name }) => name.endsWith('.bin'))
  return readWorkbook(
    { bytes: storeZip(parts), formulas, styles: true, encoding: null, extras, complaints: [] },
    'xlsx',
    limits,
  )
}

/** Reads .xlsx, .xls and Kingsoft's .et. */
export const workbook: Reader = { id: 'workbook', formats: ['xlsx', 'xls'], read }
