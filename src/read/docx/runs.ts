/** Text of runs (ECMA-376-1 §17.3.2–3): what is printed, what is hidden, symbols, breaks, notes, pictures. */

import { isSymbolFont, shownIn, symbolOf } from '../symbols.ts'
import type { Attributes } from '../xml.ts'
import { container, paragraph, parent, remark, type State, skip } from './state.ts'
import { isOn } from './styles.ts'

type Open = (state: State, attributes: Attributes) => void

/**
 * Adds printed text to the open paragraph: nothing inside of a field's code, apart when hidden. `shown` text is
 * Unicode already, whatever the font.
 */
export function addText(state: State, raw: string, shown = false): void {
  const open = paragraph(state)
  if (!open || raw === '') return
  const code = state.fields.findLast((field) => field.inCode)
  if (code) {
    code.code += raw
    return
  }
  if (state.aside !== null) {
    state.aside += raw
    return
  }
  for (const field of state.fields) field.produced = true
  const { run } = state
  if (run?.vanish) {
    open.hiddenText += raw
    return
  }
  const set = run && !shown ? shownIn(run.font, raw, run.symbolFont) : { text: raw, unknown: [] }
  const { text } = set
  const afterDigit = /\d$/.test(open.text)
  open.text += text
  for (const symbol of set.unknown) remark(state, 'READ-SYMBOL', symbol, text.length)
  if (run?.strike && text.trim() !== '') remark(state, 'READ-STRUCK-TEXT', text, text.length)
  if (run?.raised && afterDigit && /^\d/.test(text)) remark(state, 'READ-SUPERSCRIPT', text, text.length)
  if (state.prompts.length > 0 && text.trim() !== '') remark(state, 'READ-PLACEHOLDER', text, text.length)
}

/** The text of `w:t` as Word shows it: outer white space counts only under `xml:space="preserve"`. */
export function shownText(raw: string, preserve: boolean): string {
  const flat = raw.replace(/[\r\n]+/g, ' ')
  return preserve ? flat : flat.replace(/^[ \t]+|[ \t]+$/g, '')
}

const openRun: Open = (state) => {
  const style = paragraph(state)?.style
  const inherited = style ? state.context.styles?.(style) : undefined
  state.run = {
    vanish: inherited?.vanish ?? false,
    strike: inherited?.strike ?? false,
    raised: false,
    font: '',
    symbolFont: '',
  }
}

/** A property of the open run; the same elements in paragraph marks and numbering say nothing about text. */
const runProperty =
  (set: (run: NonNullable<State['run']>, attributes: Attributes, state: State) => void): Open =>
  (state, attributes) => {
    if (state.run && parent(state) === 'w:rPr') set(state.run, attributes, state)
  }

const text =
  (shown: string): Open =>
  (state) => {
    if (parent(state) !== 'w:tabs') addText(state, shown)
  }

const startText: Open = (state, attributes) => {
  state.collecting = ''
  state.preserve = attributes['xml:space'] === 'preserve'
}

const symbol: Open = (state, attributes) => {
  const code = Number.parseInt(attributes['w:char'] ?? '', 16)
  if (!(code >= 0 && code <= 0x10ffff)) return
  const font = attributes['w:font'] ?? ''
  const shown = symbolOf(font, code)
  addText(state, shown ?? String.fromCodePoint(code), true)
  if (shown === undefined)
    remark(state, 'READ-SYMBOL', `${font} U+${code.toString(16).toUpperCase().padStart(4, '0')}`, 1)
}

const note: Open = (state) => {
  // A note begins with its own mark in the binary format.
  if (container(state).part !== 'note') remark(state, 'READ-NOTE-MARK', null)
}
const picture: Open = (state) => {
  if (!state.path.includes('w:object') && !state.fields.some((field) => field.inCode))
    remark(state, 'READ-PICTURE', null)
}
const object =
  (what: string): Open =>
  (state, attributes) =>
    remark(state, 'READ-OBJECT', attributes.ProgID ?? what)

/** What opens inside of a paragraph. */
export const RUN_OPEN: Readonly<Record<string, Open>> = {
  'w:r': openRun,
  'w:vanish': runProperty((run, attributes) => {
    run.vanish = isOn(attributes)
  }),
  'w:strike': runProperty((run, attributes) => {
    run.strike = isOn(attributes)
  }),
  'w:dstrike': runProperty((run, attributes) => {
    run.strike = isOn(attributes)
  }),
  'w:vertAlign': runProperty((run, attributes) => {
    run.raised = attributes['w:val'] === 'superscript'
  }),
  'w:position': runProperty((run, attributes) => {
    if (Number.parseFloat(attributes['w:val'] ?? '') > 0) run.raised = true
  }),
  'w:rFonts': runProperty((run, attributes) => {
    run.font = attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? ''
    const fonts = [run.font, attributes['w:hAnsi'], attributes['w:cs'], attributes['w:eastAsia']]
    run.symbolFont = fonts.find((font) => font !== undefined && isSymbolFont(font)) ?? run.font
  }),
  'w:rStyle': runProperty((run, attributes, state) => {
    const style = state.context.styles?.(attributes['w:val'] ?? '')
    run.vanish = style?.vanish ?? run.vanish
    run.strike = style?.strike ?? run.strike
  }),
  'w:t': startText,
  'w:sym': symbol,
  'w:tab': text('\t'),
  'w:ptab': text('\t'),
  'w:br': text('\n'),
  'w:cr': text('\n'),
  'w:noBreakHyphen': text('-'),
  'w:footnoteReference': note,
  'w:endnoteReference': note,
  'w:rt': (state) => {
    state.aside = ''
  },
  'pic:pic': picture,
  'v:imagedata': picture,
  'w:contentPart': picture,
  'o:OLEObject': object('OLE'),
  'c:chart': object('chart'),
  'dgm:relIds': object('SmartArt'),
  'w:control': object('ActiveX'),
  'v:textpath': (state, attributes) => {
    const text = attributes.string ?? ''
    if (text.trim() !== '') remark(state, 'READ-OBJECT', `WordArt: ${text}`)
  },
  'a:t': (state) => {
    state.collecting = ''
    state.preserve = true
  },
  'a:br': text('\n'),
  'w:delText': skip,
  'w:delInstrText': skip,
}

/** What closes inside of a paragraph. */
export const RUN_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'w:r': (state) => {
    state.run = null
  },
  'w:t': (state) => {
    const raw = state.collecting ?? ''
    state.collecting = null
    addText(state, shownText(raw, state.preserve))
  },
  'a:t': (state) => {
    addText(state, state.collecting ?? '')
    state.collecting = null
  },
  'w:rt': (state) => {
    const guide = state.aside ?? ''
    state.aside = null
    if (guide.trim() !== '') remark(state, 'READ-RUBY', guide)
  },
}
