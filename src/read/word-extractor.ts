/** The one file that knows word-extractor: a second reading of a .doc as running text, to compare ours with. */
// @ts-expect-error: the library comes without types; what we use of it is spelled out below.
import WordExtractor from 'word-extractor'
import type { Block, Document } from '../model.ts'

/** What the library gives. */
interface Extracted {
  getBody(): string
  getHeaders(options: { readonly includeFooters: boolean }): string
  getFooters(): string
  getFootnotes(): string
  getEndnotes(): string
  getAnnotations(): string
  getTextboxes(): string
}

/** Reads a .doc with word-extractor: its lines, cells as lines of their own. Rejects with that library's errors. */
export async function readWithWordExtractor(bytes: Uint8Array): Promise<Document> {
  const found: Extracted = await new WordExtractor().extract(Buffer.from(bytes))
  const stories = [
    ['header', found.getHeaders({ includeFooters: false })],
    ['body', found.getBody()],
    ['footer', found.getFooters()],
    ['note', found.getFootnotes()],
    ['note', found.getEndnotes()],
    ['comment', found.getAnnotations()],
    ['textbox', found.getTextboxes()],
  ] as const
  const blocks = stories.flatMap(([part, text]) =>
    text
      .split(/[\t\n\r\x07\x0b\x0c]/)
      .filter((line) => line.trim() !== '')
      .map((line): Block => ({ kind: 'paragraph', part, text: line, hidden: false })),
  )
  return { format: 'doc', reader: 'word-extractor', blocks, findings: [] }
}
