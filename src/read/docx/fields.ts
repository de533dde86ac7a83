/** Fields (ECMA-376-1 §17.16): their results are text; what Word works out without a stored result is worked out or reported. */

import { symbolOf } from '../symbols.ts'
import type { Attributes } from '../xml.ts'
import { addText } from './runs.ts'
import { type OpenField, parent, remark, type State } from './state.ts'
import { isOn } from './styles.ts'

/** Fields that print nothing: marks for tables of contents and indexes, bookkeeping. */
const SILENT = /^(?:TC|TA|XE|RD|SET|PRIVATE|BOOKMARK|ADDIN|GOTOBUTTON|MACROBUTTON|ADVANCE|ASK|HYPERLINK|TOC|INDEX)?$/i

const CIRCLED: Readonly<Record<string, string>> = { '√': '☑', '✓': '☑', '×': '☒', x: '☒', X: '☒' }

/** Word's enclosed characters (带圈字符): `EQ \o\ac(□,√)`, the second argument inside of the first. */
function enclosed(frame: string, inner: string): string {
  if (/^[□☐◻]$/.test(frame) && CIRCLED[inner]) return CIRCLED[inner]
  const number = Number(inner)
  if (/^[○◯〇]$/.test(frame) && number >= 1 && number <= 20) return String.fromCodePoint(0x245f + number)
  return frame + inner
}

/** What Word prints for a field that never has a stored result; null when that is not known. */
function compute(code: string): string | null {
  const text = code.trim()
  const circle = /^EQ\s+\\o\s*(?:\\a[clr]\s*)?\(\s*(.+?)\s*[,;，]\s*(.+?)\s*\)$/i.exec(text)
  if (circle) return enclosed(circle[1]!, circle[2]!)
  const fraction = /^EQ\s+\\f\s*\(\s*([^()]+?)\s*[,;，]\s*([^()]+?)\s*\)$/i.exec(text)
  if (fraction) return `${fraction[1]}/${fraction[2]}`
  const guide = /^EQ\s.*\\s\s*\\(?:up|do)\s*\d*\s*\(.*?\)\s*[,;，]\s*(.+)\)$/i.exec(text)
  if (guide) return guide[1]!
  const symbol = /^SYMBOL\s+(0x[\da-f]+|\d+)(?:.*?\\f\s+"?([^"\\]+?)"?\s*(?:\\|$))?/i.exec(text)
  if (symbol) return symbolOf(symbol[2] ?? 'Symbol', Number(symbol[1])) ?? null
  const quote = /^QUOTE\s+"([^"]*)"/i.exec(text)
  return quote ? quote[1]! : null
}

function begin(state: State): OpenField {
  const field: OpenField = { inCode: true, code: '', produced: false, box: null, entries: [], entry: 0 }
  state.fields.push(field)
  return field
}

/** Ends the innermost field; adds what it prints when it printed nothing so far. */
function end(state: State): void {
  const field = state.fields.pop()
  if (!field) {
    state.unbalanced = true
    return
  }
  if (field.produced || state.fields.some((outer) => outer.inCode)) return
  const code = field.code.trim()
  if (field.entries.length > 0) addText(state, field.entries[field.entry] ?? field.entries[0]!)
  else if (field.box !== null) addText(state, field.box)
  else if (field.inCode) {
    const shown = compute(code)
    if (shown !== null) {
      addText(state, shown)
      remark(state, 'READ-FIELD-COMPUTED', code, shown.length)
    } else if (!SILENT.test(code.split(/\s/)[0] ?? '')) remark(state, 'READ-FIELD-NO-RESULT', code)
  }
}

/** The box of the innermost field: `w:checkBox` (§17.16.7) with `w:default` and `w:checked`. */
function setBox(state: State, attributes: Attributes): void {
  const field = state.fields.at(-1)
  if (field && parent(state) === 'w:ddList') field.entry = Number(attributes['w:val'] ?? 0)
  if (field && parent(state) === 'w:checkBox') field.box = isOn(attributes) ? '☑' : '☐'
}

export const FIELD_OPEN: Readonly<Record<string, (state: State, attributes: Attributes) => void>> = {
  'w:fldChar': (state, attributes) => {
    if (!state.context.fields) return
    const type = attributes['w:fldCharType']
    const field = state.fields.at(-1)
    if (type === 'begin') begin(state)
    else if (type === 'separate' && field) field.inCode = false
    else if (type === 'end') end(state)
  },
  'w:fldSimple': (state, attributes) => {
    const field = begin(state)
    field.inCode = false
    field.code = attributes['w:instr'] ?? ''
  },
  'w:instrText': (state) => {
    state.collecting = ''
  },
  'w:checkBox': (state) => {
    const field = state.fields.at(-1)
    if (field) field.box = '☐'
  },
  'w:listEntry': (state, attributes) => {
    state.fields.at(-1)?.entries.push(attributes['w:val'] ?? '')
  },
  'w:result': (state, attributes) => {
    const field = state.fields.at(-1)
    if (field && parent(state) === 'w:ddList') field.entry = Number(attributes['w:val'] ?? 0)
  },
  'w:default': setBox,
  'w:checked': setBox,
}

export const FIELD_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'w:instrText': (state) => {
    const code = state.fields.findLast((field) => field.inCode)
    if (code) code.code += state.collecting ?? ''
    state.collecting = null
  },
  'w:fldSimple': (state) => {
    const field = state.fields.at(-1)
    if (field) field.inCode = !field.produced
    end(state)
  },
}
