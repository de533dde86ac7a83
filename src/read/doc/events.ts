/**
 * A .doc told as the events of WordprocessingML, so that one set of handlers reads both: tables, fields, symbols,
 * tracked changes, hidden text and numbering follow the same rules.
 */
import { u16 } from '../bytes.ts'
import type { XmlHandler } from '../xml.ts'
import { filePosition, type Piece } from './binary.ts'
import type { DocParagraph } from './paragraphs.ts'
import { type Modifier, type Runs, runAt } from './properties.ts'
import { columnAt, columnEdges, type DocNode, type DocTable } from './tree.ts'

/** What the events of a subdocument are made from. */
export interface DocText {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly characters: Runs
  readonly fonts: readonly string[]
}

type Attributes = Readonly<Record<string, string>>

function element(to: XmlHandler, name: string, attributes: Attributes = {}, inside?: () => void): void {
  to.open(name, attributes)
  inside?.()
  to.close(name)
}

/** Character properties ([MS-DOC] §2.6.1) that change what is read. */
interface Look {
  readonly deleted: boolean
  readonly inserted: boolean
  readonly vanish: boolean
  readonly strike: boolean
  readonly raised: boolean
  readonly special: boolean
  readonly font: string
  readonly symbol: Attributes | null
}

const isOn = ({ bytes, at }: Modifier) => bytes[at] === 1 || bytes[at] === 0x81

function lookOf(modifiers: readonly Modifier[], fonts: readonly string[]): Look {
  const look = {
    deleted: false,
    inserted: false,
    vanish: false,
    strike: false,
    raised: false,
    special: false,
    font: '',
  }
  let symbol: Attributes | null = null
  for (const modifier of modifiers) {
    const { code, bytes, at } = modifier
    if (code === 0x0800) look.deleted = isOn(modifier)
    else if (code === 0x0801) look.inserted = isOn(modifier)
    else if (code === 0x083c) look.vanish = isOn(modifier)
    else if (code === 0x0837 || code === 0x2a53) look.strike = isOn(modifier)
    else if (code === 0x2a48) look.raised = bytes[at] === 1
    else if (code === 0x0855) look.special = isOn(modifier)
    else if (code === 0x4a4f) look.font = fonts[u16(bytes, at)] ?? ''
    else if (code === 0x6a09)
      symbol = { 'w:font': fonts[u16(bytes, at)] ?? '', 'w:char': u16(bytes, at + 2).toString(16) }
  }
  return { ...look, symbol }
}

/** Control characters (§2.4.1) → elements. */
const CONTROLS: Readonly<Record<string, readonly [string, Attributes]>> = {
  '\t': ['w:tab', {}],
  '\x0b': ['w:br', {}],
  '\x0c': ['w:br', {}],
  '\x0e': ['w:br', {}],
  '\x1e': ['w:noBreakHyphen', {}],
  '\x13': ['w:fldChar', { 'w:fldCharType': 'begin' }],
  '\x14': ['w:fldChar', { 'w:fldCharType': 'separate' }],
  '\x15': ['w:fldChar', { 'w:fldCharType': 'end' }],
}

/** Characters that stand for something else when they are marked as special. */
const SPECIALS: Readonly<Record<string, readonly [string, Attributes]>> = {
  '\x01': ['pic:pic', {}],
  '\x02': ['w:footnoteReference', {}],
}

function runContent(to: XmlHandler, text: string, look: Look): void {
  for (const part of text.match(/[\0-\x1f]|[^\0-\x1f]+/g) ?? []) {
    const control = CONTROLS[part] ?? (look.special ? SPECIALS[part] : undefined)
    if (control) element(to, control[0], control[1])
    else if (look.special && look.symbol) for (const _ of part) element(to, 'w:sym', look.symbol)
    else if (part >= ' ') element(to, 'w:t', { 'xml:space': 'preserve' }, () => to.text(part))
  }
}

function run(to: XmlHandler, text: string, look: Look): void {
  const inside = () =>
    element(to, 'w:r', {}, () => {
      element(to, 'w:rPr', {}, () => {
        if (look.vanish) element(to, 'w:vanish')
        if (look.strike) element(to, 'w:strike')
        if (look.raised) element(to, 'w:vertAlign', { 'w:val': 'superscript' })
        if (look.font !== '') element(to, 'w:rFonts', { 'w:ascii': look.font })
      })
      runContent(to, text, look)
    })
  if (look.deleted) element(to, 'w:del', {}, inside)
  else if (look.inserted) element(to, 'w:ins', {}, inside)
  else inside()
}

const PLAIN = lookOf([], [])

/** Splits a range into stretches of one look: property runs and pieces both end them. */
function* stretches(doc: DocText, from: number, to: number): Generator<readonly [string, Look]> {
  for (let cp = from; cp < to; ) {
    const fc = filePosition(doc.pieces, cp)
    const piece = doc.pieces.find((candidate) => cp >= candidate.start && cp < candidate.end)
    const index = runAt(doc.characters, fc)
    const inRun = index < 0 || !piece ? 1 : Math.ceil((doc.characters.ends[index]! - fc) / (piece.wide ? 2 : 1))
    const end = Math.min(to, piece?.end ?? to, index < 0 ? to : cp + Math.max(1, inRun))
    yield [doc.text.slice(cp, end), index < 0 ? PLAIN : lookOf(doc.characters.modifiers[index]!, doc.fonts)]
    cp = end
  }
}

function paragraph(to: XmlHandler, doc: DocText, { start, end, list }: DocParagraph): void {
  const mark = runAt(doc.characters, filePosition(doc.pieces, end))
  const deleted = mark >= 0 && lookOf(doc.characters.modifiers[mark]!, doc.fonts).deleted
  element(to, 'w:p', {}, () => {
    element(to, 'w:pPr', {}, () => {
      if (deleted && doc.text[end] === '\r') element(to, 'w:rPr', {}, () => element(to, 'w:del'))
      if (!list) return
      element(to, 'w:ilvl', { 'w:val': String(list.level) })
      element(to, 'w:numId', { 'w:val': String(list.id) })
    })
    for (const [text, look] of stretches(doc, start, end)) run(to, text, look)
  })
}

function table(to: XmlHandler, doc: DocText, { rows, ...rest }: DocTable): void {
  const edges = columnEdges({ rows, ...rest })
  element(to, 'w:tbl', {}, () => {
    for (let i = 1; i < edges.length; i++) element(to, 'w:gridCol')
    for (const { cells, shape } of rows)
      element(to, 'w:tr', {}, () => {
        const columns = shape?.edges.map((edge) => columnAt(edges, edge)) ?? []
        if (columns[0]) element(to, 'w:trPr', {}, () => element(to, 'w:gridBefore', { 'w:val': String(columns[0]) }))
        for (const [index, nodes] of cells.entries()) {
          const span = Math.max(1, (columns[index + 1] ?? 0) - (columns[index] ?? 0))
          const { vertical = 'none', horizontal = 'none' } = shape?.cells[index] ?? {}
          element(to, 'w:tc', {}, () => {
            element(to, 'w:tcPr', {}, () => {
              element(to, 'w:gridSpan', { 'w:val': String(span) })
              if (vertical !== 'none') element(to, 'w:vMerge', { 'w:val': vertical })
              if (horizontal !== 'none') element(to, 'w:hMerge', { 'w:val': horizontal })
            })
            tell(to, doc, nodes)
          })
        }
      })
  })
}

/** Tells the nodes of a subdocument to a handler. */
export function tell(to: XmlHandler, doc: DocText, nodes: readonly DocNode[]): void {
  for (const node of nodes)
    if (node.kind === 'paragraph') paragraph(to, doc, node.paragraph)
    else table(to, doc, node)
}
