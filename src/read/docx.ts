/** .docx (ECMA-376-1, WordprocessingML): the parts that are printed, in order, as one Document. */
import { type Document, type Limits, type Paragraph, ReadError, type Reader } from '../model.ts'
import { hasAscii, mentions } from './bytes.ts'
import { assemble, type Piece } from './docx/assemble.ts'
import { MOST_CHUNKS, readChunk } from './docx/chunks.ts'
import type { StoryDraft } from './docx/draft.ts'
import { labeller, readNumbering } from './docx/numbering.ts'
import type { StoryContext } from './docx/state.ts'
import { readStory } from './docx/story.ts'
import { readStyles } from './docx/styles.ts'
import { type Relationship, relationshipsOf } from './package.ts'
import { zipOfFlat } from './word-xml.ts'
import { capElements } from './xml.ts'
import { type Budget, openZip, type Zip } from './zip.ts'

/** A .docx as far as it is open. */
interface Package {
  readonly zip: Zip
  readonly limits: Limits
  readonly main: string
  readonly relationships: readonly Relationship[]
}

async function openPackage(bytes: Uint8Array, limits: Limits, budget: Budget): Promise<Package> {
  const zip = openZip(bytes, limits, budget)
  const office = (await relationshipsOf(zip, '', limits)).find(({ type }) => type === 'officeDocument')
  const main = office && zip.has(office.target) ? office.target : 'word/document.xml'
  if (!zip.has(main))
    throw new ReadError('damaged', `This .docx has no main part (${main}): open it in Word and save it again.`)
  return { zip, limits, main, relationships: await relationshipsOf(zip, main, limits) }
}

async function partOf(opened: Package, type: string): Promise<{ bytes: Uint8Array; name: string } | null> {
  const name = opened.relationships.find((found) => found.type === type && !found.external)?.target
  const bytes = name === undefined ? null : await opened.zip.bytes(name)
  return name !== undefined && bytes ? { bytes, name } : null
}

/** Styles and numbering, as far as the text of this document depends on them. Every context counts lists anew. */
async function contextOf(opened: Package, body: Uint8Array): Promise<() => StoryContext> {
  const { limits } = opened
  const styled = mentions(body, 'pStyle', 'rStyle')
  const styles = styled ? await partOf(opened, 'styles') : null
  const matters = styles && mentions(styles.bytes, 'numPr', 'vanish', 'strike')
  const read = styles && matters ? readStyles(styles.bytes, styles.name, limits) : null
  const numbered = styles !== null || mentions(body, 'numPr') ? await partOf(opened, 'numbering') : null
  const numbering = numbered && readNumbering(numbered.bytes, numbered.name, limits)
  return () => ({ limits, fields: true, styles: read, labels: numbering && labeller(numbering) })
}

/** Reads a part; a second time without field codes when they don't come in pairs, so that no text is swallowed. */
function storyOf(bytes: Uint8Array, name: string, part: Paragraph['part'], context: () => StoryContext): StoryDraft {
  const story = readStory(bytes, name, part, context())
  if (!story.unbalanced) return story
  return { ...readStory(bytes, name, part, { ...context(), fields: false }), unbalanced: true }
}

const PARTS: readonly (readonly [string, Paragraph['part']])[] = [
  ['header', 'header'],
  ['footer', 'footer'],
  ['footnotes', 'note'],
  ['endnotes', 'note'],
  ['comments', 'comment'],
]

/** The documents inserted into the body. They share the budget of the file around them; none is inserted into them. */
async function chunksOf(opened: Package, body: StoryDraft, budget: Budget): Promise<ReadonlyMap<string, Document>> {
  const { zip, limits, relationships } = opened
  const ids = body.blocks.flatMap((block) => (block.kind === 'chunk' ? [block.id] : [])).slice(0, MOST_CHUNKS)
  const chunks = new Map<string, Document>()
  let cells = 0
  for (const id of ids) {
    const part = relationships.find((found) => found.id === id && !found.external)
    const bytes = part && !chunks.has(id) ? await zip.bytes(part.target) : null
    const chunk =
      bytes && (await readChunk(bytes, part!.target, limits, (inner) => readWith(inner, limits, budget, true)))
    if (!chunk) continue
    chunks.set(id, chunk)
    for (const block of chunk.blocks) if (block.kind === 'table') cells += block.grid.cells.length
    if (cells > limits.cells)
      throw new ReadError('too-large', `The documents inserted into this one hold more than ${limits.cells} cells.`)
  }
  return chunks
}

async function readWith(bytes: Uint8Array, limits: Limits, budget: Budget, inserted: boolean): Promise<Document> {
  const isZip = hasAscii(bytes, 'PK')
  if (!isZip) capElements(bytes, 'pkg:package', limits)
  const opened = await openPackage(isZip ? bytes : zipOfFlat(bytes), limits, budget)
  const body = (await opened.zip.bytes(opened.main))!
  const context = await contextOf(opened, body)
  const main = storyOf(body, opened.main, 'body', context)
  const pieces: Piece[] = []
  for (const [type, part] of PARTS)
    for (const { id, target } of opened.relationships.filter((found) => found.type === type && !found.external)) {
      const content = await opened.zip.bytes(target)
      pieces.push({ id, part, name: target, story: content && storyOf(content, target, part, context) })
    }
  const chunks = inserted ? new Map<string, Document>() : await chunksOf(opened, main, budget)
  return assemble(main, pieces, { relationships: opened.relationships, chunks })
}

const read = (bytes: Uint8Array, limits: Limits) => readWith(bytes, limits, { left: limits.inflatedBytes }, false)

/** Reads .docx and .docm. */
export const docx: Reader = { id: 'docx', formats: ['docx'], read }
