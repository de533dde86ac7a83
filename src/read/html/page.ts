/** Walks a parsed page: what is shown, in order, as texts and tables that are not placed yet. */
import { type Limits, ReadError } from '../../model.ts'
import type { ReadRule } from '../findings.ts'
import { numeral } from '../numerals.ts'
import { shownIn } from '../symbols.ts'
import { attribute, fontOf, type HtmlNode, isHidden, rawText } from './node.ts'
import { BLOCKS, type Lines, newLines, SILENT } from './text.ts'

export interface HtmlRemark {
  readonly rule: ReadRule
  readonly found: string | null
}

/** A paragraph of the page. */
export interface HtmlText {
  readonly kind: 'text'
  readonly text: string
  readonly hidden: boolean
  readonly remarks: readonly HtmlRemark[]
}

/** A `td` or `th`; `rowSpan` 0 means down to the last row. */
export interface HtmlCell {
  readonly text: string
  readonly rowSpan: number
  readonly columnSpan: number
  readonly hidden: boolean
  readonly remarks: readonly HtmlRemark[]
  readonly nested: readonly HtmlTable[]
}

export interface HtmlTable {
  readonly kind: 'table'
  readonly hidden: boolean
  readonly rows: readonly (readonly HtmlCell[])[]
}

export type Piece = HtmlText | HtmlTable

/** Where text and tables go while a page or a cell is walked. */
interface Target {
  readonly lines: Lines
  readonly remarks: HtmlRemark[]
  readonly limits: Limits
  /** A block begins or ends. */
  block(): void
  table(table: HtmlTable): void
}

interface Context {
  readonly depth: number
  readonly preserve: boolean
  readonly font: string
}

type Handler = (node: HtmlNode, target: Target, context: Context) => void

const children: Handler = (node, target, context) => {
  if (context.depth > target.limits.nesting)
    throw new ReadError('too-large', `The page nests deeper than ${target.limits.nesting} elements.`)
  for (const child of node.children ?? []) walk(child, target, { ...context, depth: context.depth + 1 })
}

/** Reads the content and says something about its text. */
const remarked =
  (rule: ReadRule): Handler =>
  (node, target, context) => {
    children(node, target, context)
    const text = rawText(node).trim()
    if (text !== '') target.remarks.push({ rule, found: text })
  }

const leftOut =
  (rule: ReadRule): Handler =>
  (node, target) => {
    const text = rawText(node).trim()
    if (text !== '') target.remarks.push({ rule, found: text })
  }

/** What a form control shows. */
const input: Handler = (node, target) => {
  const type = attribute(node, 'type').toLowerCase()
  if (type === 'hidden' || type === 'file' || type === 'password') return
  if (type === 'checkbox' || type === 'radio')
    target.lines.add(Object.hasOwn(node.attribs ?? {}, 'checked') ? '☑' : '☐', false)
  else target.lines.add(attribute(node, 'value'), false)
}

const select: Handler = (node, target) => {
  const options: HtmlNode[] = []
  const collect = (inner: HtmlNode) => {
    for (const child of inner.children ?? []) child.name === 'option' ? options.push(child) : collect(child)
  }
  collect(node)
  const chosen = options.find((option) => Object.hasOwn(option.attribs ?? {}, 'selected')) ?? options[0]
  if (chosen) target.lines.add(rawText(chosen), false)
}

const elsewhere: Handler = (node, target) => {
  const source = attribute(node, 'src') || attribute(node, 'data')
  if (source !== '') target.remarks.push({ rule: 'READ-EXTERNAL-PART', found: source })
}

/** The items of a numbered list carry their numbers, as they are shown. */
const orderedList: Handler = (node, target, context) => {
  const formats: Record<string, string> = { a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' }
  const format = formats[attribute(node, 'type')] ?? 'decimal'
  let n = Number.parseInt(attribute(node, 'start'), 10) || 1
  target.block()
  for (const child of node.children ?? []) {
    if (child.name === 'li') {
      n = Number.parseInt(attribute(child, 'value'), 10) || n
      target.block()
      target.lines.add(`${numeral(format, n) ?? n}. `, false)
      n++
    }
    walk(child, target, { ...context, depth: context.depth + 1 }, child.name === 'li')
  }
  target.block()
}

const superscript: Handler = (node, target, context) => {
  const text = rawText(node).trim()
  if (/^\d/.test(text) && target.lines.endsWithDigit()) target.remarks.push({ rule: 'READ-SUPERSCRIPT', found: text })
  children(node, target, context)
}

const HANDLERS = new Map<string, Handler>([
  ['br', (_, target) => target.lines.break()],
  ['table', (node, target, context) => target.table(readTable(node, target, context))],
  ['pre', (node, target, context) => children(node, target, { ...context, preserve: true })],
  ['textarea', (node, target) => target.lines.add(rawText(node), true)],
  ['input', input],
  ['select', select],
  ['img', (_, target) => target.remarks.push({ rule: 'READ-PICTURE', found: null })],
  ['iframe', elsewhere],
  ['frame', elsewhere],
  ['object', elsewhere],
  ['embed', elsewhere],
  ['ol', orderedList],
  ['sup', superscript],
  ['del', remarked('READ-STRUCK-TEXT')],
  ['s', remarked('READ-STRUCK-TEXT')],
  ['strike', remarked('READ-STRUCK-TEXT')],
  ['rt', leftOut('READ-RUBY')],
  ['rp', () => undefined],
])

function walk(node: HtmlNode, target: Target, context: Context, begun = false): void {
  if (node.type === 'text' || node.type === 'cdata') {
    const text = node.type === 'text' ? (node.data ?? '') : rawText(node)
    const shown = shownIn(context.font, text)
    for (const symbol of shown.unknown) target.remarks.push({ rule: 'READ-SYMBOL', found: symbol })
    target.lines.add(shown.text, context.preserve)
    return
  }
  const name = node.name ?? ''
  if (node.type === 'comment' || node.type === 'directive' || SILENT.has(name)) return
  if (isHidden(node) && name !== 'table') {
    leftOut('READ-HIDDEN-TEXT')(node, target, context)
    return
  }
  const isBlock = BLOCKS.has(name)
  if (isBlock && !begun) target.block()
  const handler = HANDLERS.get(name) ?? children
  const font = fontOf(node)
  handler(node, target, font === '' ? context : { ...context, font })
  if (isBlock) target.block()
}

/** The rows of a table, also inside of sections and forms; a caption and stray text stand before it. */
function readTable(node: HtmlNode, outer: Target, context: Context): HtmlTable {
  const rows: HtmlCell[][] = []
  const collect = (inner: HtmlNode, hidden: boolean) => {
    // Cells without a row make one, up to the next row.
    let loose: HtmlCell[] | null = null
    for (const child of inner.children ?? []) {
      const off = hidden || (child.type === 'tag' && isHidden(child))
      if (child.name === 'td' || child.name === 'th') {
        if (!loose) {
          loose = []
          rows.push(loose)
        }
        loose.push(readTableCell(child, outer, context, off))
        continue
      }
      if (child.type === 'tag') loose = null
      if (child.name === 'tr') {
        const cells = readRow(child, outer, context, off)
        // Word and Excel end a table with a row of no height that only states the widths of the columns.
        const isRuler = off || /^0(?:px|pt)?$/.test(attribute(child, 'height').trim())
        if (!isRuler || cells.some((cell) => cell.text !== '' || cell.nested.length > 0)) rows.push(cells)
      } else if (/^(?:thead|tbody|tfoot|form)$/.test(child.name ?? '')) collect(child, off)
      else {
        if (child.name === 'caption') outer.block()
        walk(child, outer, context)
        if (child.name === 'caption') outer.block()
      }
    }
  }
  collect(node, false)
  return { kind: 'table', hidden: isHidden(node), rows }
}

function readRow(row: HtmlNode, outer: Target, context: Context, hidden: boolean): HtmlCell[] {
  const cells: HtmlCell[] = []
  const collect = (inner: HtmlNode) => {
    for (const child of inner.children ?? [])
      if (child.name === 'td' || child.name === 'th') cells.push(readTableCell(child, outer, context, hidden))
      else if (child.name === 'form') collect(child)
      else walk(child, outer, context)
  }
  collect(row)
  return cells
}

const span = (node: HtmlNode, name: string, least: number) => {
  const value = Number.parseInt(attribute(node, name), 10)
  return Number.isNaN(value) || value < least ? 1 : value
}

function readTableCell(node: HtmlNode, outer: Target, context: Context, hidden: boolean): HtmlCell {
  const lines = newLines()
  const remarks: HtmlRemark[] = []
  const nested: HtmlTable[] = []
  const target: Target = {
    lines,
    remarks,
    limits: outer.limits,
    block: lines.block,
    table: (table) => {
      lines.block()
      nested.push(table)
    },
  }
  children(node, target, { ...context, depth: context.depth + 2 })
  const off = hidden || isHidden(node)
  const text = lines.take(true)
  if (off && text !== '') remarks.push({ rule: 'READ-HIDDEN-TEXT', found: text })
  return { text, remarks, nested, hidden: off, rowSpan: span(node, 'rowspan', 0), columnSpan: span(node, 'colspan', 1) }
}

/** What a page shows, in order. Throws a ReadError when it nests too deep. */
export function readPage(root: HtmlNode, limits: Limits): readonly Piece[] {
  const pieces: Piece[] = []
  const lines = newLines()
  const remarks: HtmlRemark[] = []
  const block = () => {
    const text = lines.take(false)
    if (text === '' && remarks.length === 0) return
    pieces.push({ kind: 'text', text, hidden: false, remarks: remarks.splice(0) })
  }
  const table = (found: HtmlTable) => {
    block()
    pieces.push(found)
  }
  children(root, { lines, remarks, limits, block, table }, { depth: 0, preserve: false, font: '' })
  block()
  return pieces
}
