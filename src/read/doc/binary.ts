/** The binary Word format ([MS-DOC]): file information block, text pieces, and property runs by file position. */
import { ReadError } from '../../model.ts'
import { u16, u32 } from '../bytes.ts'
import { openOle } from '../ole.ts'

/** The streams of a .doc with the parts of its file information block (§2.5) that are needed. */
export interface WordBinary {
  readonly main: Uint8Array
  readonly table: Uint8Array
  readonly data: Uint8Array
  /** Offset and length of the nth pair of `FibRgFcLcb97` (§2.5.6) in the table stream. */
  pair(n: number): { readonly offset: number; readonly length: number }
  /** Characters of the subdocuments in order: text, footnotes, headers, macros, comments, endnotes, boxes, header boxes. */
  readonly counts: readonly number[]
}

const SUBDOCUMENTS = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68]
const FIRST_WORD_97 = 0xc1

/** Opens a .doc. Throws a ReadError; Word 6 and 95 files are `unsupported`. */
export function openBinary(bytes: Uint8Array): WordBinary {
  const ole = openOle(bytes)
  const main = ole?.stream('WordDocument')
  if (!ole || !main || main.length < 0x200)
    throw new ReadError(
      'damaged',
      'This .doc has no readable text stream: open it in Word or WPS and save it as .docx.',
    )
  const flags = u16(main, 0x0a)
  if (flags & 0x0100)
    throw new ReadError('encrypted', 'The document is protected by a password: open it, remove the password, save it.')
  if (u16(main, 0) !== 0xa5ec || u16(main, 2) < FIRST_WORD_97)
    throw new ReadError('unsupported', 'This .doc was written by Word 95 or older: open it and save it as .docx.')
  const table = ole.stream(flags & 0x0200 ? '1Table' : '0Table')
  if (!table) throw new ReadError('damaged', 'This .doc has lost its table stream: open it and save it as .docx.')
  const pair = (n: number) => ({ offset: u32(main, 0x9a + 8 * n), length: u32(main, 0x9a + 8 * n + 4) })
  const counts = SUBDOCUMENTS.map((at) => u32(main, at))
  return { main, table, data: ole.stream('Data') ?? new Uint8Array(), pair, counts }
}

/** A stretch of text (§2.9.177, Pcd): characters from `start` stand at the file position `fc`. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly fc: number
  readonly wide: boolean
}

const CLX = 33

/** The piece table (§2.9.38, Clx). Throws `damaged` when it is missing. */
export function piecesOf({ table, pair, main }: WordBinary): readonly Piece[] {
  const { offset, length } = pair(CLX)
  let at = offset
  while (at < offset + length && table[at] === 1) at += 3 + u16(table, at + 1)
  if (table[at] !== 2)
    throw new ReadError('damaged', 'This .doc has lost its piece table: open it and save it as .docx.')
  const size = Math.min(u32(table, at + 1), table.length)
  const count = Math.floor((size - 4) / 12)
  const plc = at + 5
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const start = u32(table, plc + 4 * i)
    const raw = u32(table, plc + 4 * (count + 1) + 8 * i + 2)
    const wide = (raw & 0x40000000) === 0
    const fc = wide ? raw & 0x3fffffff : (raw & 0x3fffffff) / 2
    const room = Math.max(0, Math.floor((main.length - fc) / (wide ? 2 : 1)))
    const end = Math.min(u32(table, plc + 4 * (i + 1)), start + room)
    if (end > start) pieces.push({ start, end, fc, wide })
  }
  return pieces
}

/** The characters of all subdocuments, one after the other. */
export function textOf({ main }: WordBinary, pieces: readonly Piece[]): string {
  const narrow = new TextDecoder('windows-1252')
  const wide = new TextDecoder('utf-16le')
  let text = ''
  for (const piece of pieces) {
    const length = piece.end - piece.start
    if (piece.start > text.length) text += '\ufffd'.repeat(piece.start - text.length)
    const raw = main.subarray(piece.fc, piece.fc + (piece.wide ? 2 * length : length))
    text += (piece.wide ? wide : narrow).decode(raw).padEnd(length, '\ufffd')
  }
  return text
}

/** Where a character stands in the file. */
export function filePosition(pieces: readonly Piece[], cp: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pieces[middle]!.start <= cp) low = middle
    else high = middle - 1
  }
  const piece = pieces[low]
  return piece ? piece.fc + (cp - piece.start) * (piece.wide ? 2 : 1) : 0
}
