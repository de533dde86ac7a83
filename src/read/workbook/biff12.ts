/**
 * What SheetJS may see of the binary parts of an .xlsb ([MS-XLSB] §2.1.4): records of cells, sheets, merges, texts and
 * number formats, each checked against its length. See biff-needed.ts for why.
 */
import { ReadError } from '../../model.ts'
import { u32 } from '../bytes.ts'

const SST_ITEM = 0x13
const CELL_RICH_STRING = 0x3e
const BUNDLE_SHEET = 0x9c
const COLUMN_INFO = 0x3c
/** The columns of such a sheet. */
const COLUMNS = 16_384

/** The shortest form of each needed record (§2.4), up to where its first text starts. */
const SHORTEST: ReadonlyMap<number, number> = new Map([
  [0x00, 12], // BrtRowHdr
  [0x02, 12], // BrtCellRk
  [0x03, 9], // BrtCellError
  [0x04, 9], // BrtCellBool
  [0x05, 16], // BrtCellReal
  [0x06, 12], // BrtCellSt
  [0x07, 12], // BrtCellIsst
  [0x08, 12], // BrtFmlaString
  [0x09, 16], // BrtFmlaNum
  [0x0a, 9], // BrtFmlaBool
  [0x0b, 9], // BrtFmlaError
  [0x0d, 8], // BrtShortRk and its kin: without a column, which is the next one
  [0x0e, 5],
  [0x0f, 5],
  [0x10, 12],
  [0x11, 8],
  [0x12, 8],
  [SST_ITEM, 5],
  [0x2c, 6], // BrtFmt
  [0x2f, 4], // BrtXF
  [COLUMN_INFO, 18],
  [CELL_RICH_STRING, 13],
  [0x99, 8], // BrtWbProp
  [BUNDLE_SHEET, 16],
  [0xb0, 16], // BrtMergeCell
  [0x269, 4], // BrtBeginCellXFs
  [0x26a, 0], // BrtEndCellXFs
  [0x9f, 8], // BrtBeginSst
  [0xa0, 0], // BrtEndSst
])

/** Where a record's text starts: its count of characters (four bytes), then two bytes for each. */
const TEXTS: ReadonlyMap<number, number> = new Map([
  [0x06, 8],
  [0x08, 8],
  [0x11, 4],
  [SST_ITEM, 1],
  [0x2c, 2],
  [CELL_RICH_STRING, 9],
  [BUNDLE_SHEET, 8],
])

/** Where the text ends whose count stands at an offset; past the end when it is cut off. */
const textEnd = (body: Uint8Array, at: number) =>
  at + 4 > body.length ? Number.POSITIVE_INFINITY : at + 4 + 2 * u32(body, at)

/** True when a record holds the texts that it counts. */
function holdsTexts(type: number, body: Uint8Array): boolean {
  const at = TEXTS.get(type)
  if (at === undefined) return true
  const end = textEnd(body, at)
  return (type === BUNDLE_SHEET ? textEnd(body, end) : end) <= body.length
}

/** The part with its needed records only. Throws `damaged`. */
export function neededOf12(part: Uint8Array, name: string): Uint8Array {
  const pieces: Uint8Array[] = []
  const damaged = (at: number) =>
    new ReadError('damaged', `${name} is cut off at byte ${at}: open the workbook in Excel or WPS and save it again.`)
  for (let at = 0; at < part.length; ) {
    const start = at
    let type = part[at++]!
    if (type & 0x80) type = (type & 0x7f) | (((part[at++] ?? 0) & 0x7f) << 7)
    let length = 0
    for (let shift = 0, more = true; more && shift < 28; shift += 7) {
      const byte = part[at++] ?? 0
      length |= (byte & 0x7f) << shift
      more = (byte & 0x80) !== 0
    }
    const body = at
    at += length
    if (at > part.length) throw damaged(start)
    const shortest = SHORTEST.get(type)
    if (shortest === undefined) continue
    const record = part.slice(start, at)
    const own = record.subarray(body - start)
    if (own.length < shortest || !holdsTexts(type, own)) throw damaged(start)
    // How parts of a text look: counted without an end, and not needed.
    if (type === SST_ITEM) own[0] = 0
    if (type === CELL_RICH_STRING) own[8] = 0
    if (type === COLUMN_INFO && u32(own, 4) >= COLUMNS) own.set([(COLUMNS - 1) & 0xff, (COLUMNS - 1) >> 8, 0, 0], 4)
    pieces.push(record)
  }
  return joinedPieces(pieces)
}

function joinedPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
