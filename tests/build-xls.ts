/** Tiny builders of real .xls bytes, record by record ([MS-XLS] §2.1.4), in a compound file. */
import * as XLSX from 'xlsx'

export type Record = Uint8Array

const u16 = (...numbers: number[]) => numbers.flatMap((n) => [n & 0xff, (n >> 8) & 0xff])
const u32 = (...numbers: number[]) => numbers.flatMap((n) => u16(n & 0xffff, n >>> 16))
const wide = (text: string) => [...text].flatMap((char) => u16(char.charCodeAt(0)))

export const record = (type: number, ...body: number[]): Record => Uint8Array.from([...u16(type, body.length), ...body])

export const bof = (kind: number, version = 0x600) => record(0x809, ...u16(version, kind, 0, 0), ...u32(0, 0))
export const eof = () => record(0xa)
/** A cell's text in the record. */
export const label = (row: number, column: number, text: string, format = 0) =>
  record(0x204, ...u16(row, column, format, text.length), 1, ...wide(text))
/** The same in BIFF5: bytes of an encoding. */
export const label5 = (row: number, column: number, bytes: readonly number[]) =>
  record(0x204, ...u16(row, column, 0, bytes.length), ...bytes)
export const blank = (row: number, column: number, format = 0) => record(0x201, ...u16(row, column, format))
export const rk = (row: number, column: number, value: number) =>
  record(0x27e, ...u16(row, column, 0), ...u32((value << 2) | 2))
/** A formula with the result 7 and these tokens. */
export const formula = (row: number, column: number, tokens: readonly number[], counted = tokens.length) => {
  const seven = [...new Uint8Array(Float64Array.of(7).buffer)]
  return record(6, ...u16(row, column, 0), ...seven, ...u16(0), ...u32(0), ...u16(counted), ...tokens)
}
export const merges = (count: number, ...corners: number[]) => record(0xe5, ...u16(count, ...corners))
export const header = (text: string) => record(0x14, ...u16(text.length), 1, ...wide(text))
export const note = (row: number, column: number, object: number) =>
  record(0x1c, ...u16(row, column, 0, object, 1), 0, 0x78, 0)
/** An object of a kind with a number: 6 a text box, 0x19 a comment, 8 a picture. */
export const object = (kind: number, id: number) =>
  record(0x5d, ...u16(0x15, 18, kind, id, 0), ...Array<number>(12).fill(0), ...u16(0, 0))
export const objectText = (text: string, counted = text.length) => [
  record(0x1b6, ...u16(0, 0, 0, 0, 0, counted, 8, 0, 0)),
  record(0x3c, 1, ...wide(text)),
]
/** A cell format with this horizontal alignment and font. */
export const xf = (alignment: number, font = 0) => record(0xe0, ...u16(font, 0, 0, alignment), ...u32(0, 0), ...u16(0))
export const font = (struck: boolean) => record(0x31, ...u16(200, struck ? 8 : 0, 0, 400, 0), 0, 0, 0, 0, 1, 0, 0x61)
export const sst = (...texts: string[]) =>
  record(0xfc, ...u32(texts.length, texts.length), ...texts.flatMap((text) => [...u16(text.length), 1, ...wide(text)]))
export const labelSst = (row: number, column: number, index: number) =>
  record(0xfd, ...u16(row, column, 0), ...u32(index))
export const codePage = (page: number) => record(0x42, ...u16(page))
export const filePass = () => record(0x2f, ...u16(0, 0, 0))

const lengthOf = (records: readonly Record[]) => records.reduce((sum, { length }) => sum + length, 0)

/** The stream of a workbook of one sheet: records before it and in it. */
export function streamOf(globals: readonly Record[], cells: readonly Record[], version = 0x600): Uint8Array {
  const name = version === 0x600 ? [2, 1, ...wide('表一')] : [4, 0xb1, 0xed, 0xd2, 0xbb]
  const before = [bof(5, version), ...globals]
  const bound = (at: number) => record(0x85, ...u32(at), 0, 0, ...name)
  const at = lengthOf([...before, bound(0), eof()])
  return Buffer.concat([...before, bound(at), eof(), bof(0x10, version), ...cells, eof()])
}

/** A compound file with this stream. */
export function container(stream: Uint8Array, name = 'Workbook'): Uint8Array {
  const file = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(file, `/${name}`, stream)
  return new Uint8Array(XLSX.CFB.write(file, { type: 'buffer' }) as Buffer)
}

/** An .xls of one sheet, 表一. */
export const xls = (cells: readonly Record[], globals: readonly Record[] = []): Uint8Array =>
  container(streamOf(globals, cells))
