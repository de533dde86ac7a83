/** Office Math (ECMA-376-1 §22.1): its text in order, with the signs that Word draws between the parts. */
import type { Attributes } from '../xml.ts'
import { addText } from './runs.ts'
import { type Equation, paragraph, parent, remark, type State } from './state.ts'

const open = (before: string, between: string, after: string) => (state: State) => {
  state.equations.push({ before, between, after, seen: 0 })
}

const close = (state: State) => addText(state, state.equations.pop()?.after ?? '')

/** An argument of the innermost equation begins: prints what stands before or between arguments. */
function argument(state: State): void {
  const equation = state.equations.at(-1)
  if (!equation) return
  addText(state, equation.seen === 0 ? equation.before : equation.between)
  equation.seen++
}

const sign =
  (set: (equation: Equation, value: string) => void) =>
  (state: State, attributes: Attributes): void => {
    const equation = state.equations.at(-1)
    if (equation) set(equation, attributes['m:val'] ?? '')
  }

export const MATH_OPEN: Readonly<Record<string, (state: State, attributes: Attributes) => void>> = {
  'm:t': (state) => {
    state.collecting = ''
  },
  'm:f': open('', '/', ''),
  'm:num': argument,
  'm:den': argument,
  'm:d': open('(', '|', ')'),
  'm:rad': open('√', '', ''),
  'm:nary': open('∫', '', ''),
  'm:begChr': sign((equation, value) => {
    equation.before = value
  }),
  'm:endChr': sign((equation, value) => {
    equation.after = value
  }),
  'm:chr': (state, attributes) => {
    const equation = state.equations.at(-1)
    if (equation && parent(state) === 'm:naryPr') equation.before = attributes['m:val'] ?? ''
  },
  'm:naryPr': () => undefined,
  'm:e': (state) => {
    const around = parent(state)
    if (around === 'm:d' || around === 'm:rad' || around === 'm:nary') argument(state)
    else if (around === 'm:mr' && !/\s$/.test(paragraph(state)?.text ?? ' ')) addText(state, ' ')
  },
}

export const MATH_CLOSE: Readonly<Record<string, (state: State) => void>> = {
  'm:t': (state) => {
    const text = state.collecting ?? ''
    state.collecting = null
    const raised = state.path.includes('m:sup') && /\d$/.test(paragraph(state)?.text ?? '')
    addText(state, text)
    if (raised && /^\d/.test(text)) remark(state, 'READ-SUPERSCRIPT', text, text.length)
  },
  'm:f': close,
  'm:d': close,
  'm:rad': close,
  'm:nary': close,
}
