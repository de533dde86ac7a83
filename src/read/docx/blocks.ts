/** Paragraphs, tables and sections of a part (ECMA-376-1 §17.3.1, §17.4, §17.6): from open to finished drafts. */
import { isBlank } from '../../text.ts'
import type { Attributes } from '../xml.ts'
import { joinTexts, type TableDraft, type TextDraft } from './draft.ts'
import { addText } from './runs.ts'
import {
  type Container,
  container,
  countCell,
  type OpenParagraph,
  paragraph,
  parent,
  type State,
  table,
} from './state.ts'
import { isOn } from './styles.ts'

type Open = (state: State, attributes: Attributes) => void

const count = (attributes: Attributes) => {
  const value = Number(attributes['w:val'])
  return Number.isInteger(value) && value > 0 ? value : 0
}

// ── Paragraphs ──────────────────────────────────────────────────────────────────────────────────────────────────────

const openParagraph: Open = (state) => {
  state.paragraphs.push({
    text: '',
    remarks: [],
    hiddenText: '',
    style: null,
    numId: null,
    level: null,
    markDeleted: false,
    section: null,
    outerRun: state.run,
  })
  state.run = null
}

/** Puts the automatic number before the text. Cells that a vertical merge covers are not laid out and not counted. */
function numbered(state: State, open: OpenParagraph): TextDraft {
  const plain = { text: open.text, remarks: open.remarks }
  const { labels, styles } = state.context
  const inherited = open.numId === null && open.style !== null ? styles?.(open.style) : undefined
  const numId = open.numId ?? inherited?.numId ?? '0'
  if (numId === '0' || container(state).cell?.vertical === 'continue') return plain
  const label = labels?.(numId, open.level ?? inherited?.level ?? null, open.style)
  if (!label)
    return {
      ...plain,
      remarks: [...plain.remarks, { rule: 'READ-NUMBERING', start: 0, end: 0, found: `numId ${numId}` }],
    }
  if (label.problem !== null) plain.remarks.push({ rule: 'READ-NUMBERING', start: 0, end: 0, found: label.problem })
  if (label.text === '') return plain
  return {
    ...joinTexts([{ text: label.text, remarks: [] }, plain]),
    text: label.text + (open.text === '' ? '' : label.suffix + open.text),
  }
}

function closeParagraph(state: State): void {
  const open = state.paragraphs.pop()
  if (!open) return
  state.run = open.outerRun
  const into = container(state)
  let draft = numbered(state, open)
  if (into.pending) {
    const { text, remarks } = into.pending
    const moved = draft.remarks.map((remark) => ({
      ...remark,
      start: remark.start + text.length,
      end: remark.end + text.length,
    }))
    draft = { text: text + draft.text, remarks: [...remarks, ...moved] }
    into.pending = null
  }
  if (open.markDeleted) into.pending = draft
  else finishParagraph(into, draft, open.hiddenText)
  if (open.section) endSection(state, open.section)
}

/** Hidden text beside shown text is reported; where nothing is shown it stays, marked as hidden. */
function finishParagraph(into: Container, draft: TextDraft, hiddenText: string): void {
  const isHidden = hiddenText.trim() !== ''
  const remarks = [...draft.remarks]
  const allHidden = isHidden && isBlank(draft.text)
  if (isHidden)
    remarks.push({ rule: 'READ-HIDDEN-TEXT', start: 0, end: allHidden ? hiddenText.length : 0, found: hiddenText })
  if (into.cell) {
    into.cell.texts.push({ text: draft.text, remarks })
    into.cell.hiddenText += hiddenText
    return
  }
  const text = allHidden ? hiddenText : draft.text
  if (!isBlank(text) || remarks.length > 0)
    into.blocks.push({ kind: 'paragraph', part: into.part, text, remarks, hidden: allHidden })
  into.blocks.push(...into.floating.splice(0))
}

/** Paragraphs that wait for a continuation which never comes are finished as they are. */
export function finishPending(into: Container): void {
  const { pending } = into
  into.pending = null
  if (pending) finishParagraph(into, pending, '')
}

// ── Sections ────────────────────────────────────────────────────────────────────────────────────────────────────────

function endSection(state: State, section: { headers: readonly string[]; footers: readonly string[] }): void {
  state.sections.push({ end: state.containers[0]!.blocks.length, ...section })
}

const reference =
  (kind: 'headers' | 'footers'): Open =>
  (state, attributes) => {
    const open = paragraph(state)
    const section = open ? open.section : state.lastSection
    section?.[kind].push(attributes['r:id'] ?? '')
  }

// ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function closeRow(state: State): void {
  const open = table(state)
  const row = open?.row
  if (!open || !row) return
  open.row = null
  if (row.deleted) state.deletions++
  else open.rows.push({ before: row.before, after: row.after, hidden: row.hidden, cells: row.cells })
}

const openCell: Open = (state) => {
  countCell(state)
  state.containers.push({
    part: container(state).part,
    blocks: [],
    cell: { span: 1, vertical: 'none', horizontal: 'none', texts: [], hiddenText: '', nested: [] },
    floating: [],
    pending: null,
  })
}

function closeCell(state: State): void {
  const closed = state.containers.pop()
  if (!closed?.cell) return
  finishPending(closed)
  const { texts, hiddenText, nested, span, vertical, horizontal } = closed.cell
  const joined = joinTexts(texts.length === 0 ? [{ text: '', remarks: [] }] : texts)
  const allHidden = isBlank(joined.text) && hiddenText.trim() !== ''
  const text = allHidden ? hiddenText : joined.text
  const into = container(state)
  const row = table(state)?.row
  if (row) {
    const hidden = allHidden || row.hidden
    row.cells.push({ span, vertical, horizontal, text, remarks: joined.remarks, hidden, nested })
  } else
    into.blocks.push(
      { kind: 'paragraph', part: into.part, text, remarks: joined.remarks, hidden: allHidden },
      ...nested,
    )
  into.floating.push(...closed.floating)
}

function closeTable(state: State): void {
  const closed = state.tables.pop()
  if (!closed) return
  const draft: TableDraft = { kind: 'table', widths: closed.widths, rows: closed.rows }
  const into = container(state)
  finishPending(into)
  if (into.cell) into.cell.nested.push(draft)
  else into.blocks.push(draft, ...into.floating.splice(0))
}

const merge = (attributes: Attributes) => (attributes['w:val'] === 'restart' ? 'restart' : 'continue')

const cellProperty =
  (set: (cell: NonNullable<Container['cell']>, attributes: Attributes) => void): Open =>
  (state, attributes) => {
    const { cell } = container(state)
    if (cell && parent(state) === 'w:tcPr') set(cell, attributes)
  }

const rowProperty =
  (set: (row: NonNullable<ReturnType<typeof table>>['row'] & object, attributes: Attributes) => void): Open =>
  (state, attributes) => {
    const row = table(state)?.row
    if (row && parent(state) === 'w:trPr') set(row, attributes)
  }

/** A page header that stands in the section and not in a part of its own. */
const inSection =
  (part: 'header' | 'footer'): Open =>
  (state) => {
    if (state.depth > 1) state.containers.push({ part, blocks: [], cell: null, floating: [], pending: null })
  }

const leaveAside = (state: State): void => {
  if (state.containers.length < 2) return
  const closed = state.containers.pop()!
  finishPending(closed)
  container(state).floating.push(...closed.blocks)
}

/** What opens around text: blocks and their properties. */
export const BLOCK_OPEN: Readonly<Record<string, Open>> = {
  'w:p': openParagraph,
  'w:pStyle': (state, attributes) => {
    const open = paragraph(state)
    if (open) open.style = attributes['w:val'] ?? null
  },
  'w:numId': (state, attributes) => {
    const open = paragraph(state)
    if (open) open.numId = attributes['w:val'] ?? null
  },
  'w:ilvl': (state, attributes) => {
    const open = paragraph(state)
    if (open) open.level = Number(attributes['w:val'] ?? 0)
  },
  'w:sectPr': (state) => {
    const open = paragraph(state)
    if (open) open.section = { headers: [], footers: [] }
    else state.lastSection = { headers: [], footers: [] }
  },
  'w:headerReference': reference('headers'),
  'w:footerReference': reference('footers'),
  'w:tbl': (state) => {
    state.tables.push({ widths: [], rows: [], row: null })
  },
  'w:gridCol': (state, attributes) => {
    table(state)?.widths.push(Number.parseFloat(attributes['w:w'] ?? ''))
  },
  'w:tr': (state) => {
    const open = table(state)
    if (open) open.row = { before: 0, after: 0, hidden: false, deleted: false, cells: [] }
  },
  'w:gridBefore': rowProperty((row, attributes) => {
    row.before = count(attributes)
  }),
  'w:gridAfter': rowProperty((row, attributes) => {
    row.after = count(attributes)
  }),
  'w:hidden': rowProperty((row, attributes) => {
    row.hidden = isOn(attributes)
  }),
  'w:tc': openCell,
  'w:gridSpan': cellProperty((cell, attributes) => {
    cell.span = Math.max(1, count(attributes))
  }),
  'w:vMerge': cellProperty((cell, attributes) => {
    cell.vertical = merge(attributes)
  }),
  'w:hMerge': cellProperty((cell, attributes) => {
    cell.horizontal = merge(attributes)
  }),
  // Word 2003 XML writes these in small letters, page headers inside of the section, and the number of a list as it is.
  'w:vmerge': cellProperty((cell, attributes) => {
    cell.vertical = merge(attributes)
  }),
  'w:hmerge': cellProperty((cell, attributes) => {
    cell.horizontal = merge(attributes)
  }),
  'w:hdr': inSection('header'),
  'w:ftr': inSection('footer'),
  'wx:t': (state, attributes) => {
    const number = attributes['wx:val'] ?? ''
    if (parent(state) === 'w:listPr' && number !== '') addText(state, `${number} `)
  },
  // Text of drawings that are no Word shapes (§21.1.2): a text box of its own.
  'a:p': openParagraph,
  'a:txBody': (state) => {
    state.containers.push({ part: 'textbox', blocks: [], cell: null, floating: [], pending: null })
  },
  'w:txbxContent': (state) => {
    state.containers.push({ part: 'textbox', blocks: [], cell: null, floating: [], pending: null })
  },
}

/** What closes around text. */
export const BLOCK_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'w:p': closeParagraph,
  'w:tbl': closeTable,
  'w:tr': closeRow,
  'w:tc': closeCell,
  'a:p': closeParagraph,
  'a:txBody': leaveAside,
  'w:txbxContent': leaveAside,
  'w:hdr': (state) => {
    if (state.depth > 1) leaveAside(state)
  },
  'w:ftr': (state) => {
    if (state.depth > 1) leaveAside(state)
  },
}
