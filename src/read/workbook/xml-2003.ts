/** Excel 2003 XML without what keeps SheetJS busy: it makes a record of every column that a `Column` says it stands for. */
import { latin1 } from '../bytes.ts'

/** The columns of a sheet (ECMA-376-1 §18.3.1.13): no index or span goes beyond them. */
const COLUMNS = 16_384
/** Columns that all spans of a file may stand for together. */
const MOST = 65_536

const COLUMN = /<(?:\w+:)?Column\b[^>]*>/gi
const NUMBER = /\s(?:\w+:)?(Index|Span)\s*=\s*("[^"]*"|'[^']*')/gi

/** The bytes that SheetJS may see, and what was left out of them, a phrase each. */
export interface NeededXml {
  readonly bytes: Uint8Array
  readonly complaints: readonly string[]
}

/** The file with the numbers of its columns checked; one that can't be meant is left out, and said. */
export function neededXml(bytes: Uint8Array): NeededXml {
  // One character a byte: only ASCII is changed, whatever the encoding.
  const text = latin1(bytes, 0, bytes.length)
  let spans = 0
  const dropped = new Set<string>()
  const changed = text.replace(COLUMN, (tag) =>
    tag.replace(NUMBER, (attribute, name: string, quoted: string) => {
      const value = quoted.slice(1, -1)
      const fits = /^\d{1,5}$/.test(value) && Number(value) <= COLUMNS
      if (fits && name.toLowerCase() === 'span') spans += Number(value)
      if (fits && spans <= MOST) return attribute
      dropped.add(`${name}="${value.slice(0, 20)}"`)
      return ''
    }),
  )
  if (dropped.size === 0) return { bytes, complaints: [] }
  return {
    bytes: Uint8Array.from(changed, (char) => char.charCodeAt(0)),
    complaints: [...dropped].map((one) => `a Column says ${one}`),
  }
}
