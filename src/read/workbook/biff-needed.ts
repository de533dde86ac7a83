/**
 * What SheetJS may see of a binary workbook: the records that cells, sheets and merges are made of, each checked against
 * its length. It counts and measures by what records say, and never ends where they are shorter than that; formulas are
 * full of such numbers, and only their results are needed.
 */
import { ReadError } from '../../model.ts'
import { u16, u32 } from '../bytes.ts'
import { BIFF, type BiffRecord, charactersAt, damagedAt, recordsOf } from './biff.ts'

/** A record that says nothing about cells (TEMPLATE) and that SheetJS passes over. */
const PASSED_OVER = 0x60
/** The columns of such a sheet. */
const COLUMNS = 256
/** The longest record that the format allows (§2.1.4). */
const LONGEST = 8224

export interface NeededRecords {
  /** The stream with all other records renamed: where sheets start must not change. */
  readonly stream: Uint8Array
  /** How narrow characters are to be read (BIFF5 only; later ones are Unicode). */
  readonly encoding: string | null
  readonly complaints: readonly string[]
}

/** The shortest form of each record with which SheetJS reads no number from behind its end. */
const SHORTEST: ReadonlyMap<number, number> = new Map([
  [BIFF.bof, 4],
  [BIFF.eof, 0],
  [BIFF.date1904, 2],
  [BIFF.codePage, 2],
  [BIFF.wsBool, 2],
  [BIFF.boundSheet, 7],
  [BIFF.dimensions, 10],
  [BIFF.xf, 16],
  [BIFF.format, 3],
  [BIFF.sst, 8],
  [BIFF.formula, 22],
  [BIFF.string, 2],
  [BIFF.number, 14],
  [BIFF.rk, 10],
  [BIFF.mulRk, 12],
  [BIFF.boolErr, 8],
  [BIFF.label, 8],
  [BIFF.rString, 8],
  [BIFF.labelSst, 10],
  [BIFF.mergeCells, 2],
  [BIFF.colInfo, 10],
  [BIFF.row, 16],
])

/** Where a record has its text: the count of characters and its size, before the flags (BIFF8) and the characters. */
const TEXTS: ReadonlyMap<number, { readonly at: number; readonly size: number; readonly size5: number }> = new Map([
  [BIFF.boundSheet, { at: 6, size: 1, size5: 1 }],
  [BIFF.format, { at: 2, size: 2, size5: 1 }],
  [BIFF.string, { at: 0, size: 2, size5: 2 }],
  [BIFF.label, { at: 6, size: 2, size5: 2 }],
  [BIFF.rString, { at: 6, size: 2, size5: 2 }],
])

/** True when a record holds the characters that it counts. */
function holdsText(record: BiffRecord, biff5: boolean): boolean {
  const text = TEXTS.get(record.type)
  if (!text) return true
  const size = biff5 ? text.size5 : text.size
  const count = size === 1 ? (record.body[text.at] ?? 0) : u16(record.body, text.at)
  const flags = text.at + size
  if (count === 0) return true
  if (biff5) return charactersAt(record, flags, count, false) !== null
  return flags < record.body.length && charactersAt(record, flags + 1, count, record.body[flags] !== 0) !== null
}

/** How many strings an SST (§2.4.265) holds; null when one of them ends behind the record. */
function countStrings(record: BiffRecord): number | null {
  const { body } = record
  const stated = u32(body, 4)
  let at = 8
  for (let found = 0; ; found++) {
    if (found === stated || at >= body.length) return found
    if (at + 3 > body.length) return null
    const flags = body[at + 2]!
    const extended = (flags & 8) === 0 ? 0 : 2
    const runs = extended === 0 ? 0 : 4 * u16(body, at + 3)
    const phonetic = (flags & 4) === 0 ? 0 : u32(body, at + 3 + extended)
    const from = at + 3 + extended + ((flags & 4) === 0 ? 0 : 4)
    if (from > body.length) return null
    const characters = charactersAt(record, from, u16(body, at), (flags & 1) !== 0)
    if (!characters) return null
    at = characters.end + runs + phonetic
  }
}

/** The version that the first BOF states (§2.4.21): 8, or 5 for Excel 5.0 and 95. */
function isBiff5({ body }: BiffRecord): boolean {
  const version = u16(body, 0)
  if (version === 0x600) return false
  if (version === 0x500) return true
  throw new ReadError('damaged', 'This .xls is of no version that is read (Excel 5.0 to 2003): save it as .xlsx.')
}

/** Code pages (§2.4.52) → encodings. Files without one are taken for simplified Chinese. */
const ENCODINGS: ReadonlyMap<number, string> = new Map([
  [936, 'gb18030'],
  [950, 'big5'],
  [1252, 'windows-1252'],
  [1200, 'gb18030'],
])

interface Book {
  readonly biff5: boolean
  strings: number
  encoding: string
}

/** Checks a needed record and changes what would keep SheetJS busy. `copy` is the body in the stream that it will see. */
function check(record: BiffRecord, book: Book, copy: Uint8Array): void {
  const { type, at, body } = record
  if (!holdsText(record, book.biff5)) throw damagedAt(at, 'A text is cut off in the record')
  if (type === BIFF.sst) {
    const strings = countStrings(record)
    if (strings === null) throw damagedAt(at, 'The texts are cut off in the record')
    book.strings = strings
  }
  if (type === BIFF.labelSst && u32(body, 6) >= book.strings) throw damagedAt(at, 'A cell has a text that is not there')
  if (type === BIFF.mergeCells && 2 + 8 * u16(body, 0) > body.length)
    throw damagedAt(at, 'Merges are cut off in the record')
  // No token of the formula (§2.5.198.104) is parsed then.
  if (type === BIFF.formula) copy.fill(0, 20, 22)
  // Colours of cells: SheetJS looks them up and fails where there is none.
  if (type === BIFF.xf) copy.fill(0, 14, 18)
  if (type === BIFF.colInfo && u16(body, 2) >= COLUMNS) copy.set([COLUMNS - 1, 0], 2)
  if (type === BIFF.codePage) book.encoding = ENCODINGS.get(u16(body, 0)) ?? 'gb18030'
}

/** Throws `encrypted` or `damaged`. */
export function neededOf(stream: Uint8Array): NeededRecords {
  const seen = stream.slice()
  const complaints = new Set<string>()
  let book: Book | null = null
  let end = 0
  for (const record of recordsOf(stream)) {
    const { type, at, body } = record
    book ??= { biff5: isBiff5(record), strings: 0, encoding: 'gb18030' }
    end = at + 4 + body.length + 4 * record.starts.length
    if (type === BIFF.filePass)
      throw new ReadError(
        'encrypted',
        'The workbook is protected by a password: open it, remove the password, save it.',
      )
    const shortest = SHORTEST.get(type)
    if (u16(stream, at + 2) > LONGEST) complaints.add(`record 0x${type.toString(16)} of ${u16(stream, at + 2)} bytes`)
    if (shortest === undefined) {
      seen[at] = PASSED_OVER
      seen[at + 1] = 0
      continue
    }
    if (u16(stream, at + 2) < shortest) throw damagedAt(at, 'A record is too short for what it states')
    check(record, book, seen.subarray(at + 4, end))
  }
  if (!book) throw new ReadError('damaged', 'This .xls has no sheets: open it in Excel or WPS and save it again.')
  return { stream: seen.subarray(0, end), encoding: book.biff5 ? book.encoding : null, complaints: [...complaints] }
}
