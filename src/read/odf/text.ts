/** Paragraphs of an OpenDocument part (ODF 1.3 part 3, §5–§7): text, spaces, lists, notes, frames. */
import { isBlank } from '../../text.ts'
import { shownIn } from '../symbols.ts'
import type { Attributes } from '../xml.ts'
import { container, enter, exit, remark, type State, skip } from './state.ts'
import { labelOf, styleOf } from './styles.ts'

type Open = (state: State, attributes: Attributes) => void

/** Adds text that is not to be collapsed. */
function put(state: State, raw: string): void {
  const { open } = container(state)
  if (!open || raw === '') return
  const flags = open.spans
  const { text, unknown } = shownIn(flags.findLast((span) => span.font !== '')?.font ?? '', raw)
  for (const symbol of unknown) remark(state, 'READ-SYMBOL', symbol)
  if (flags.some((span) => span.hidden)) {
    open.hiddenText += text
    return
  }
  if (flags.some((span) => span.struck) && text.trim() !== '') remark(state, 'READ-STRUCK-TEXT', text)
  if (flags.at(-1)?.raised && /^\d/.test(text) && /\d$/.test(open.text)) remark(state, 'READ-SUPERSCRIPT', text)
  open.text += text
}

/** Characters of the part: white space collapses, at the start of a paragraph to nothing. */
export function addCharacters(state: State, raw: string): void {
  if (state.aside !== null) {
    state.aside += raw
    return
  }
  const { open } = container(state)
  if (!open) return
  let text = raw.replace(/[\t\r\n ]+/g, ' ')
  if (open.blank) text = text.replace(/^ /, '')
  if (text === '') return
  open.blank = text.endsWith(' ')
  put(state, text)
}

const literal =
  (text: (attributes: Attributes) => string): Open =>
  (state, attributes) => {
    put(state, text(attributes))
    const { open } = container(state)
    if (open) open.blank = false
  }

/** The number of the list item that begins with this paragraph. */
function label(state: State): string {
  const list = state.lists.at(-1)
  if (!list || list.labelled) return ''
  list.labelled = true
  const levels = state.styles.lists.get(list.style)
  if (!levels) return ''
  const text = labelOf(levels, state.lists.map(({ count }) => count)) // biome-ignore format: one line
  if (text === null) remark(state, 'READ-NUMBERING', list.style)
  return text ? `${text} ` : ''
}

/** A paragraph inside of another one stands in a shape: it is read as a text box. */
const openParagraph: Open = (state, attributes) => {
  if (container(state).open) enter(state, 'textbox')
  const into = container(state)
  const style = styleOf(state.styles, 'paragraph', attributes['text:style-name'])
  const flags = {
    hidden: style?.hidden ?? false,
    struck: style?.struck ?? false,
    raised: false,
    font: style?.font ?? '',
  }
  into.open = { text: '', hiddenText: '', remarks: [], spans: [flags], blank: true }
  into.open.text = label(state)
}

function closeParagraph(state: State): void {
  const into = container(state)
  const { open } = into
  if (!open) return
  into.open = null
  const hidden = isBlank(open.text) && open.hiddenText.trim() !== ''
  if (open.hiddenText.trim() !== '') open.remarks.push({ rule: 'READ-HIDDEN-TEXT', found: open.hiddenText })
  const text = hidden ? open.hiddenText : open.text
  into.blocks.push({ kind: 'paragraph', part: into.part, text, hidden, remarks: open.remarks })
  into.blocks.push(...into.floating.splice(0))
  // A paragraph inside of another one opened a place of its own.
  leave(state)
}

/** Closes a container: what it holds follows the block around it. */
function leave(state: State): void {
  const closed = exit(state)
  if (closed) container(state).floating.push(...closed.blocks, ...closed.floating)
}

const openList: Open = (state, attributes) => {
  const style = attributes['text:style-name'] ?? state.lists.at(-1)?.style ?? ''
  const goesOn = attributes['text:continue-numbering'] === 'true' || attributes['text:continue-list'] !== undefined
  const first = state.styles.lists.get(style)?.get(state.lists.length + 1)?.start ?? 1
  const count = goesOn ? (state.counts.get(`${style} ${state.lists.length}`) ?? first - 1) : first - 1
  state.lists.push({ style, count, labelled: true })
}

const openItem: Open = (state, attributes) => {
  const list = state.lists.at(-1)
  if (!list) return
  list.count = attributes['text:start-value'] === undefined ? list.count + 1 : Number(attributes['text:start-value'])
  list.labelled = false
  state.counts.set(`${list.style} ${state.lists.length - 1}`, list.count)
}

export const TEXT_OPEN: Readonly<Record<string, Open>> = {
  'text:p': openParagraph,
  'text:h': openParagraph,
  'text:span': (state, attributes) => {
    const style = styleOf(state.styles, 'text', attributes['text:style-name'])
    container(state).open?.spans.push({
      hidden: style?.hidden ?? false,
      struck: style?.struck ?? false,
      raised: style?.raised ?? false,
      font: style?.font ?? '',
    })
  },
  'text:s': literal((attributes) => ' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, 1000))),
  'text:tab': literal(() => '\t'),
  'text:line-break': literal(() => '\n'),
  'text:list': openList,
  'text:list-item': openItem,
  'text:note': (state) => remark(state, 'READ-NOTE-MARK', null),
  'text:note-citation': skip,
  'text:note-body': (state) => enter(state, 'note'),
  'office:annotation': (state) => enter(state, 'comment'),
  'draw:text-box': (state) => enter(state, 'textbox'),
  'draw:image': (state) => remark(state, 'READ-PICTURE', null),
  'draw:object': (state) => remark(state, 'READ-OBJECT', 'object'),
  'draw:object-ole': (state) => remark(state, 'READ-OBJECT', 'OLE'),
  'text:ruby-text': (state) => {
    state.aside = ''
  },
  'text:tracked-changes': (state) => {
    state.deletions++
    skip(state)
  },
  'text:sequence-decls': skip,
  'text:table-of-content-source': skip,
  'office:forms': skip,
  'office:event-listeners': skip,
  'table:content-validations': skip,
  'table:tracked-changes': skip,
  'svg:title': skip,
  'svg:desc': skip,
}

export const TEXT_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'text:p': closeParagraph,
  'text:h': closeParagraph,
  'text:span': (state) => {
    container(state).open?.spans.pop()
  },
  'text:list': (state) => {
    state.lists.pop()
  },
  'text:note-body': leave,
  'office:annotation': leave,
  'draw:text-box': leave,
  'text:ruby-text': (state) => {
    const guide = state.aside ?? ''
    state.aside = null
    if (guide.trim() !== '') remark(state, 'READ-RUBY', guide)
  },
}
