/** Tracked changes (ECMA-376-1 §17.13.5), alternate content, content controls: which of the variants is read. */
import type { Attributes } from '../xml.ts'
import { container, paragraph, parent, type State, skip, table } from './state.ts'
import { isOn } from './styles.ts'

type Open = (state: State, attributes: Attributes) => void

/** Elements that hold earlier properties: nothing in them is in force. */
const EARLIER = ['rPr', 'pPr', 'tblPr', 'tblPrEx', 'tblGrid', 'trPr', 'tcPr', 'sectPr'].map((name) => `w:${name}Change`)

const inserted: Open = (state) => {
  state.insertions++
}

/** Deleted or moved-away content is left out; as a property it deletes the row or joins the paragraph to the next. */
const removed: Open = (state) => {
  const around = parent(state)
  const row = table(state)?.row
  if (around === 'w:trPr' && row) row.deleted = true
  else if (around === 'w:rPr' && state.path.at(-3) === 'w:pPr') {
    const open = paragraph(state)
    if (open) open.markDeleted = true
  } else state.deletions++
  skip(state)
}

export const REVISION_OPEN: Readonly<Record<string, Open>> = {
  'w:ins': inserted,
  'w:moveTo': inserted,
  'w:cellIns': inserted,
  'w:cellDel': (state) => {
    state.deletions++
  },
  'w:cellMerge': inserted,
  'w:del': removed,
  'w:moveFrom': removed,
  ...Object.fromEntries([...EARLIER, 'w:numberingChange'].map((name) => [name, skip])),
  // Every choice says the same as its fallback (ECMA-376-3 §7.5), so that one of them is enough.
  'mc:Choice': (state) => {
    if (state.chosen.has(state.depth - 1)) skip(state)
    else state.chosen.add(state.depth - 1)
  },
  'mc:Fallback': (state) => {
    if (state.chosen.has(state.depth - 1)) skip(state)
  },
  'w:sdtPr': (state) => {
    state.control = state.depth
  },
  'w:showingPlcHdr': (state, attributes) => {
    if (state.control !== null && isOn(attributes)) state.prompts.push(state.control - 1)
  },
  'w:altChunk': (state, attributes) => {
    const into = container(state)
    const id = attributes['r:id'] ?? '?'
    if (into.cell) state.inserted.push(id)
    else into.blocks.push({ kind: 'chunk', id })
  },
  'w:subDoc': (state, attributes) => {
    state.inserted.push(attributes['r:id'] ?? '?')
  },
}

export const REVISION_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'mc:AlternateContent': (state) => {
    state.chosen.delete(state.depth)
  },
  'w:sdtPr': (state) => {
    state.control = null
  },
  'w:sdt': (state) => {
    if (state.prompts.at(-1) === state.depth) state.prompts.pop()
  },
}
