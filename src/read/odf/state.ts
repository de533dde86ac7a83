/** What is open while the events of an OpenDocument part go by. */
import { type Limits, type Paragraph, ReadError } from '../../model.ts'
import type { ReadRule } from '../findings.ts'
import type { SheetMerge } from '../sheetjs.ts'
import type { CellReading, Content } from '../workbook/sheet.ts'
import type { OdfBlock, OdfRemark, OdfTable } from './draft.ts'
import type { OdfStyles } from './styles.ts'

export interface OpenText {
  text: string
  hiddenText: string
  readonly remarks: OdfRemark[]
  /** Style flags of the open spans, innermost last. */
  readonly spans: { hidden: boolean; struck: boolean; raised: boolean; font: string }[]
  /** True after white space: more of it collapses (ODF 1.3 part 3, §6.1.2). */
  blank: boolean
}

/** Where finished paragraphs and tables go. */
export interface Container {
  readonly part: Paragraph['part']
  readonly blocks: OdfBlock[]
  readonly floating: OdfBlock[]
  /** The paragraph that is open here. */
  open: OpenText | null
  /** Depth of the element that opened it: only its end closes it. */
  readonly depth: number
  /** The cell that it is the content of. */
  readonly cell: OpenOdfCell | null
}

export interface OpenOdfCell {
  readonly row: number
  readonly column: number
  readonly covered: boolean
  readonly repeated: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly stored: CellReading['stored']
}

export interface OpenOdfTable {
  readonly name: string
  readonly hidden: boolean
  row: number
  column: number
  columns: number
  /** How often the open row is repeated, and what it holds. */
  repeated: number
  readonly rowContents: Content[]
  readonly contents: Content[]
  readonly merges: SheetMerge[]
  readonly hiddenRows: Set<number>
  readonly hiddenColumns: Set<number>
  readonly remarks: (OdfRemark & { row: number; column: number })[]
  readonly nested: { row: number; column: number; table: OdfTable }[]
}

/** An open `text:list`: its style, and the number of its last item. */
export interface OpenList {
  readonly style: string
  count: number
  labelled: boolean
}

export interface State {
  readonly limits: Limits
  readonly styles: OdfStyles
  readonly containers: Container[]
  readonly tables: OpenOdfTable[]
  readonly lists: OpenList[]
  /** Last counts of list styles, for lists that go on. */
  readonly counts: Map<string, number>
  readonly path: string[]
  skipFrom: number
  depth: number
  cells: number
  deletions: number
  aside: string | null
}

export const container = (state: State): Container => state.containers.at(-1)!

/** Opens a place for paragraphs and tables. */
export function enter(state: State, part: Paragraph['part'], cell: OpenOdfCell | null = null): void {
  state.containers.push({ part, blocks: [], floating: [], open: null, depth: state.depth, cell })
}

/** Closes the place that the element now ending opened; null when it opened none. */
export function exit(state: State): Container | null {
  return state.containers.length > 1 && container(state).depth === state.depth ? (state.containers.pop() ?? null) : null
}

/** Leaves the open element and all in it out. */
export function skip(state: State): void {
  state.skipFrom = state.depth
}

/** Says something about the open paragraph. */
export function remark(state: State, rule: ReadRule, found: string | null): void {
  container(state).open?.remarks.push({ rule, found })
}

/** Counts cells; throws `too-large` when there are more than allowed. */
export function countCells(state: State, count: number): void {
  state.cells += count
  if (state.cells > state.limits.cells)
    throw new ReadError('too-large', `The document's tables hold more than ${state.limits.cells} cells.`)
}
