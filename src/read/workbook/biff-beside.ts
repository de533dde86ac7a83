/** What a sheet of an .xls shows beside its cells: page headers, comments, text boxes, and how its cells look. */
import { u16, u32 } from '../bytes.ts'
import type { ReadRule } from '../findings.ts'
import { BIFF, type BiffRecord, charactersAt, recordsOf, textOf } from './biff.ts'
import { headerLines, type SheetExtras } from './extras.ts'
import { addressOf } from './sheet.ts'
import { runsAcross } from './styles.ts'

/** Kinds of objects (FtCmo, §2.5.143) that show something else than a text. */
const OBJECTS: ReadonlyMap<number, readonly [ReadRule, string]> = new Map([
  [0x05, ['READ-OBJECT', 'chart']],
  [0x08, ['READ-PICTURE', 'picture']],
  [0x0b, ['READ-OBJECT', 'check box']],
  [0x0c, ['READ-OBJECT', 'option button']],
])

/** `alc` of a cell format (§2.4.353): centred across the blank cells at its right. */
const CENTRED_ACROSS = 6

interface Look {
  readonly across: boolean
  readonly struck: boolean
}

/** A sheet while it is read. */
interface Draft {
  readonly texts: { part: 'header' | 'footer' | 'textbox' | 'comment'; text: string }[]
  readonly remarks: (readonly [ReadRule, string])[]
  readonly cells: { row: number; column: number; across: boolean; full: boolean }[]
  readonly struck: Set<string>
  /** Texts of objects by their number: comments refer to them. */
  readonly objects: Map<number, string>
  object: number
  readonly boxes: Set<number>
  readonly notes: number[]
}

const draft = (): Draft => ({
  texts: [],
  remarks: [],
  cells: [],
  struck: new Set(),
  objects: new Map(),
  object: -1,
  boxes: new Set(),
  notes: [],
})

/** The text of a record whose count of characters stands at an offset in one byte or two; '' when it is cut off. */
function textAt(record: BiffRecord, at: number, size: 1 | 2, encoding: string | null): string {
  const count = size === 1 ? (record.body[at] ?? 0) : u16(record.body, at)
  const flags = at + size
  const characters = encoding
    ? charactersAt(record, flags, count, false)
    : charactersAt(record, flags + 1, count, (record.body[flags] ?? 0) !== 0)
  return characters ? textOf(characters, encoding ?? undefined) : ''
}

function readObject({ body }: BiffRecord, sheet: Draft): void {
  const kind = u16(body, 4)
  sheet.object = u16(body, 6)
  const remark = OBJECTS.get(kind)
  if (remark) sheet.remarks.push(remark)
  if (kind !== 0x19) sheet.boxes.add(sheet.object)
}

/** TXO (§2.4.329): its characters stand in the CONTINUE records behind it. */
function readObjectText(record: BiffRecord, sheet: Draft): void {
  const count = u16(record.body, 10)
  const first = record.starts[0]
  const characters = first === undefined ? null : charactersAt(record, first, count, false)
  if (characters) sheet.objects.set(sheet.object, textOf(characters).replace(/\r\n?/g, '\n'))
  else if (count > 0) sheet.remarks.push(['READ-WORKBOOK-PART', 'TXO'])
}

/** NOTE (§2.4.179): a comment is the text of an object; in BIFF5 it stands in the record, and may go on in the next. */
function readNote(record: BiffRecord, sheet: Draft, encoding: string | null): void {
  if (encoding === null) {
    sheet.notes.push(u16(record.body, 6))
    return
  }
  const text = textAt(
    { ...record, body: record.body.subarray(0, 6 + Math.min(2048, u16(record.body, 4))) },
    4,
    2,
    encoding,
  )
  const last = sheet.texts.at(-1)
  if (u16(record.body, 0) === 0xffff && last?.part === 'comment') last.text += text
  else sheet.texts.push({ part: 'comment', text })
}

/** The formats of a cell's record, one for each column that it spans. */
function cellsOf({ type, body }: BiffRecord): { column: number; format: number; full: boolean }[] {
  const column = u16(body, 2)
  if (type === BIFF.mulBlank || type === BIFF.mulRk) {
    const size = type === BIFF.mulBlank ? 2 : 6
    return Array.from({ length: Math.max(0, Math.floor((body.length - 6) / size)) }, (_, index) => ({
      column: column + index,
      format: u16(body, 4 + size * index),
      full: type === BIFF.mulRk,
    }))
  }
  return [{ column, format: u16(body, 4), full: type !== BIFF.blank }]
}

const CELLS: ReadonlySet<number> = new Set([
  BIFF.formula,
  BIFF.mulRk,
  BIFF.mulBlank,
  BIFF.rString,
  BIFF.labelSst,
  BIFF.blank,
  BIFF.number,
  BIFF.label,
  BIFF.boolErr,
  BIFF.rk,
])

function readCells(record: BiffRecord, sheet: Draft, looks: readonly Look[]): void {
  const row = u16(record.body, 0)
  for (const { column, format, full } of cellsOf(record)) {
    const { across, struck } = looks[format] ?? { across: false, struck: false }
    sheet.cells.push({ row, column, across, full })
    if (struck) sheet.struck.add(addressOf(row, column))
  }
}

function readRecord(record: BiffRecord, sheet: Draft, encoding: string | null, looks: readonly Look[]): void {
  const { type, body } = record
  if (type === BIFF.obj && encoding === null) readObject(record, sheet)
  else if (type === BIFF.txo) readObjectText(record, sheet)
  else if (type === BIFF.note) readNote(record, sheet, encoding)
  else if ((type === BIFF.header || type === BIFF.footer) && body.length > 0)
    for (const text of headerLines(textAt(record, 0, encoding ? 1 : 2, encoding)))
      sheet.texts.push({ part: type === BIFF.header ? 'header' : 'footer', text })
  else if (CELLS.has(type) && looks.some(({ across, struck }) => across || struck)) readCells(record, sheet, looks)
}

function finished({ texts, remarks, cells, struck, objects, boxes, notes }: Draft): SheetExtras {
  const box = [...boxes].map((id) => ({ part: 'textbox', text: objects.get(id) ?? '' }) as const)
  const comments = notes.map((id) => ({ part: 'comment', text: objects.get(id) ?? '' }) as const)
  const all = [...texts, ...box, ...comments].filter(({ text }) => text.trim() !== '')
  const across = runsAcross([...cells].sort((a, b) => a.row - b.row || a.column - b.column))
  return { texts: all, remarks, across, struck, rich: new Map() }
}

/** Sheet name → what it shows beside its cells. The records are those of a stream that was checked. */
export function besideOf(stream: Uint8Array, encoding: string | null): ReadonlyMap<string, SheetExtras> {
  const names = new Map<number, string>()
  const fonts: boolean[] = []
  const looks: Look[] = []
  const sheets = new Map<string, Draft>()
  let sheet: Draft | null = null
  for (const record of recordsOf(stream)) {
    const { type, at, body, depth } = record
    if (type === BIFF.boundSheet) names.set(u32(body, 0), textAt(record, 6, 1, encoding))
    else if (type === BIFF.font) {
      // There is no font 4 (§2.5.129).
      if (fonts.length === 4) fonts.push(false)
      fonts.push((u16(body, 2) & 8) !== 0)
    } else if (type === BIFF.xf)
      looks.push({ across: ((body[6] ?? 0) & 7) === CENTRED_ACROSS, struck: fonts[u16(body, 0)] ?? false })
    else if (type === BIFF.bof && depth === 1) {
      const name = names.get(at)
      sheet = name === undefined ? null : draft()
      if (sheet) sheets.set(name!, sheet)
    } else if (sheet && depth === 1) readRecord(record, sheet, encoding, looks)
  }
  return new Map([...sheets].map(([name, own]) => [name, finished(own)]))
}
