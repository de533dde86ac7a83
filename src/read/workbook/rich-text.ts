/** Text whose looks change what it means (.xlsx only): raised digits behind digits, struck words, cells in a struck font. */
import type { Limits } from '../../model.ts'
import { mentions } from '../bytes.ts'
import type { ReadRule } from '../findings.ts'
import { type Attributes, parseXml } from '../xml.ts'

/** Text of a cell → what there is to say about it. */
export type RichRemarks = ReadonlyMap<string, readonly [ReadRule, string]>

const ignore = () => undefined
const isOn = ({ val }: Attributes) => val === undefined || !/^(?:0|false)$/.test(val)

/** The remarks about the rich texts (ECMA-376-1 §18.4) of a part: shared ones, or those that stand in the cells. */
export function richRemarks(bytes: Uint8Array, part: string, limits: Limits): RichRemarks {
  const found = new Map<string, readonly [ReadRule, string]>()
  if (!mentions(bytes, 'superscript') && !mentions(bytes, '<strike') && !mentions(bytes, ':strike')) return found
  let text = ''
  let remark: readonly [ReadRule, string] | null = null
  let run = { raised: false, struck: false }
  let collecting = false
  parseXml(bytes, part, limits, {
    open(name, attributes) {
      if (name === 'si' || name === 'is') {
        text = ''
        remark = null
      } else if (name === 'r') run = { raised: false, struck: false }
      else if (name === 'vertAlign') run.raised = attributes.val === 'superscript'
      else if (name === 'strike') run.struck = isOn(attributes)
      else if (name === 'rPh') run = { raised: false, struck: false }
      collecting = name === 't'
    },
    close(name) {
      if (name === 't') collecting = false
      if ((name === 'si' || name === 'is') && remark) found.set(text, remark)
    },
    text(piece) {
      if (!collecting) return
      if (run.raised && /\d$/.test(text) && /^\d/.test(piece)) remark = ['READ-SUPERSCRIPT', piece]
      else if (run.struck && piece.trim() !== '') remark ??= ['READ-STRUCK-TEXT', piece]
      text += piece
    },
  })
  return found
}

/** Indexes of the cell formats (`cellXfs`) whose font is struck through (§18.8.22). */
export function struckFormats(styles: Uint8Array, part: string, limits: Limits): ReadonlySet<number> {
  const found = new Set<number>()
  if (!mentions(styles, 'strike')) return found
  const struck = new Set<number>()
  let [fonts, formats] = [-1, -1]
  let inside = ''
  parseXml(styles, part, limits, {
    open(name, attributes) {
      if (name === 'fonts' || name === 'cellXfs') inside = name
      else if (inside === 'fonts' && name === 'font') fonts++
      else if (inside === 'fonts' && name === 'strike' && isOn(attributes)) struck.add(fonts)
      else if (inside === 'cellXfs' && name === 'xf') {
        formats++
        if (struck.has(Number(attributes.fontId))) found.add(formats)
      }
    },
    close(name) {
      if (name === inside) inside = ''
    },
    text: ignore,
  })
  return found
}

/** Addresses of the cells of a sheet that have one of these formats. */
export function cellsOfFormat(
  sheet: Uint8Array,
  part: string,
  formats: ReadonlySet<number>,
  limits: Limits,
): ReadonlySet<string> {
  const found = new Set<string>()
  if (formats.size === 0) return found
  const open = (name: string, { r, s }: Attributes) => {
    if (name === 'c' && r !== undefined && formats.has(Number(s ?? 0))) found.add(r)
  }
  parseXml(sheet, part, limits, { open, close: ignore, text: ignore })
  return found
}
