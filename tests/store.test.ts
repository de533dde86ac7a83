import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Document, type Entry, type Extraction, Filing } from '../src/model.ts'
import { DOCUMENT_ENCODING, packDocument, unpackDocument } from '../src/store/document-content.ts'
import { packReading } from '../src/store/pack.ts'
import { openSqlite, type SqliteStore } from '../src/store/sqlite.ts'
import { arbitraryOf } from './support/arbitrary-of.ts'
import fc, { times } from './support/properties.ts'
import { entryOf, extractionOf, failedOf, filingOf, RUN, readingOf, sha256Of } from './support/records.ts'

let folder: string
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-store-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newPath = () => join(folder, `${++made}.db`)

/** Every store must pass what follows; a new one adds a line here. */
const STORES: readonly { name: string; open: () => Promise<SqliteStore> }[] = [
  { name: 'SQLite in a file', open: () => openSqlite(newPath()) },
  { name: 'SQLite in memory', open: () => openSqlite(':memory:') },
]

const packed = (extraction: Extraction) => packReading(readingOf('a.docx', extraction))

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe.each(STORES)('a store: $name', ({ open }) => {
  it('returns every filing exactly as it was saved, whatever is in it', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    let files = 0
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryOf(Filing, 2), { maxLength: 2 }), async (drawn) => {
        const sha256 = sha256Of(`file ${files++}`)
        const filings = drawn.map((filing, at) => ({
          ...filing,
          id: `${sha256}/${at}`,
          source: { ...filing.source, sha256 },
        }))
        await store.save(run, [entryOf(readingOf('a.docx', extractionOf(sha256, filings)))])
        expect(await store.filingsOf(sha256)).toEqual(filings)
      }),
      { numRuns: times(60) },
    )
    await store.close()
  })

  it('changes nothing when the same bytes are saved twice', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const extraction = extractionOf(sha256Of('a'))
    await store.save(run, [entryOf(readingOf('a.docx', extraction))])
    const before = [await store.totals(), await store.filingsOf(extraction.sha256)]
    await store.save(run, [entryOf(readingOf('a.docx', extraction))])
    expect([await store.totals(), await store.filingsOf(extraction.sha256)]).toEqual(before)
    expect(await store.totals()).toEqual({ blobs: 1, filings: 1, indicators: 1 })
    await store.close()
  })

  it('takes text that is no valid Unicode, and finds no difference in it later', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const sha256 = sha256Of('a')
    const extraction = extractionOf(sha256, [
      filingOf(sha256, { title: 'a\ud800b', inferred: { 'x\udfff': '\ud800' } }),
    ])
    await store.save(run, [entryOf(readingOf('a.docx', extraction))])
    const [filing] = await store.filingsOf(sha256)
    expect([filing!.title, filing!.inferred]).toEqual(['a\ufffdb', { 'x\udfff': '\ud800' }])
    expect(await store.replace(run, packed(extraction))).toBe(false)
    await store.close()
  })

  it('knows the outcome of bytes that it has seen, also of unreadable ones, and null of others', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    await store.save(run, [
      entryOf(readingOf('a.docx', extractionOf(sha256Of('a')))),
      entryOf(failedOf('b.docx', sha256Of('b'), 'damaged', 'empty')),
    ])
    expect(await store.knownOf(sha256Of('a'))).toEqual({
      outcome: 'read',
      message: null,
      format: 'docx',
      forgotten: null,
    })
    expect(await store.knownOf(sha256Of('b'))).toMatchObject({ outcome: 'damaged', message: 'empty' })
    expect(await store.knownOf(sha256Of('c'))).toBe(null)
    await store.close()
  })

  it('notes a path once for the same bytes, and the path of a save by itself', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const sha256 = sha256Of('a')
    const sighted = (path: string) => ({ path, sha256, hints: null, packed: null })
    const novelties = async (...entries: Entry[]) => (await store.save(run, entries)).map(({ novelty }) => novelty)
    expect(await novelties(entryOf(readingOf('a.docx', extractionOf(sha256))), sighted('b.docx'))).toEqual([
      'new-file',
      'new-path',
    ])
    expect(await novelties(sighted('a.docx'), sighted('c.docx'), sighted('c.docx'))).toEqual([
      'known',
      'new-path',
      'known',
    ])
    await store.close()
  })

  it('puts a later reading in place of the earlier one under the same digest', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const sha256 = sha256Of('a')
    const crashed = failedOf('a.docx', sha256, 'crashed', 'boom')
    await store.save(run, [entryOf(crashed)])
    await store.save(run, [entryOf(readingOf('a.docx', extractionOf(sha256)))])
    expect(await store.knownOf(sha256)).toMatchObject({ outcome: 'read' })
    expect(await store.totals()).toEqual({ blobs: 1, filings: 1, indicators: 1 })
    await store.save(run, [entryOf(crashed)])
    expect(await store.totals()).toEqual({ blobs: 1, filings: 0, indicators: 0 })
    await store.close()
  })

  it('lists every stored document once, in order of digest, with the path it was first read from', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const extractions = Array.from({ length: 45 }, (_, at) => extractionOf(sha256Of(`${at}`), []))
    for (const [at, extraction] of extractions.entries())
      await store.save(run, [entryOf(readingOf(`${at}.docx`, extraction))])
    const hints = { fiscalYear: { value: '2020', from: 'path' } } as const
    await store.save(run, [
      { path: '/elsewhere/0.docx', sha256: sha256Of('0'), hints: null, packed: null },
      entryOf(readingOf('hinted.docx', extractionOf(sha256Of('hinted'), [])), { hints }),
    ])
    extractions.push(extractionOf(sha256Of('hinted'), []))
    const listed = await collect(store.documents())
    const expected = extractions
      .map(({ sha256, document }, at) => ({
        sha256,
        path: at < 45 ? `${at}.docx` : 'hinted.docx',
        hints: at < 45 ? null : hints,
        document,
      }))
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    expect(listed).toEqual(expected)
    await store.close()
  })

  it('replaces the filings of a document only when something differs, also while documents are listed', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    for (const name of ['a', 'b'])
      await store.save(run, [entryOf(readingOf(`${name}.docx`, extractionOf(sha256Of(name))))])
    const answers: boolean[] = []
    for await (const { sha256 } of store.documents()) {
      answers.push(await store.replace(run, packed(extractionOf(sha256))))
      answers.push(await store.replace(run, packed(extractionOf(sha256, [filingOf(sha256, { fiscalYear: 2021 })]))))
    }
    expect(answers).toEqual([false, true, false, true])
    expect((await store.filingsOf(sha256Of('a'))).map((filing) => filing.fiscalYear)).toEqual([2021])
    expect(await store.totals()).toEqual({ blobs: 2, filings: 2, indicators: 2 })
    expect(await store.replace(run, packed(extractionOf(sha256Of('unknown'))))).toBe(false)
    await store.close()
  })

  it('keeps a file whose records break a rule of the tables as crashed, and all others of the batch', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const [a, b, c] = ['a', 'b', 'c'].map(sha256Of) as [string, string, string]
    const saved = await store.save(run, [
      entryOf(readingOf('a.docx', extractionOf(a))),
      entryOf(readingOf('b.docx', extractionOf(b, [filingOf(b), filingOf(b)]))),
      entryOf(readingOf('c.docx', extractionOf(c))),
    ])
    expect(saved.map(({ refused }) => refused === null)).toEqual([true, false, true])
    expect(saved[1]!.refused).toContain('UNIQUE constraint failed: filing.id')
    expect(await store.totals()).toEqual({ blobs: 3, filings: 2, indicators: 2 })
    expect(await store.knownOf(b)).toMatchObject({ outcome: 'crashed' })
    await store.close()
  })

  it('keeps nothing of a batch that fails', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const broken = { ...entryOf(readingOf('b.docx', extractionOf(sha256Of('b')))) }
    const entries = [
      entryOf(readingOf('a.docx', extractionOf(sha256Of('a')))),
      { ...broken, packed: { ...broken.packed!, rows: '{"filings":' } },
    ]
    await expect(store.save(run, entries)).rejects.toMatchObject({ code: 'failed' })
    expect(await store.totals()).toEqual({ blobs: 0, filings: 0, indicators: 0 })
    expect(await store.knownOf(sha256Of('a'))).toBe(null)
    await store.close()
  })
})

describe('a stored document', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(arbitraryOf(Document), (document) => {
        expect(unpackDocument(packDocument(document), DOCUMENT_ENCODING)).toEqual(document)
      }),
    )
  })

  it('of an unknown encoding is refused by name', () => {
    expect(() => unpackDocument(new Uint8Array(), 'cells-9')).toThrow(/cells-9/)
  })
})
