/** What styles (ECMA-376-1 §17.7) say about text: numbered, hidden, struck. Looks are of no interest. */
import type { Limits } from '../../model.ts'
import { type Attributes, parseXml } from '../xml.ts'

/** The properties of a style that change what is read. */
export interface Style {
  basedOn: string | null
  numId: string | null
  level: number | null
  vanish: boolean | null
  strike: boolean | null
}

/** Looks a style up by its id, its ancestors included; undefined for one that is not defined. */
export type Styles = (id: string) => Style | undefined

/** `w:val` of an on/off property (§17.17.4): absent means on. */
export function isOn(attributes: Attributes): boolean {
  const value = attributes['w:val']
  return value === undefined || !(value === '0' || value === 'false' || value === 'off' || value === 'none')
}

/** Reads `word/styles.xml`. */
export function readStyles(bytes: Uint8Array, part: string, limits: Limits): Styles {
  const own = new Map<string, Style>()
  let style: Style | null = null
  let nested = 0
  const open = (name: string, attributes: Attributes) => {
    if (name === 'w:style') {
      style = { basedOn: null, numId: null, level: null, vanish: null, strike: null }
      own.set(attributes['w:styleId'] ?? '', style)
    } else if (name === 'w:tblStylePr') nested++
    else if (!style || nested > 0) return
    else if (name === 'w:basedOn') style.basedOn = attributes['w:val'] ?? null
    else if (name === 'w:numId') style.numId = attributes['w:val'] ?? null
    else if (name === 'w:ilvl') style.level = Number(attributes['w:val'] ?? 0)
    else if (name === 'w:vanish') style.vanish = isOn(attributes)
    else if (name === 'w:strike' || name === 'w:dstrike') style.strike = isOn(attributes)
  }
  const close = (name: string) => {
    if (name === 'w:style') style = null
    else if (name === 'w:tblStylePr') nested--
  }
  parseXml(bytes, part, limits, { open, close, text: () => undefined })
  return (id) => inherit(own, id)
}

function inherit(own: ReadonlyMap<string, Style>, id: string): Style | undefined {
  const first = own.get(id)
  if (!first) return undefined
  const result = { ...first }
  const seen = new Set([id])
  for (let base = first.basedOn; base !== null && !seen.has(base); ) {
    seen.add(base)
    const style = own.get(base)
    result.numId ??= style?.numId ?? null
    result.level ??= style?.level ?? null
    result.vanish ??= style?.vanish ?? null
    result.strike ??= style?.strike ?? null
    base = style?.basedOn ?? null
  }
  return result
}
