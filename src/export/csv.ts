/** CSV for machines (RFC 4180, UTF-8 without BOM, `\n`) and CSV for spreadsheets (BOM, CRLF, nothing that they change). */
import type { ViewValue } from '../store/views.ts'
import type { OutColumn } from './format.ts'
import { plainText, textFiles } from './text-files.ts'

/** Text in quotes where it needs them; an empty text is `""`, so that it differs from no value. */
export function quoteCsv(text: string): string {
  return text === '' || /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

function rows(cell: (column: OutColumn, value: ViewValue) => string, end: string) {
  return {
    head: (columns: readonly OutColumn[]) => columns.map(({ label }) => quoteCsv(label)).join(',') + end,
    row: (columns: readonly OutColumn[]) => (values: readonly ViewValue[]) =>
      columns.map((column, at) => (values[at] === null ? '' : cell(column, values[at]!))).join(',') + end,
  }
}

/** Plain CSV. */
export const CSV = textFiles({
  id: 'csv',
  extension: 'csv',
  mediatype: 'text/csv',
  ...rows((column, value) => quoteCsv(plainText(column, value)), '\n'),
})

const NUMERIC = new Set(['integer', 'fen', 'yuan', 'decimal', 'number'])
/** A spreadsheet takes a text that begins so as a formula, or as an old one (`+`, `-`, `@`), also in full width. */
const FORMULA = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫]/
/** Texts that a spreadsheet would turn into a number, a date or a truth: codes lose their zeros, 1-2 becomes a day. */
const LIKE_A_NUMBER = /^(?=.*\d)[\d\s.,:;/%‰()\-–—年月日时分秒季度$¥￥€eE+]+$|^(?:true|false|真|假)$/i
/** Spreadsheets calculate with 15 digits. */
const MOST_DIGITS = 15

/** The number of digits that count in a decimal. */
export function significantDigits(decimal: string): number {
  return decimal.replace(/^-?0*\.?0*/, '').replace('.', '').length
}

/**
 * A text as a spreadsheet may safely open it: an apostrophe before what it would take for a formula, a tab before what it
 * would turn into a number or date.
 */
export function guardText(text: string): string {
  if (FORMULA.test(text)) return `'${text}`
  return LIKE_A_NUMBER.test(text.normalize('NFKC')) ? `\t${text}` : text
}

/** A cell for spreadsheets: numbers stay numbers while they fit, everything else is guarded text. */
export function excelCell(column: OutColumn, value: ViewValue): string {
  const text = plainText(column, value)
  if (column.kind === 'flag') return text.toUpperCase()
  if (!NUMERIC.has(column.kind)) return guardText(text)
  return significantDigits(text) > MOST_DIGITS && column.kind !== 'number' ? `\t${text}` : text
}

/** CSV for Excel, WPS and LibreOffice. */
export const CSV_EXCEL = textFiles({
  id: 'csv-excel',
  extension: 'csv',
  mediatype: 'text/csv',
  ...rows((column, value) => quoteCsv(excelCell(column, value)), '\r\n'),
  head: (columns) => `\ufeff${columns.map(({ label }) => quoteCsv(label)).join(',')}\r\n`,
})
