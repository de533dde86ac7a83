/**
 * The one file that knows SheetJS. It is published as `@e965/xlsx`: npm's own `xlsx` stops at a version with known
 * holes (CVE-2023-30533, CVE-2024-22363). Everything else sees the plain data below.
 */
import { read, SSF, type WorkBook } from 'xlsx'
import { ReadError } from '../model.ts'

/** A cell of a sheet that exists in the file; row and column count from 0. */
export interface SheetCell {
  readonly row: number
  readonly column: number
  /** As SheetJS has it: `n` number, `s` text, `b` boolean, `e` error, `d` date, `z` without value. */
  readonly type: string
  readonly value: string | number | boolean | Date | undefined
  /** The displayed text; undefined when the number format is not understood. */
  readonly shown: string | undefined
  readonly format: string | undefined
  readonly formula: string | undefined
  readonly comments: readonly string[]
}

/** Corners of a merge as the file states them: they may be reversed. */
export interface SheetMerge {
  readonly s: { readonly r: number; readonly c: number }
  readonly e: { readonly r: number; readonly c: number }
}

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** `sheet`, `chart`, `dialog`, `macro`, or `damaged`: SheetJS gave up on it. */
  readonly type: string
  readonly cells: readonly SheetCell[]
  readonly merges: readonly SheetMerge[]
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
}

export interface Book {
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  /** What SheetJS said it did not understand. */
  readonly complaints: readonly string[]
}

interface DenseCell {
  t: string
  v?: SheetCell['value']
  w?: string
  z?: string | number
  f?: string
  c?: { t?: string }[]
  XF?: { numFmtId?: number }
}
interface DenseSheet {
  '!data'?: DenseCell[][]
  '!merges'?: SheetMerge[]
  '!rows'?: { hidden?: boolean }[]
  '!cols'?: { hidden?: boolean }[]
  '!type'?: string
  '!ref'?: string
}

const hiddenOf = (list: readonly ({ hidden?: boolean } | null | undefined)[] = []) =>
  new Set(Object.keys(list).map(Number).filter((index) => list[index]?.hidden)) // biome-ignore format: one line

function cellsOf(data: readonly DenseCell[][], decode: (text: string) => string): SheetCell[] {
  const cells: SheetCell[] = []
  // A stray cell in the last row makes these lists sparse: only keys that exist are walked.
  for (const row of Object.keys(data))
    for (const column of Object.keys(data[Number(row)] ?? [])) {
      const cell = data[Number(row)]![Number(column)]
      if (!cell || (cell.t === 'z' && cell.f === undefined && !cell.c)) continue
      cells.push({
        row: Number(row),
        column: Number(column),
        type: cell.t,
        value: typeof cell.v === 'string' ? decode(cell.v) : cell.v,
        shown: cell.w && decode(cell.w),
        format: formatOf(cell, decode),
        formula: cell.f,
        comments: (cell.c ?? []).map((comment) => decode(comment.t ?? '')),
      })
    }
  return cells
}

/** The number format; one that only its number names (BIFF) is given as that number. */
function formatOf(cell: DenseCell, decode: (text: string) => string): string | undefined {
  const format = cell.z ?? cell.XF?.numFmtId
  return format === undefined ? undefined : decode(String(format))
}

function failure(cause: unknown): ReadError {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/password|encrypt/i.test(message))
    return new ReadError(
      'encrypted',
      'The workbook is protected by a password: open it, remove the password, save it.',
      {
        cause,
      },
    )
  return new ReadError(
    'damaged',
    `The workbook can't be read (${message}): open it in Excel or WPS and save it again.`,
    {
      cause,
    },
  )
}

/** What SheetJS can't know or need not do. */
export interface BookOptions {
  /** Formulas are read, not only their results. Off for binary formats, where they are hard to bound. */
  readonly formulas: boolean
  /** Styles are read. In XML files SheetJS then makes a cell of every place that a merge covers, however many. */
  readonly styles: boolean
  /** The encoding of a BIFF5 file: SheetJS takes each byte for a character. */
  readonly encoding: string | null
}

/** Runs SheetJS, which prints what it does not understand: that is collected instead, once each. */
function parse(
  bytes: Uint8Array,
  { formulas, styles }: BookOptions,
): { readonly book: WorkBook; readonly complaints: readonly string[] } {
  const complaints = new Set<string>()
  const print = console.error
  console.error = (...said: unknown[]) => complaints.add(said.map(String).join(' '))
  try {
    const book = read(bytes, {
      type: 'array',
      dense: true,
      nodim: true,
      cellNF: true,
      cellStyles: styles,
      cellFormula: formulas,
      cellHTML: false,
      dateNF: 'yyyy/m/d',
    })
    return { book, complaints: [...complaints] }
  } catch (cause) {
    throw failure(cause)
  } finally {
    console.error = print
  }
}

/** Text of which SheetJS made one character of each byte → text. */
function decoderOf(encoding: string | null): (text: string) => string {
  if (encoding === null) return (text) => text
  const decoder = new TextDecoder(encoding)
  return (text) => decoder.decode(Uint8Array.from(text, (char) => char.charCodeAt(0)))
}

/** Reads a workbook of any format that SheetJS knows. Throws a ReadError. */
export function readBook(bytes: Uint8Array, options: BookOptions): Book {
  const { book, complaints } = parse(bytes, options)
  const decode = decoderOf(options.encoding)
  const properties = book.Workbook?.Sheets ?? []
  const sheets = book.SheetNames.map((name, index) => {
    // A sheet may be called `__proto__`: then it stands where an own property can't.
    const exists = Object.hasOwn(book.Sheets, name) || name === '__proto__'
    const sheet = (exists ? (book.Sheets[name] ?? {}) : {}) as DenseSheet
    return {
      name: decode(name),
      hidden: (properties[index]?.Hidden ?? 0) !== 0,
      type: sheet['!type'] ?? (sheet['!data'] || sheet['!ref'] !== undefined || exists ? 'sheet' : 'damaged'),
      cells: cellsOf(sheet['!data'] ?? [], decode),
      merges: sheet['!merges'] ?? [],
      hiddenRows: hiddenOf(sheet['!rows']),
      hiddenColumns: hiddenOf(sheet['!cols']),
    }
  })
  return { sheets, date1904: book.Workbook?.WBProps?.date1904 ?? false, complaints }
}

/** Formats a number as Excel displays it; undefined when the format is not understood. */
export function formatNumber(format: string, value: number, date1904: boolean): string | undefined {
  try {
    return SSF.format(format, value, { date1904, dateNF: 'yyyy/m/d' })
  } catch {
    return undefined
  }
}

/** Text as a format with a section for text shows it; undefined when the format is not understood. */
export function formatText(format: string, text: string): string | undefined {
  try {
    return SSF.format(format, text)
  } catch {
    return undefined
  }
}

/** True when the number format shows a date or a time of day. */
export function isDateFormat(format: string): boolean {
  return SSF.is_date(format)
}
