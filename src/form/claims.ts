/**
 * The ledger: which characters of a document are label, value, ignored by a named rule, or unread. Every stage of the
 * mapper claims the spans that it understood; what is left over is listed, never lost.
 */
import type { Cell, Cells, Claim, Document, Ledger, Mark, Place, Stored } from '../model.ts'
import { columnLetters, isSignificant, trimSpan } from '../text.ts'

/** One text of the document: a cell (covered text too) or a paragraph, with its place. */
export interface Source {
  readonly place: Place
  readonly text: string
  readonly stored: Stored | null
  readonly hidden: boolean
}

/** A piece of text on its way into a record, with the claims that say where it was printed. */
export interface Span {
  readonly text: string
  readonly stored: Stored | null
  readonly claims: readonly Claim[]
}

const RANK = { unread: 0, ignored: 1, label: 2, value: 3 } as const

/** The book of one document's characters. */
export interface Book {
  readonly sources: readonly Source[]
  /** The source of a cell or paragraph. */
  source(block: number, row: number | null, column: number | null): Source | undefined
  /** Claims [start, end) of a source; the outer white space of the span is left out. */
  claim(source: Source, start: number, end: number, as: Mark['as'], rule: string, into?: string): Claim
  /** Counts the characters of some sources (all by default). */
  ledger(sources?: readonly Source[]): Ledger
  /** The unread runs of some sources. */
  unread(sources: readonly Source[]): readonly Claim[]
  /** The marks made on some sources, in order of place. */
  marks(sources: readonly Source[]): readonly Mark[]
}

/** What is known of one source: the state of each character, and the marks in the order in which they were made. */
interface Page {
  readonly state: Uint8Array
  readonly marks: Mark[]
}

/** Opens the book of a document: every character unread. */
export function openBook(document: Document): Book {
  const sources = listSources(document)
  const find = placesOf(sources)
  const pages = new Map<Source, Page>()
  const pageOf = (source: Source): Page => {
    const known = pages.get(source)
    if (known) return known
    const made = { state: new Uint8Array(source.text.length), marks: [] }
    pages.set(source, made)
    return made
  }
  const stateOf = (source: Source) => pageOf(source).state
  return {
    sources,
    source: find,
    claim: (source, from, to, as, rule, into) => {
      const { place, text } = source
      const [skip, length] = trimSpan(text.slice(from, to))
      const [start, end] = [from + skip, from + length]
      const { state, marks } = pageOf(source)
      const rank = RANK[as]
      for (let i = start; i < end; i++) if (state[i]! < rank) state[i] = rank
      const raw = text.slice(start, end)
      if (start < end && !marks.some((mark) => mark.start === start && mark.end === end && mark.as === as))
        marks.push({ place, start, end, raw, as, rule, into: into ?? null })
      return { place, start, end, raw }
    },
    ledger: (some = sources) => countStates(some, stateOf),
    unread: (some) => some.flatMap((source) => unreadRuns(source, stateOf(source))),
    marks: (some) => some.flatMap((source) => (pages.get(source)?.marks ?? []).toSorted((a, b) => a.start - b.start)),
  }
}

/** Finds sources by block, row and column; paragraphs stand at row and column null. */
function placesOf(sources: readonly Source[]): Book['source'] {
  const blocks = new Map<number, Source | Map<number, Map<number, Source>>>()
  for (const source of sources) {
    const { block, row, column } = source.place
    if (row === null || column === null) {
      blocks.set(block, source)
      continue
    }
    const rows = (blocks.get(block) as Map<number, Map<number, Source>>) ?? new Map<number, Map<number, Source>>()
    blocks.set(block, rows)
    const columns = rows.get(row) ?? new Map<number, Source>()
    rows.set(row, columns)
    columns.set(column, source)
  }
  return (block, row, column) => {
    const found = blocks.get(block)
    if (!(found instanceof Map)) return row === null && column === null ? found : undefined
    return row === null || column === null ? undefined : found.get(row)?.get(column)
  }
}

function countStates(sources: readonly Source[], stateOf: (source: Source) => Uint8Array): Ledger {
  const counts = [0, 0, 0, 0]
  for (const source of sources) {
    const state = stateOf(source)
    for (let i = 0; i < source.text.length; i++) if (isSignificant(source.text[i]!)) counts[state[i]!]!++
  }
  return { unread: counts[0]!, ignored: counts[1]!, label: counts[2]!, value: counts[3]! }
}

function unreadRuns(source: Source, state: Uint8Array): Claim[] {
  const runs: Claim[] = []
  for (let start = 0; start < source.text.length; start++) {
    if (state[start] !== 0) continue
    let end = start
    while (end < source.text.length && state[end] === 0) end++
    const raw = source.text.slice(start, end)
    const [skip, length] = trimSpan(raw)
    if ([...raw].some(isSignificant))
      runs.push({ place: source.place, start: start + skip, end: start + length, raw: raw.slice(skip, length) })
    start = end
  }
  return runs
}

function listSources(document: Document): Source[] {
  const sources: Source[] = []
  let tables = 0
  let paragraphs = 0
  for (const [block, content] of document.blocks.entries()) {
    if (content.kind === 'paragraph') {
      paragraphs++
      const place = { block, row: null, column: null, address: `段落${paragraphs}` }
      sources.push({ place, text: content.text, stored: null, hidden: content.hidden })
      continue
    }
    tables++
    const name = content.name
    for (const cell of content.grid.cells) {
      if (cell.text === '') continue
      sources.push({
        place: { block, row: cell.row, column: cell.column, address: addressOf(cell, name, tables) },
        text: cell.text,
        stored: cell.stored,
        hidden: cell.hidden || content.hidden,
      })
    }
  }
  return sources
}

/** `Sheet1!D13` where the table is a sheet, else `表2 第13行第4列`. */
function addressOf(cell: Cell, sheet: string | null, table: number): string {
  if (sheet === null) return `表${table} 第${cell.row + 1}行第${cell.column + 1}列`
  return `${sheet}!${columnLetters(cell.column)}${cell.row + 1}`
}

/** Claims a part of a source and returns it as a span. */
export function takeSpanOf(
  book: Book,
  source: Source,
  start: number,
  end: number,
  as: Mark['as'],
  rule: string,
  into?: string,
): Span {
  const claim = book.claim(source, start, end, as, rule, into)
  const whole = claim.raw.length === source.text.trim().length
  return { text: claim.raw, stored: whole ? source.stored : null, claims: claim.raw === '' ? [] : [claim] }
}

/** The claims of some spans as a record, blanks left out. */
export function cellsOf(spans: Readonly<Record<string, Span | null | undefined>>): Cells {
  const cells: Record<string, Span['claims']> = {}
  for (const [key, span] of Object.entries(spans)) if (span && span.claims.length > 0) cells[key] = span.claims
  return cells
}
