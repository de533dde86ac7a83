/** Documents that stand in a .docx as parts of their own and are inserted when Word opens it (`w:altChunk`, §17.17.2). */
import { type Block, type Document, type Limits, type Place, ReadError } from '../../model.ts'
import { findingOf, paragraphPlace, type ReadRule, tablePlace } from '../findings.ts'
import { html } from '../html.ts'
import { sniff } from '../sniff.ts'
import { txt } from '../text-file.ts'

/** What a document may hold of them; files have one or two. */
export const MOST_CHUNKS = 20

/** Reads a part that is a .docx, a page or a text; null for other formats and for what can't be read. */
export async function readChunk(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
  readDocx: (bytes: Uint8Array) => Promise<Document>,
): Promise<Document | null> {
  const format = sniff(bytes)
  try {
    if (format === 'docx') return await readDocx(bytes)
    // A piece of a page need not look like one: its name decides, as for Word.
    if (format === 'html' || (format === 'txt' && /\.(?:x?html?|mht|mhtml)$/i.test(name)))
      return await html.read(bytes, limits)
    return format === 'txt' ? await txt.read(bytes, limits) : null
  } catch (error) {
    if (error instanceof ReadError && error.code !== 'too-large') return null
    throw error
  }
}

/** Where a document's blocks go on being numbered. */
export interface Numbering {
  readonly blocks: Block[]
  paragraphs: number
  tables: number
}

/** Adds the blocks of a chunk; gives its findings with the places that they have now. */
export function addChunk(into: Numbering, { blocks, findings }: Document, hidden: boolean): Document['findings'] {
  const base = into.blocks.length
  const numbers = blocks.map((block) => (block.kind === 'paragraph' ? ++into.paragraphs : ++into.tables))
  for (const block of blocks) {
    const own = { hidden: hidden || block.hidden }
    if (block.kind === 'paragraph') into.blocks.push({ ...block, ...own })
    else
      into.blocks.push({
        ...block,
        ...own,
        within: block.within && { ...block.within, block: block.within.block + base },
      })
  }
  const moved = ({ block, row, column }: Place): Place =>
    row === null || column === null
      ? paragraphPlace(block + base, numbers[block]!)
      : tablePlace(block + base, numbers[block]!, row, column)
  return findings.map((finding) => {
    if (finding.cells.length === 0) return finding
    const cells = finding.cells.map((claim) => ({ ...claim, place: moved(claim.place) }))
    return findingOf(finding.rule as ReadRule, cells[0]!.place.address, finding.found, cells)
  })
}
