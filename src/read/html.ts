/** .html and .htm, whatever the file is called: tables by their spans, text as a browser shows it. */
import { type Document, type Limits, ReadError, type Reader } from '../model.ts'
import { decodeText } from './decode.ts'
import { findingOf } from './findings.ts'
import { isMimePage, mimePages } from './mime.ts'
import { capElements } from './xml.ts'

/** The encoding that the page declares in its first bytes (HTML Living Standard §4.2.5.4). */
function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return /<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null
}

async function read(bytes: Uint8Array, limits: Limits): Promise<Document> {
  if (bytes.length > limits.entryBytes)
    throw new ReadError('too-large', `This page has ${bytes.length} bytes; at most ${limits.entryBytes} are read.`)
  const pages = isMimePage(bytes) ? mimePages(bytes) : [{ bytes, charset: null }]
  const texts: string[] = []
  const broken = new Set<string>()
  for (const page of pages) {
    capElements(page.bytes, 'HTML', limits)
    const decoded = decodeText(page.bytes, page.charset ?? declaredCharset(page.bytes))
    texts.push(decoded.text)
    if (decoded.broken > 0) broken.add(decoded.encoding)
  }
  // The parser is large: whoever reads only office files never loads it.
  const { readHtml } = await import('./html/document.ts')
  // Pages of one file follow each other; what closes one of them closes nothing of the next.
  const { blocks, findings } = readHtml(texts, limits)
  const encodings = [...broken].map((encoding) => findingOf('READ-ENCODING', '', encoding))
  return { format: 'html', reader: pages[0]?.bytes === bytes ? 'html' : 'html/mime', blocks, findings: [...encodings, ...findings] } // biome-ignore format: one line
}

/** Reads saved web pages, also those that are named .xls or .doc. */
export const html: Reader = { id: 'html', formats: ['html'], read }
