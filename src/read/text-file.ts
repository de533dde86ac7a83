/** .csv, .tsv and .txt: delimited text as one grid, tables as text extractors print them, running text. */
import { type Block, type Document, type Finding, type Limits, ReadError, type Reader } from '../model.ts'
import { type Decoded, decodeText } from './decode.ts'
import { delimiterOf, splitDelimited } from './delimited.ts'
import { findingOf } from './findings.ts'
import { hasPipeTables, readPipeTables } from './pipe-tables.ts'
import { hasPrintedTables, readPrintedTables } from './printed-tables.ts'
import { raggedGrid } from './ragged.ts'

function decode(bytes: Uint8Array, limits: Limits): Decoded {
  if (bytes.length > limits.entryBytes)
    throw new ReadError('too-large', `This text has ${bytes.length} bytes; at most ${limits.entryBytes} are read.`)
  return decodeText(bytes)
}

/** A program that could not write Chinese put question marks in its place: nothing brings them back. */
function lostCharacters(text: string): boolean {
  const marks = text.match(/\?{2,}/g)?.join('').length ?? 0
  return marks > 8 && marks > text.replace(/\s/g, '').length / 5 && !/[\u4e00-\u9fff]/.test(text)
}

function encodingFindings({ broken, encoding, text }: Decoded): Finding[] {
  if (lostCharacters(text)) return [findingOf('READ-TEXT-LOST', '', null)]
  return broken > 0 ? [findingOf('READ-ENCODING', '', encoding)] : []
}

/** Rows and columns at the end that hold nothing are no part of the table. */
function trimmed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isFull = (text: string) => text.trim() !== ''
  const height = rows.findLastIndex((row) => row.some(isFull)) + 1
  const width = rows.reduce((widest, row) => Math.max(widest, row.findLastIndex(isFull) + 1), 0)
  return rows.slice(0, height).map((row) => row.slice(0, width))
}

async function readCsv(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const decoded = decode(bytes, limits)
  const delimiter = delimiterOf(decoded.text) ?? ','
  const body = decoded.text.replace(/^sep=.\r?\n/i, '')
  const grid = raggedGrid(trimmed(splitDelimited(body, delimiter)), true, limits)
  const name = delimiter === '\t' ? 'tsv' : 'csv'
  return {
    format: 'csv',
    reader: name,
    blocks: [{ kind: 'table', name: null, grid, hidden: false, within: null }],
    findings: [...encodingFindings(decoded), findingOf('READ-APPROXIMATE', '', name)],
  }
}

async function readTxt(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const decoded = decode(bytes, limits)
  const isPiped = !hasPrintedTables(decoded.text) && hasPipeTables(decoded.text)
  const read = isPiped ? readPipeTables : readPrintedTables
  const blocks = read(decoded.text).map((block): Block => {
    if (block.kind === 'line') return { kind: 'paragraph', text: block.text, part: 'body', hidden: false }
    return { kind: 'table', name: null, grid: raggedGrid(block.rows, false, limits), hidden: false, within: null }
  })
  const hasTables = blocks.some((block) => block.kind === 'table')
  const findings = [...encodingFindings(decoded), ...(hasTables ? [findingOf('READ-APPROXIMATE', '', 'txt')] : [])]
  return { format: 'txt', reader: 'txt', blocks, findings }
}

/** Reads .csv and .tsv. */
export const csv: Reader = { id: 'csv', formats: ['csv'], read: readCsv }

/** Reads .txt. */
export const txt: Reader = { id: 'txt', formats: ['txt'], read: readTxt }
