/** A .doc → Document: its subdocuments in printed order. */
import type { Document, Limits, Paragraph } from '../../model.ts'
import { u32 } from '../bytes.ts'
import { assemble, NOTHING_INSERTED, type Piece as Part } from '../docx/assemble.ts'
import type { StoryDraft } from '../docx/draft.ts'
import { labeller } from '../docx/numbering.ts'
import { storyHandler } from '../docx/story.ts'
import { openBinary, piecesOf, textOf, type WordBinary } from './binary.ts'
import { type DocText, tell } from './events.ts'
import { fontsOf, listsOf } from './lists.ts'
import { paragraphsOf } from './paragraphs.ts'
import { propertyRuns } from './properties.ts'
import { treeOf } from './tree.ts'

const HEADERS = 11

/** Ranges of the page headers and footers ([MS-DOC] §2.8.22, Plcfhdd): after six separators, six for each section. */
function headerRanges(
  { table, pair }: WordBinary,
  start: number,
  count: number,
): (readonly [Paragraph['part'], number, number])[] {
  const { offset, length } = pair(HEADERS)
  const total = Math.floor(Math.min(length, table.length - offset) / 4) - 1
  const ranges: (readonly [Paragraph['part'], number, number])[] = []
  for (let i = 6; i < total; i++) {
    const from = start + u32(table, offset + 4 * i)
    const to = Math.min(start + u32(table, offset + 4 * (i + 1)), start + count)
    // A story ends with a paragraph mark that guards it.
    if (to - from > 1) ranges.push([[0, 1, 4].includes(i % 6) ? 'header' : 'footer', from, to - 1])
  }
  return ranges
}

/** Reads a .doc. Throws a ReadError. */
export function readDoc(bytes: Uint8Array, limits: Limits): Document {
  const binary = openBinary(bytes)
  const pieces = piecesOf(binary)
  const fonts = fontsOf(binary)
  const text = textOf(binary, pieces)
  const doc: DocText = { text, pieces, fonts, characters: propertyRuns(binary, 'character') }
  const runs = propertyRuns(binary, 'paragraph')
  const numbering = listsOf(binary, fonts)
  const story = (part: Paragraph['part'], from: number, to: number, fields = true): StoryDraft => {
    const handler = storyHandler(part, { limits, styles: null, fields, labels: labeller(numbering) })
    tell(handler, doc, treeOf(paragraphsOf(text, from, Math.min(to, text.length), pieces, runs)))
    const draft = handler.finish()
    return fields && draft.unbalanced ? { ...story(part, from, to, false), unbalanced: true } : draft
  }
  const starts: number[] = [0]
  for (const count of binary.counts) starts.push(starts.at(-1)! + count)
  const range = (n: number) => [starts[n]!, starts[n + 1]!] as const
  const seen = new Set<string>()
  const headers: Part[] = headerRanges(binary, starts[2]!, binary.counts[2]!)
    .filter(([, from, to]) => {
      const content = text.slice(from, to)
      if (content.trim() === '' || seen.has(content)) return false
      seen.add(content)
      return true
    })
    .map(([part, from, to], index) => ({ id: `h${index}`, part, name: `h${index}`, story: story(part, from, to) }))
  const others: Part[] = ([[1, 'note'], [5, 'note'], [4, 'comment'], [6, 'textbox'], [7, 'textbox']] as const)
    .filter(([n]) => binary.counts[n]! > 0)
    .map(([n, part]) => ({ id: `s${n}`, part, name: `s${n}`, story: story(part, ...range(n)) })) // biome-ignore format: short
  const body = story('body', ...range(0))
  const ids = (part: Paragraph['part']) => headers.filter((header) => header.part === part).map(({ id }) => id)
  const section = { end: body.blocks.length, headers: ids('header'), footers: ids('footer') }
  const document = assemble({ ...body, sections: [section] }, [...headers, ...others], NOTHING_INSERTED)
  return { ...document, format: 'doc', reader: 'doc' }
}
