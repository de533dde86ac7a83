import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Document, type Grid, LIMITS, ReadError } from '../src/model.ts'
import { unpackBundle } from '../src/read/bundle.ts'
import { readDocument, sniff } from '../src/read/index.ts'
import { mutate } from './support/mutate.ts'
import { excelAs, flatPackage, word2003 } from './support/one-file.ts'

/**
 * Damaged samples end as a Document that holds together or as a coded ReadError, in bounded time and memory. A few of
 * them here; `npm run fuzz -- --reader docx --count 20000` runs many, watches for hangs and keeps what it finds.
 */
const root = join(import.meta.dirname, '..')
const count = Number(process.env.FUZZ_COUNT ?? 60)
const first = Number(process.env.FUZZ_SEED ?? 1)
const only = process.env.FUZZ_READER
/** The watcher reads here which input is being read. */
const progress = process.env.FUZZ_PROGRESS

const LIMITED = { ...LIMITS, inflatedBytes: 64 * 2 ** 20, entryBytes: 32 * 2 ** 20, cells: 200_000 }
/** Longer than any of these small files may take, in milliseconds of this process. */
const SLOW = 5000

/** The files that each reader's inputs are made of. */
const SOURCES: Readonly<Record<string, readonly RegExp[]>> = {
  docx: [/source\.docx$/, /filings\/042\.docx$/],
  xlsx: [/source\.xlsx$/],
  xls: [/source\.xls$/],
  ods: [/source\.ods$/],
  odt: [/source\.odt$/],
  html: [/source\.html$/],
  csv: [/source\.csv$/],
  txt: [/source\.txt$/],
  doc: [/source\.doc$/],
  zip: [/bundle\.zip$/],
}

/** Formats without a sample: how they are made of one. */
const MADE: Readonly<Record<string, readonly [RegExp, (bytes: Uint8Array) => Uint8Array]>> = {
  'docx-xml': [/source\.docx$/, flatPackage],
  'doc-xml': [/source\.docx$/, word2003],
  'xls-xml': [/source\.xlsx$/, (bytes) => excelAs('xlml', bytes)],
  xls5: [/source\.xlsx$/, (bytes) => excelAs('biff5', bytes)],
  xlsb: [/source\.xlsx$/, (bytes) => excelAs('xlsb', bytes)],
}

const files = ['samples', 'tests/fixtures'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
)

// A damaged .doc is offered to LibreOffice where there is one: here only our own reader is asked.
process.env.PATH = ''

/** What is wrong with a grid; null when it holds together. */
function faultOf({ rows, columns, cells }: Grid): string | null {
  const taken = new Set<number>()
  for (const { row, column, rowSpan, columnSpan, covered, text } of cells) {
    if (typeof text !== 'string') return 'a text that is none'
    if (!(rowSpan >= 1 && columnSpan >= 1 && row >= 0 && column >= 0)) return `spans ${rowSpan} × ${columnSpan}`
    if (row + rowSpan > rows || column + columnSpan > columns) return `cell ${row},${column} reaches out of the grid`
    for (let r = row; r < row + rowSpan && !covered; r++)
      for (let c = column; c < column + columnSpan; c++) {
        if (taken.has(r * columns + c)) return `two cells at ${r},${c}`
        taken.add(r * columns + c)
      }
  }
  return null
}

function faultsOf(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === 'table' ? (faultOf(block.grid) ?? []) : []))
}

/** What went wrong with an input; null when it ended as it should. */
async function faultWith(bytes: Uint8Array, outcomes: Map<string, number>): Promise<string | null> {
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  const before = process.cpuUsage()
  try {
    if (sniff(bytes) === 'rtf') return null
    const faults: string[] = []
    if (sniff(bytes) === 'zip') {
      for await (const member of unpackBundle(bytes, LIMITED))
        if (!member.error) faults.push(...[await faultWith(member.bytes, outcomes)].filter((fault) => fault !== null))
    } else {
      faults.push(...faultsOf(await readDocument(bytes, LIMITED)))
      count('read')
    }
    if (faults.length > 0) return faults.join('; ')
  } catch (error) {
    if (error instanceof ReadError) count(error.code)
    else return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  const { user, system } = process.cpuUsage(before)
  return user + system > SLOW * 1000 ? `${Math.round((user + system) / 1000)} ms` : null
}

const asItIs = (bytes: Uint8Array) => bytes
const READERS = [
  ...Object.entries(SOURCES).map(([reader, patterns]) => ({ reader, patterns, make: asItIs })),
  ...Object.entries(MADE).map(([reader, [pattern, make]]) => ({ reader, patterns: [pattern], make })),
]

describe.each(READERS.filter(({ reader }) => only === undefined || only === reader))(
  'damaged files for the reader of $reader',
  ({ reader, patterns, make }) => {
    const sources = files.filter((path) => patterns.some((pattern) => pattern.test(path)))
    it('end as a Document or a ReadError', { timeout: 0 }, async () => {
      expect(sources).not.toEqual([])
      const contents = sources.map((path) => make(new Uint8Array(readFileSync(join(root, path)))))
      const faults: string[] = []
      const outcomes = new Map<string, number>()
      let [read, most] = [0, 0]
      for (let seed = first; seed < first + count; seed++) {
        const at = seed % sources.length
        if (progress) writeFileSync(progress, `${reader} ${seed} ${sources[at]}`)
        const bytes = mutate(contents[at]!, seed)
        const fault = await faultWith(bytes, outcomes)
        if (fault === null) read++
        else faults.push(`${reader} seed ${seed} (${sources[at]}): ${fault}`)
        most = Math.max(most, process.memoryUsage.rss())
      }
      if (progress)
        console.info(
          `${reader}: ${count} inputs, ${read} without fault, at most ${Math.round(most / 2 ** 20)} MiB resident; ${[...outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ')}`,
        )
      expect(faults.slice(0, 20)).toEqual([])
      expect(most).toBeLessThan(1536 * 2 ** 20)
    })
  },
)

describe('inputs that found something', () => {
  const folder = join(root, 'tests/fixtures/fuzz')
  it.each(readdirSync(folder))('%s ends as a Document or a ReadError', async (name) => {
    expect(await faultWith(new Uint8Array(readFileSync(join(folder, name))), new Map())).toBeNull()
  })
})
