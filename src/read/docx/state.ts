/** What is open while the events of a part go by. Handlers change it; nothing of it leaves the story. */
import type { Limits, Paragraph } from '../../model.ts'
import { ReadError } from '../../model.ts'
import type { BlockDraft, CellDraft, Remark, RowDraft, SectionDraft, TableDraft, TextDraft } from './draft.ts'
import type { Labeller } from './numbering.ts'
import type { Styles } from './styles.ts'

/** What a part needs from its document. */
export interface StoryContext {
  readonly limits: Limits
  readonly labels: Labeller | null
  readonly styles: Styles | null
  /** False to read every text as shown, whatever field codes say. */
  readonly fields: boolean
}

/** Properties of the open run that change what is read. */
export interface Run {
  vanish: boolean
  strike: boolean
  raised: boolean
  font: string
  /** The symbol font among the run's fonts, for characters that only such fonts have. */
  symbolFont: string
}

/** The paragraph that is open. */
export interface OpenParagraph {
  text: string
  readonly remarks: Remark[]
  hiddenText: string
  style: string | null
  numId: string | null
  level: number | null
  /** Its mark is deleted (§17.13.5.15): it goes on in the next paragraph. */
  markDeleted: boolean
  section: { headers: string[]; footers: string[] } | null
  /** The run around it, when it stands in a text box. */
  readonly outerRun: Run | null
}

/** A cell that is open; its texts are its paragraphs. */
export interface OpenCell {
  span: number
  vertical: CellDraft['vertical']
  horizontal: CellDraft['horizontal']
  readonly texts: TextDraft[]
  hiddenText: string
  readonly nested: TableDraft[]
}

export interface OpenRow {
  before: number
  after: number
  hidden: boolean
  deleted: boolean
  readonly cells: CellDraft[]
}

export interface OpenTable {
  readonly widths: number[]
  readonly rows: RowDraft[]
  row: OpenRow | null
}

/** Where finished paragraphs and tables go: a list of blocks, or a cell. */
export interface Container {
  readonly part: Paragraph['part']
  readonly blocks: BlockDraft[]
  readonly cell: OpenCell | null
  /** Text boxes met inside of the open block; they follow it. */
  readonly floating: BlockDraft[]
  /** A paragraph whose mark is deleted and that waits for its continuation. */
  pending: TextDraft | null
}

/** A field (§17.16.18) that is open: its code is collected, its result is text like any other. */
export interface OpenField {
  inCode: boolean
  code: string
  produced: boolean
  /** `☑` or `☐` of a legacy form field (§17.16.7). */
  box: string | null
  /** Entries of a legacy drop-down list, and which of them shows (§17.16.9). */
  readonly entries: string[]
  entry: number
}

/** An equation element whose arguments are separated by signs that are not in its text. */
export interface Equation {
  before: string
  readonly between: string
  after: string
  seen: number
}

export interface State {
  readonly context: StoryContext
  readonly path: string[]
  skipFrom: number
  depth: number
  readonly containers: Container[]
  readonly paragraphs: OpenParagraph[]
  readonly tables: OpenTable[]
  readonly fields: OpenField[]
  readonly sections: SectionDraft[]
  run: Run | null
  /** Collects the characters of the open text element; null outside of one. */
  collecting: string | null
  preserve: boolean
  /** Collects text that stands beside the line, above it in a phonetic guide; null elsewhere. */
  aside: string | null
  /** Open equations (§22.1): what to print around and between their arguments. */
  readonly equations: Equation[]
  cells: number
  insertions: number
  deletions: number
  unbalanced: boolean
  /** The section properties of the body itself: its last section. */
  lastSection: { headers: string[]; footers: string[] } | null
  /** Depths of alternate contents whose first choice was read. */
  readonly chosen: Set<number>
  /** Depth of the open properties of a content control. */
  control: number | null
  /** Content controls whose prompt is showing (§17.5.2.38), by depth. */
  readonly prompts: number[]
  /** Relationship ids of whole documents inserted here (§17.17.2.1). */
  readonly inserted: string[]
}

export const container = (state: State): Container => state.containers.at(-1)!
export const paragraph = (state: State): OpenParagraph | undefined => state.paragraphs.at(-1)
export const table = (state: State): OpenTable | undefined => state.tables.at(-1)

/** The element around the one that just opened. */
export const parent = (state: State): string | undefined => state.path.at(-2)

/** Leaves the open element and all in it out. */
export function skip(state: State): void {
  state.skipFrom = state.depth
}

/** Says something about the open paragraph at its end. */
export function remark(state: State, rule: Remark['rule'], found: string | null, length = 0): void {
  const open = paragraph(state)
  open?.remarks.push({ rule, start: open.text.length - length, end: open.text.length, found })
}

/** Counts a cell; throws `too-large` when there are more than allowed. */
export function countCell(state: State): void {
  if (++state.cells > state.context.limits.cells)
    throw new ReadError('too-large', `The document's tables hold more than ${state.context.limits.cells} cells.`)
}
