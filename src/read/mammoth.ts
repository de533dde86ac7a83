/** The one file that knows mammoth: a second reading of a .docx, by other people's code, to compare ours with. */
import mammoth from 'mammoth'
import type { Document, Limits } from '../model.ts'
import { readHtml } from './html/document.ts'
import { type StoredPart, storeZip } from './store-zip.ts'
import { capElements } from './xml.ts'
import { openZip } from './zip.ts'

/** Parts with text; pictures and embedded files stay outside, and so do the parts that no limit has seen. */
const WANTED = /\.(?:xml|rels)$/i

/**
 * Reads a .docx with mammoth and its page with cheerio. Spans and texts are those that mammoth keeps. Rejects with a
 * ReadError when a limit is passed, and with mammoth's own error when it can't read the file.
 */
export async function readWithMammoth(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const zip = openZip(bytes, limits)
  const parts: StoredPart[] = []
  for (const { name, crc } of zip.entries) {
    if (!WANTED.test(name) || parts.some((part) => part.name === name)) continue
    const data = await zip.bytes(name)
    if (!data) continue
    capElements(data, name, limits)
    parts.push({ name, data, crc })
  }
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(storeZip(parts)) }, { convertImage })
  return { format: 'docx', reader: 'mammoth', ...readHtml([value], limits) }
}
