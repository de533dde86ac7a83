/** `xl/styles.xml`: built-in Chinese date formats made explicit, and the cell formats that centre across columns. */
import type { Limits } from '../../model.ts'
import { decodeXml, parseXml } from '../xml.ts'
import { CHINESE_FORMATS } from './number.ts'
import { addressOf } from './sheet.ts'

/**
 * Declares the date formats that a file uses by number only. Their meaning depends on the language of Excel; without a
 * declaration SheetJS shows them as plain dates. Returns null when nothing has to be declared.
 */
export function declareFormats(styles: Uint8Array): Uint8Array | null {
  const xml = decodeXml(styles)
  const used = new Set([...xml.matchAll(/<(?:\w+:)?xf\b[^>]*\bnumFmtId="(\d+)"/g)].map((match) => Number(match[1])))
  const declared = new Set(
    [...xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*\bnumFmtId="(\d+)"/g)].map((match) => Number(match[1])),
  )
  const missing = Object.entries(CHINESE_FORMATS).filter(([id]) => used.has(Number(id)) && !declared.has(Number(id)))
  if (missing.length === 0) return null
  const formats = missing
    .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
    .join('')
  const list = /<numFmts\b[^>]*>/.exec(xml)?.[0]
  const patched = list
    ? xml.replace(list, (tag) => (tag.endsWith('/>') ? `<numFmts>${formats}</numFmts>` : tag + formats))
    : xml.replace(/<styleSheet\b[^>]*>/, (tag) => `${tag}<numFmts>${formats}</numFmts>`)
  return new TextEncoder().encode(patched.replace(/encoding=["'][\w-]+["']/, 'encoding="UTF-8"'))
}

/** Indexes of the cell formats (`cellXfs`) that are centred across columns (ECMA-376-1 §18.18.40, centerContinuous). */
export function acrossFormats(styles: Uint8Array, part: string, limits: Limits): ReadonlySet<number> {
  const found = new Set<number>()
  let inside = false
  let index = -1
  parseXml(styles, part, limits, {
    open(name, attributes) {
      if (name === 'cellXfs') inside = true
      else if (inside && name === 'xf') index++
      else if (inside && name === 'alignment' && attributes.horizontal === 'centerContinuous') found.add(index)
    },
    close(name) {
      if (name === 'cellXfs') inside = false
    },
    text: () => undefined,
  })
  return found
}

/** A cell as far as centring across columns goes: `full` when it holds something. */
export interface AcrossCell {
  readonly row: number
  readonly column: number
  readonly across: boolean
  readonly full: boolean
}

/**
 * Addresses of the cells that are centred over blank cells at their right, and of those. `cells` are those of a sheet in
 * reading order; one that is not there ends what it interrupts.
 */
export function runsAcross(cells: Iterable<AcrossCell>): ReadonlySet<string> {
  const found = new Set<string>()
  let before: AcrossCell | null = null
  let last: AcrossCell | null = null
  for (const cell of cells) {
    const beside = last !== null && last.row === cell.row && last.column + 1 === cell.column
    if (!beside || !cell.across) before = null
    if (cell.across && cell.full) before = cell
    else if (cell.across && before !== null)
      found.add(addressOf(before.row, before.column)).add(addressOf(cell.row, cell.column))
    last = cell
  }
  return found
}

/** `D13` → 3. */
function columnOf(address: string): number {
  let column = 0
  for (const letter of /^[A-Z]*/.exec(address)![0]) column = 26 * column + letter.charCodeAt(0) - 64
  return column - 1
}

/** The same of a sheet of an .xlsx, whose cell formats with these indexes are centred across columns. */
export function acrossCells(
  sheet: Uint8Array,
  part: string,
  formats: ReadonlySet<number>,
  limits: Limits,
): ReadonlySet<string> {
  const cells: AcrossCell[] = []
  let [row, column, across, full, within] = [-1, -1, false, false, false]
  parseXml(sheet, part, limits, {
    open(name, attributes) {
      if (name === 'row') [row, column] = [Number(attributes.r ?? row + 2) - 1, -1]
      else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        ;[across, full, within] = [formats.has(Number(attributes.s ?? -1)), false, true]
      } else if ((name === 'v' || name === 'is') && within) full = true
    },
    close(name) {
      if (name !== 'c') return
      if (across) cells.push({ row, column, across, full })
      within = false
    },
    text: () => undefined,
  })
  return runsAcross(cells)
}
