/** .doc and Kingsoft's .wps: the binary Word format with its real spans; what is older goes through LibreOffice. */
import { type Document, type Limits, ReadError, type Reader } from '../model.ts'
import { hasAscii } from './bytes.ts'
import { readDoc } from './doc/document.ts'
import { readConverted } from './rtf.ts'
import { sniff } from './sniff.ts'
import { readWord2003 } from './word-xml.ts'

async function read(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const format = sniff(bytes)
  if (!hasAscii(bytes, '\xd0\xcf')) return { ...readWord2003(bytes, limits), format, reader: 'doc/xml' }
  try {
    return { ...readDoc(bytes, limits), format, reader: format }
  } catch (error) {
    if (!(error instanceof ReadError) || (error.code !== 'unsupported' && error.code !== 'damaged')) throw error
    const converted = await readConverted(bytes, 'doc', limits)
    if (!converted) throw error
    return { ...converted, format, reader: `${format}/soffice` }
  }
}

/** Reads .doc and .wps. */
export const doc: Reader = { id: 'doc', formats: ['doc', 'wps'], read }
