/** Records of a binary workbook ([MS-XLS] §2.1.4) and the characters in them. */
import { ReadError } from '../../model.ts'
import { u16 } from '../bytes.ts'

/** Types of records (§2.3) that are looked at. */
export const BIFF = {
  formula: 0x6,
  eof: 0xa,
  header: 0x14,
  footer: 0x15,
  note: 0x1c,
  date1904: 0x22,
  filePass: 0x2f,
  font: 0x31,
  continue: 0x3c,
  codePage: 0x42,
  obj: 0x5d,
  colInfo: 0x7d,
  wsBool: 0x81,
  boundSheet: 0x85,
  mulRk: 0xbd,
  mulBlank: 0xbe,
  rString: 0xd6,
  xf: 0xe0,
  mergeCells: 0xe5,
  sst: 0xfc,
  labelSst: 0xfd,
  txo: 0x1b6,
  dimensions: 0x200,
  blank: 0x201,
  number: 0x203,
  label: 0x204,
  boolErr: 0x205,
  string: 0x207,
  row: 0x208,
  rk: 0x27e,
  format: 0x41e,
  bof: 0x809,
} as const

/** A record with the bytes of the CONTINUE records behind it (§2.4.58), as one piece. */
export interface BiffRecord {
  readonly type: number
  /** Where its header of four bytes starts. */
  readonly at: number
  readonly body: Uint8Array
  /** Where the bytes of each CONTINUE start in the body, ascending; text has a byte of flags there. */
  readonly starts: readonly number[]
  /** How many BOF are open in front of it: 0 between the sheets. */
  readonly depth: number
}

/** A stream that ends within a record, or a record that ends within what it holds. */
export function damagedAt(at: number, what: string): ReadError {
  return new ReadError('damaged', `${what} at byte ${at} of the .xls: open it in Excel or WPS and save it again.`)
}

/** A record's bytes with those of the CONTINUE records that follow at `next`, and where the record behind them starts. */
function joined(stream: Uint8Array, at: number): { body: Uint8Array; starts: number[]; next: number } {
  let next = at
  const pieces: Uint8Array[] = []
  do {
    const end = next + 4 + u16(stream, next + 2)
    if (end > stream.length) throw damagedAt(next, 'The file is cut off in a record')
    pieces.push(stream.subarray(next + 4, end))
    next = end
  } while (next + 4 <= stream.length && u16(stream, next) === BIFF.continue)
  if (pieces.length === 1) return { body: pieces[0]!, starts: [], next }
  const starts: number[] = []
  let length = pieces[0]!.length
  for (const piece of pieces.slice(1)) {
    starts.push(length)
    length += piece.length
  }
  const body = new Uint8Array(length)
  pieces.forEach((piece, index) => {
    body.set(piece, index === 0 ? 0 : starts[index - 1])
  })
  return { body, starts, next }
}

/** The records up to the last EOF; what stands behind it belongs to nothing. Throws `damaged` when one is cut off. */
export function* recordsOf(stream: Uint8Array): Generator<BiffRecord> {
  let depth = 0
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = u16(stream, at)
    if (depth === 0 && type !== BIFF.bof) return
    const { body, starts, next } = joined(stream, at)
    if (type === BIFF.bof) depth++
    if (type === BIFF.eof) depth--
    yield { type, at, body, starts, depth }
    at = next
  }
}

/** Where characters end, and the runs of bytes that hold them: `wide` ones two bytes a character. */
export interface Characters {
  readonly end: number
  readonly runs: readonly { readonly bytes: Uint8Array; readonly wide: boolean }[]
}

/** Characters of a record from `from` on; where a CONTINUE starts, flags say anew how wide they are. null: too few. */
export function charactersAt(
  { body, starts }: Pick<BiffRecord, 'body' | 'starts'>,
  from: number,
  count: number,
  wideAtFirst: boolean,
): Characters | null {
  const runs: { bytes: Uint8Array; wide: boolean }[] = []
  let [at, left, wide] = [from, count, wideAtFirst]
  let piece = firstFrom(starts, at)
  while (left > 0) {
    const boundary = starts[piece] ?? body.length
    if (boundary === at && at < body.length) {
      wide = body[at] !== 0
      at++
      while ((starts[piece] ?? Number.POSITIVE_INFINITY) < at) piece++
      continue
    }
    const fitting = Math.min(left, Math.floor((boundary - at) / (wide ? 2 : 1)))
    if (fitting <= 0) return null
    const end = at + fitting * (wide ? 2 : 1)
    runs.push({ bytes: body.subarray(at, end), wide })
    left -= fitting
    at = end
  }
  return { end: at, runs }
}

/** The index of the first of ascending numbers that is not below a limit. */
function firstFrom(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}

const WIDE = new TextDecoder('utf-16le')

/** The text of characters; narrow ones are in `encoding` (Latin-1 in BIFF8, which keeps the upper byte away). */
export function textOf({ runs }: Characters, encoding = 'latin1'): string {
  return runs.map(({ bytes, wide }) => (wide ? WIDE.decode(bytes) : decodeNarrow(bytes, encoding))).join('')
}

function decodeNarrow(bytes: Uint8Array, encoding: string): string {
  // `latin1` of TextDecoder is Windows-1252.
  if (encoding === 'latin1') return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return new TextDecoder(encoding).decode(bytes)
}
