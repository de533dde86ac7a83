/** Reads one part of a .docx: body, header, footer, notes or comments, as a handler of SAX events. */
import type { Paragraph } from '../../model.ts'
import { type Attributes, parseXml, type XmlHandler } from '../xml.ts'
import { BLOCK_CLOSE, BLOCK_OPEN, finishPending } from './blocks.ts'
import type { StoryDraft } from './draft.ts'
import { FIELD_CLOSE, FIELD_OPEN } from './fields.ts'
import { MATH_CLOSE, MATH_OPEN } from './math.ts'
import { REVISION_CLOSE, REVISION_OPEN } from './revisions.ts'
import { RUN_CLOSE, RUN_OPEN } from './runs.ts'
import { type State, type StoryContext, skip } from './state.ts'

/** The lines that separate notes from the page (§17.11.10) are no notes. */
const separator = (state: State, attributes: Attributes) => {
  if ((attributes['w:type'] ?? 'normal') !== 'normal') skip(state)
}

const OPEN = new Map<string, (state: State, attributes: Attributes) => void>(
  Object.entries({
    ...RUN_OPEN,
    ...FIELD_OPEN,
    ...MATH_OPEN,
    ...BLOCK_OPEN,
    ...REVISION_OPEN,
    'w:footnote': separator,
    'w:endnote': separator,
  }),
)
const CLOSE = new Map(
  Object.entries({ ...RUN_CLOSE, ...FIELD_CLOSE, ...MATH_CLOSE, ...BLOCK_CLOSE, ...REVISION_CLOSE }),
)

function newState(part: Paragraph['part'], context: StoryContext): State {
  return {
    context,
    path: [],
    skipFrom: 0,
    depth: 0,
    containers: [{ part, blocks: [], cell: null, floating: [], pending: null }],
    paragraphs: [],
    tables: [],
    fields: [],
    sections: [],
    run: null,
    collecting: null,
    preserve: false,
    aside: null,
    equations: [],
    cells: 0,
    insertions: 0,
    deletions: 0,
    unbalanced: false,
    lastSection: null,
    chosen: new Set(),
    control: null,
    prompts: [],
    inserted: [],
  }
}

/** Takes the events of one part and ends as its draft: other formats that speak in these elements use it as well. */
export interface StoryHandler extends XmlHandler {
  finish(): StoryDraft
}

/** A handler for the events of one part. Throws a ReadError when a limit is passed. */
export function storyHandler(part: Paragraph['part'], context: StoryContext): StoryHandler {
  const state = newState(part, context)
  return {
    open(element, attributes) {
      state.depth++
      if (state.skipFrom > 0) return
      state.path.push(element)
      OPEN.get(element)?.(state, attributes)
    },
    close(element) {
      if (state.skipFrom > 0 && state.skipFrom !== state.depth) {
        state.depth--
        return
      }
      if (state.skipFrom === 0) CLOSE.get(element)?.(state)
      state.skipFrom = 0
      state.path.pop()
      state.depth--
    },
    text(text) {
      if (state.collecting !== null && state.skipFrom === 0) state.collecting += text
    },
    finish: () => finish(state),
  }
}

function finish(state: State): StoryDraft {
  const root = state.containers[0]!
  finishPending(root)
  const { sections, inserted, insertions, deletions } = state
  const blocks = [...root.blocks, ...root.floating]
  const { headers = [], footers = [] } = state.lastSection ?? {}
  return {
    blocks,
    sections: [...sections, { end: blocks.length, headers, footers }],
    inserted,
    insertions,
    deletions,
    unbalanced: state.unbalanced || state.fields.length > 0,
  }
}

/** Reads one part's XML. Throws a ReadError when it is no XML or passes a limit. */
export function readStory(bytes: Uint8Array, name: string, part: Paragraph['part'], context: StoryContext): StoryDraft {
  const handler = storyHandler(part, context)
  parseXml(bytes, name, context.limits, handler)
  return handler.finish()
}
