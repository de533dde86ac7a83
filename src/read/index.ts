/** The readers, one file a format, and the way in: bytes → Document. */
import { type Document, LIMITS, type Limits, type Reader } from '../model.ts'
import { doc } from './doc.ts'
import { docx } from './docx.ts'
import { html } from './html.ts'
import { odf } from './odf.ts'
import { ownTexts } from './own-texts.ts'
import { rtf } from './rtf.ts'
import { refusal, sniff } from './sniff.ts'
import { csv, txt } from './text-file.ts'
import { workbook } from './workbook.ts'

export { sha256Of } from './digest.ts'
export { sniff } from './sniff.ts'

/** Every reader; the first that takes a format reads it. */
export const readers: readonly Reader[] = [docx, doc, workbook, odf, html, csv, txt, rtf]

/**
 * Reads one office file: its format is told by its bytes, never by a name. Rejects with a `ReadError` whose `code` is
 * the file's outcome and whose message says what to do; whatever else is odd is a `READ-…` finding of the document.
 */
export async function readDocument(bytes: Uint8Array, limits: Limits = LIMITS): Promise<Document> {
  const format = sniff(bytes)
  const reader = readers.find((candidate) => candidate.formats.includes(format))
  if (!reader) throw refusal(bytes, format)
  return ownTexts(await reader.read(bytes, limits))
}
