/** `xl/styles.xml`: built-in Chinese date formats made explicit, and the cell formats that centre across columns. */
import type { Limits } from '../../model.ts'
import { decodeXml, parseXml } from '../xml.ts'
import { CHINESE_FORMATS } from './number.ts'

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

/** Addresses of cells of a sheet that hold something and are centred over blank cells at their right. */
export function acrossCells(
  sheet: Uint8Array,
  part: string,
  formats: ReadonlySet<number>,
  limits: Limits,
): ReadonlySet<string> {
  const found = new Set<string>()
  let before: string | null = null
  let current: { address: string; across: boolean; full: boolean } | null = null
  parseXml(sheet, part, limits, {
    open(name, attributes) {
      if (name === 'row') before = null
      else if (name === 'c')
        current = { address: attributes.r ?? '', across: formats.has(Number(attributes.s ?? -1)), full: false }
      else if ((name === 'v' || name === 'is') && current) current.full = true
    },
    close(name) {
      if (name !== 'c' || !current) return
      if (!current.across) before = null
      else if (current.full) before = current.address
      else if (before !== null) found.add(before)
      current = null
    },
    text: () => undefined,
  })
  return found
}
