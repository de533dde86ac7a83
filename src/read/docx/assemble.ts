/** Parts of a .docx → one Document: blocks in printed order, remarks as findings with their places. */
import type { Block, Cell, Claim, Document, Finding, Place } from '../../model.ts'
import { findingOf, paragraphPlace, type ReadRule, tablePlace } from '../findings.ts'
import type { Relationship } from '../package.ts'
import { addChunk } from './chunks.ts'
import type { BlockDraft, ParagraphDraft, Remark, StoryDraft, TableDraft } from './draft.ts'
import { type Placed, placeTable } from './table.ts'

const MAIN = 'word/document.xml'

/** A part beside the body; `story` is null when the part is missing. */
export interface Piece {
  readonly id: string
  readonly part: ParagraphDraft['part']
  readonly name: string
  readonly story: StoryDraft | null
}

/** What the relationship ids in a document stand for. */
export interface Inserted {
  readonly relationships: readonly Relationship[]
  /** Relationship id → document that is inserted there; the others are reported. */
  readonly chunks: ReadonlyMap<string, Document>
}

/** Of a format that inserts nothing. */
export const NOTHING_INSERTED: Inserted = { relationships: [], chunks: new Map() }

interface Output extends Inserted {
  readonly blocks: Block[]
  readonly findings: Finding[]
  paragraphs: number
  tables: number
}

function report(output: Output, remarks: readonly Remark[], place: Place, text: string): void {
  for (const { rule, start, end, found } of remarks) {
    const claim: Claim = { place, start, end, raw: text.slice(start, end) }
    output.findings.push(findingOf(rule, place.address, found, [claim]))
  }
}

function addParagraph(output: Output, draft: ParagraphDraft, hidden: boolean): void {
  const { part, text } = draft
  const place = paragraphPlace(output.blocks.length, ++output.paragraphs)
  output.blocks.push({ kind: 'paragraph', text, part, hidden: hidden || draft.hidden })
  report(output, draft.remarks, place, text)
}

/** The nested tables of a cell become tables of their own that name the cell around them. */
function addTable(output: Output, draft: TableDraft, hidden: boolean, within: Cell | null, outer: number): void {
  const { grid, placed } = placeTable(draft)
  const block = output.blocks.length
  const table = ++output.tables
  const around = within && { block: outer, row: within.row, column: within.column }
  output.blocks.push({ kind: 'table', name: null, grid, hidden, within: around })
  const covering = ({ row, column }: Placed) =>
    grid.cells.find(
      (cell) =>
        !cell.covered &&
        cell.row <= row &&
        row < cell.row + cell.rowSpan &&
        cell.column <= column &&
        column < cell.column + cell.columnSpan,
    ) ?? null
  for (const cell of placed) {
    if (cell.remarks.length > 0)
      report(output, cell.remarks, tablePlace(block, table, cell.row, cell.column), cell.draft.text)
    for (const nested of cell.draft.nested) addTable(output, nested, hidden, covering(cell), block)
  }
  const hiddenRows = draft.rows.filter((row) => row.hidden && row.cells.some((cell) => cell.text.trim() !== '')).length
  if (hiddenRows > 0) output.findings.push(findingOf('READ-HIDDEN-ROWS', `表${table}`, String(hiddenRows)))
}

/** A document in the place where it is inserted. */
function insert(output: Output, id: string, hidden: boolean): void {
  const chunk = output.chunks.get(id)
  if (chunk) output.findings.push(...addChunk(output, chunk, hidden))
  else reportPart(output, id)
}

function reportPart({ findings, relationships }: Output, id: string): void {
  const target = relationships.find((found) => found.id === id)?.target ?? id
  findings.push(findingOf('READ-EXTERNAL-PART', MAIN, target))
}

function addAll(output: Output, drafts: readonly BlockDraft[], hidden = false): void {
  for (const draft of drafts)
    if (draft.kind === 'paragraph') addParagraph(output, draft, hidden)
    else if (draft.kind === 'chunk') insert(output, draft.id, hidden)
    else addTable(output, draft, hidden, null, 0)
}

/** Findings about the document as a whole. */
function overall(output: Output, stories: readonly StoryDraft[]): void {
  const say = (rule: ReadRule, found: string) => output.findings.push(findingOf(rule, MAIN, found))
  const insertions = stories.reduce((sum, story) => sum + story.insertions, 0)
  const deletions = stories.reduce((sum, story) => sum + story.deletions, 0)
  if (insertions + deletions > 0) say('READ-TRACKED-CHANGE', `+${insertions} −${deletions}`)
  if (stories.some((story) => story.unbalanced)) say('READ-FIELD-UNBALANCED', '')
  for (const id of stories.flatMap((story) => story.inserted)) reportPart(output, id)
}

/** Puts the parts of a document in printed order: each section's headers, its body, its footers; then the notes. */
export function assemble(body: StoryDraft, pieces: readonly Piece[], inserted: Inserted): Document {
  const output: Output = { ...inserted, blocks: [], findings: [], paragraphs: 0, tables: 0 }
  const printed = new Set<string>()
  const print = (ids: readonly string[]) => {
    for (const id of ids) {
      const piece = pieces.find((candidate) => candidate.id === id)
      if (!piece?.story || printed.has(piece.name)) continue
      printed.add(piece.name)
      addAll(output, piece.story.blocks)
    }
  }
  let start = 0
  for (const section of body.sections) {
    print(section.headers)
    addAll(output, body.blocks.slice(start, section.end))
    print(section.footers)
    start = section.end
  }
  for (const { part, name, story } of pieces) {
    const unused = part === 'header' || part === 'footer'
    if (!story) output.findings.push(findingOf('READ-PART-MISSING', name, name))
    else if (!printed.has(name)) {
      if (unused && story.blocks.length > 0) output.findings.push(findingOf('READ-PART-UNUSED', name, name))
      addAll(output, story.blocks, unused)
      printed.add(name)
    }
  }
  overall(output, [body, ...pieces.flatMap(({ story }) => story ?? [])])
  return { format: 'docx', reader: 'docx', blocks: output.blocks, findings: output.findings }
}
