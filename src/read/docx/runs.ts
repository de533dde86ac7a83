/** Text of runs (ECMA-376-1 §17.3.2–3): what is printed, what is hidden, symbols, breaks, notes, pictures. */
import type { Attributes } from '../xml.ts'
import { paragraph, parent, remark, type State, skip } from './state.ts'
import { isOn } from './styles.ts'
import { isSymbolFont, symbolOf } from './symbols.ts'

type Open = (state: State, attributes: Attributes) => void

const HEX = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

/** A character of a symbol font as Unicode; one without a counterpart stays and is reported. */
function translate(state: State, font: string, code: number): string {
  const shown = symbolOf(font, code)
  if (shown === undefined) remark(state, 'READ-SYMBOL', `${font} ${HEX(code)}`)
  return shown ?? String.fromCodePoint(code)
}

function translateAll(state: State, font: string, text: string): string {
  const symbols = isSymbolFont(font)
  if (!symbols && !/[\uf020-\uf0ff]/.test(text)) return text
  return [...text]
    .map((char) => {
      const code = char.codePointAt(0)!
      const isPrivate = code >= 0xf020 && code <= 0xf0ff
      if (isPrivate) return translate(state, symbols ? font : 'Wingdings', code)
      return symbols && code < 0x100 ? translate(state, font, code) : char
    })
    .join('')
}

/** Adds printed text to the open paragraph: nothing inside of a field's code, apart when hidden. */
export function addText(state: State, raw: string): void {
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
  const text = run ? translateAll(state, run.font, raw) : raw
  const afterDigit = /\d$/.test(open.text)
  open.text += text
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
  state.run = { vanish: inherited?.vanish ?? false, strike: inherited?.strike ?? false, raised: false, font: '' }
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
  if (Number.isNaN(code)) return
  addText(state, translate(state, attributes['w:font'] ?? '', code))
}

const note: Open = (state) => remark(state, 'READ-NOTE-MARK', null)
const picture: Open = (state) => {
  if (!state.path.includes('w:object')) remark(state, 'READ-PICTURE', null)
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
  'w:rFonts': runProperty((run, attributes) => {
    run.font = attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? ''
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
  'w:rt': (state) => {
    const guide = state.aside ?? ''
    state.aside = null
    if (guide.trim() !== '') remark(state, 'READ-RUBY', guide)
  },
}
