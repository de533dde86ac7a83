/** A cell of a workbook as text and stored value, with what there is to say about it. */
import type { Stored } from '../../model.ts'
import type { ReadRule } from '../findings.ts'
import { formatText, type SheetCell } from '../sheetjs.ts'
import { decimalOf, displayed, isoOf, numberFormatOf } from './number.ts'

/** What a cell shows and stores; `problem` is a finding about it with what was found. */
export interface CellReading {
  readonly text: string
  readonly stored: Stored | null
  readonly problem: readonly [ReadRule, string] | null
}

const breaks = (text: string) => text.replace(/\r\n?/g, '\n')

function readNumber(cell: SheetCell, value: number, date1904: boolean): CellReading {
  const format = numberFormatOf(cell.format)
  const iso = format.date ? isoOf(value, date1904) : null
  const stored: Stored = {
    type: iso === null ? 'number' : 'date',
    value: iso ?? decimalOf(value),
    format: format.code === 'General' ? null : format.code,
    formula: cell.formula ?? null,
  }
  const text = displayed(value, format, cell.shown, date1904)
  if (text === undefined) return { text: stored.value ?? '', stored, problem: ['READ-FORMAT', cell.format ?? ''] }
  if (text === '') return { text, stored, problem: ['READ-HIDDEN-NUMBER', stored.value ?? ''] }
  return { text, stored, problem: null }
}

/** Text that its format shows otherwise: `@"元"` adds to it, `;;;` hides it. */
function readText(value: string, format: string, formula: string | null): CellReading {
  const text = formatText(format, value) ?? value
  const stored: Stored | null = text === value && formula === null ? null : { type: 'text', value, format, formula }
  const hidden = text === '' && value.trim() !== ''
  return { text, stored, problem: hidden ? ['READ-HIDDEN-NUMBER', value] : null }
}

/** Reads a cell. Text keeps its line breaks as `\n`; text without a formula stores nothing beside itself. */
export function readCell(cell: SheetCell, date1904: boolean): CellReading {
  const { type, value } = cell
  const formula = cell.formula ?? null
  const plain = (kind: Stored['type'], text: string | null): Stored => ({
    type: kind,
    value: text,
    format: null,
    formula,
  })
  if (type === 'z' || value === undefined || value === null)
    return formula === null
      ? { text: '', stored: null, problem: null }
      : { text: '', stored: plain('number', null), problem: ['READ-FORMULA-NO-VALUE', `=${formula}`] }
  if (typeof value === 'number' && type === 'n') return readNumber(cell, value, date1904)
  if (type === 'e') {
    const text = cell.shown ?? String(value)
    return { text, stored: plain('error', text), problem: ['READ-ERROR-VALUE', text] }
  }
  if (typeof value === 'boolean') {
    const text = cell.shown ?? String(value).toUpperCase()
    return { text, stored: plain('boolean', String(value)), problem: null }
  }
  if (value instanceof Date) {
    const iso = Number.isNaN(value.getTime()) ? null : value.toISOString()
    const text = iso?.replace(/T00:00:00.*|\..*/, '') ?? ''
    return { text: cell.shown ?? text, stored: plain('date', text === '' ? null : text), problem: null }
  }
  const text = breaks(String(value))
  const format = numberFormatOf(cell.format)
  if (format.text) return readText(text, format.code, formula)
  return { text, stored: formula === null ? null : plain('text', text), problem: null }
}
