/** .rtf through LibreOffice, where it is installed. */
import { type Document, type Limits, ReadError, type Reader } from '../model.ts'
import { docx } from './docx.ts'

/** Reads a document by way of LibreOffice; null where it is not installed. */
export async function readConverted(bytes: Uint8Array, extension: string, limits: Limits): Promise<Document | null> {
  // Only here: a browser has no processes.
  const { convertToDocx } = await import('./soffice.ts')
  const converted = await convertToDocx(bytes, extension)
  return converted && docx.read(converted, limits)
}

async function read(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const document = await readConverted(bytes, 'rtf', limits)
  if (!document)
    throw new ReadError(
      'unsupported',
      'This is rich text (.rtf), which is read through LibreOffice: install it (soffice on the PATH), or save the file as .docx.',
    )
  return { ...document, format: 'rtf', reader: 'rtf/soffice' }
}

/** Reads .rtf. */
export const rtf: Reader = { id: 'rtf', formats: ['rtf'], read }
