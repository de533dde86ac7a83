import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Document, Grid } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { convertInOffice } from './support/office.ts'
import { sheetOf, xlsxFrom } from './support/office-of.ts'
import { HAS_SOFFICE } from './support/programs.ts'
import { gridsOf, holds, sameAs, sameButSpaces, withoutMerges, withoutUnused } from './support/table-twins.ts'

/**
 * The given filings, written in other formats by LibreOffice, hold the tables of their .docx. The shares stand in
 * docs/measurements.md.
 */
const FOLDER = join(import.meta.dirname, 'fixtures/filings')
const documents = new Map<string, Document>()
const words = new Map<string, Uint8Array>()
const sheets = new Map<string, Uint8Array>()

beforeAll(async () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.docx'))) {
    const name = file.replace('.docx', '')
    const bytes = new Uint8Array(readFileSync(join(FOLDER, file)))
    const document = await readDocument(bytes)
    documents.set(name, document)
    words.set(name, bytes)
    sheets.set(name, xlsxFrom([{ name: 'Sheet1', grid: sheetOf(document) }]))
  }
})

type Same = (a: Grid, b: Grid) => boolean

/** Names of the files whose tables are not in their twins, by a measure of sameness. */
function missing(twins: ReadonlyMap<string, readonly Grid[]>, prepare: (grid: Grid) => Grid, same: Same): string[] {
  return [...documents].flatMap(([name, document]) =>
    gridsOf(document)
      .map(prepare)
      .filter((table) => !twins.get(name)?.some((other) => holds(other, table, same)))
      .map(() => name),
  )
}

describe.skipIf(!HAS_SOFFICE)('the given filings in other formats (skipped without soffice)', () => {
  it.each([
    ['doc', 'docx', 'doc', withoutUnused, 25],
    ['odt', 'docx', 'odt', withoutUnused, 25],
    ['rtf', 'docx', 'rtf', withoutUnused, 25],
    ['html', 'docx', 'html', withoutUnused, 18],
    ['xls', 'xlsx', 'xls', withoutUnused, 26],
    ['ods', 'xlsx', 'ods', withoutUnused, 25],
    ['html', 'xlsx', 'html', withoutUnused, 26],
    ['csv', 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76', withoutMerges, 26],
    ['csv in GB18030', 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,85', withoutMerges, 26],
  ] as const)(
    'have the same tables as %s from .%s',
    { timeout: 300_000 },
    async (what, from, filter, prepare, exact) => {
      const to = what.split(' ')[0]!
      const twins = new Map<string, readonly Grid[]>()
      for (const [name, bytes] of convertInOffice(from === 'docx' ? words : sheets, from, to, filter))
        twins.set(name, gridsOf(await readDocument(bytes)).map(prepare))
      expect(twins.size).toBe(26)
      expect(missing(twins, prepare, sameButSpaces)).toEqual([])
      const spaced = missing(twins, prepare, sameAs)
      console.info(`${what} from .${from}: ${26 - spaced.length} of 26 the same, but for spaces: ${spaced.join(' ')}`)
      expect(26 - spaced.length).toBeGreaterThanOrEqual(exact)
    },
  )
})
