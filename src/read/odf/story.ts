/** Reads `content.xml` or the page headers of `styles.xml` of an OpenDocument file. */
import type { Limits } from '../../model.ts'
import { type Attributes, parseXml } from '../xml.ts'
import type { OdfBlock } from './draft.ts'
import { enter, exit, type State } from './state.ts'
import { type OdfStyles, styleCollector } from './styles.ts'
import { TABLE_CLOSE, TABLE_OPEN } from './table.ts'
import { addCharacters, TEXT_CLOSE, TEXT_OPEN } from './text.ts'

/** Page headers and footers (ODF 1.3 part 3, §16.11): what is shown on every page; sheet names and page numbers are not read. */
const MASTER_OPEN: Readonly<Record<string, (state: State, attributes: Attributes) => void>> = Object.fromEntries(
  [
    ...['header', 'header-left', 'header-first'].map((name) => [name, 'header'] as const),
    ...['footer', 'footer-left', 'footer-first'].map((name) => [name, 'footer'] as const),
  ].map(([name, part]) => [
    `style:${name}`,
    (state: State, attributes: Attributes) => {
      if (attributes['style:display'] === 'false') state.skipFrom = state.depth
      else enter(state, part)
    },
  ]),
)
const closeMaster = (state: State) => {
  const closed = exit(state)
  if (closed) state.containers[0]!.blocks.push(...closed.blocks, ...closed.floating)
}
const MASTER_CLOSE = Object.fromEntries(Object.keys(MASTER_OPEN).map((name) => [name, closeMaster]))
const FIELDS = ['text:sheet-name', 'text:page-number', 'text:page-count', 'text:file-name']
const SKIPPED = Object.fromEntries(FIELDS.map((name) => [name, (state: State) => { state.skipFrom = state.depth }])) // biome-ignore format: one line

const BODY = { open: { ...TEXT_OPEN, ...TABLE_OPEN }, close: { ...TEXT_CLOSE, ...TABLE_CLOSE } }
const MASTER = {
  open: { ...TEXT_OPEN, ...TABLE_OPEN, ...SKIPPED, ...MASTER_OPEN },
  close: { ...TEXT_CLOSE, ...TABLE_CLOSE, ...MASTER_CLOSE },
}

/** The blocks of a part in order; styles are collected on the way. Throws a ReadError. */
export function readOdfPart(
  bytes: Uint8Array,
  name: string,
  styles: OdfStyles,
  limits: Limits,
): { readonly blocks: readonly OdfBlock[]; readonly deletions: number } {
  const { open, close } = name === 'styles.xml' ? MASTER : BODY
  const opens = new Map(Object.entries(open))
  const closes = new Map(Object.entries(close))
  const collect = styleCollector(styles)
  const state: State = {
    limits,
    styles,
    containers: [{ part: 'body', blocks: [], floating: [], open: null, depth: 0, cell: null }],
    tables: [],
    lists: [],
    counts: new Map(),
    path: [],
    skipFrom: 0,
    depth: 0,
    cells: 0,
    deletions: 0,
    aside: null,
  }
  parseXml(bytes, name, limits, {
    open(element, attributes) {
      state.depth++
      if (state.skipFrom > 0) return
      state.path.push(element)
      collect(element, attributes)
      opens.get(element)?.(state, attributes)
    },
    close(element) {
      if (state.skipFrom === 0) closes.get(element)?.(state)
      if (state.skipFrom === 0 || state.skipFrom === state.depth) {
        state.skipFrom = 0
        state.path.pop()
      }
      state.depth--
    },
    text(text) {
      if (state.skipFrom === 0) addCharacters(state, text)
    },
  })
  const root = state.containers[0]!
  return { blocks: [...root.blocks, ...root.floating], deletions: state.deletions }
}
