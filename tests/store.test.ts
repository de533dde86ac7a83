import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Document, Filing } from '../src/model.ts'
import { DOCUMENT_ENCODING, packDocument, unpackDocument } from '../src/store/document-content.ts'
import { openSqlite, type SqliteStore } from '../src/store/sqlite.ts'
import { arbitraryOf } from './support/arbitrary-of.ts'
import { extractionOf, filingOf, RUN, readingOf, sha256Of } from './support/records.ts'

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
        await store.save(run, readingOf('a.docx', extractionOf(sha256, filings)))
        expect(await store.filingsOf(sha256)).toEqual(filings)
      }),
      { numRuns: 60 },
    )
    await store.close()
  })

  it('changes nothing when the same bytes are saved twice', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const extraction = extractionOf(sha256Of('a'))
    await store.save(run, readingOf('a.docx', extraction))
    const before = [await store.totals(), await store.filingsOf(extraction.sha256)]
    await store.save(run, readingOf('a.docx', extraction))
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
    await store.save(run, readingOf('a.docx', extraction))
    const [filing] = await store.filingsOf(sha256)
    expect([filing!.title, filing!.inferred]).toEqual(['a\ufffdb', { 'x\udfff': '\ud800' }])
    expect(await store.replace(run, extraction)).toBe(false)
    await store.close()
  })

  it('knows the outcome of bytes that it has seen, also of unreadable ones, and null of others', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    await store.save(run, readingOf('a.docx', extractionOf(sha256Of('a'))))
    const damaged = {
      path: 'b.docx',
      sha256: sha256Of('b'),
      bytes: 0,
      format: 'unknown',
      outcome: 'damaged',
      message: 'empty',
      extraction: null,
    } as const
    await store.save(run, damaged)
    expect(await store.outcomeOf(sha256Of('a'))).toBe('read')
    expect(await store.outcomeOf(sha256Of('b'))).toBe('damaged')
    expect(await store.outcomeOf(sha256Of('c'))).toBe(null)
    await store.close()
  })

  it('notes a path once for the same bytes, and the path of a save by itself', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const sha256 = sha256Of('a')
    await store.save(run, readingOf('a.docx', extractionOf(sha256)))
    expect(await store.sight(run, 'a.docx', sha256)).toBe(false)
    expect(await store.sight(run, 'copy/a.docx', sha256)).toBe(true)
    expect(await store.sight(run, 'copy/a.docx', sha256)).toBe(false)
    await store.close()
  })

  it('puts a later reading in place of the earlier one under the same digest', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const sha256 = sha256Of('a')
    const crashed = {
      path: 'a.docx',
      sha256,
      bytes: 9,
      format: 'docx',
      outcome: 'crashed',
      message: 'boom',
      extraction: null,
    } as const
    await store.save(run, crashed)
    await store.save(run, readingOf('a.docx', extractionOf(sha256)))
    expect(await store.outcomeOf(sha256)).toBe('read')
    expect(await store.totals()).toEqual({ blobs: 1, filings: 1, indicators: 1 })
    await store.save(run, crashed)
    expect(await store.totals()).toEqual({ blobs: 1, filings: 0, indicators: 0 })
    await store.close()
  })

  it('lists every stored document once, in order of digest, with the path it was first read from', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const extractions = Array.from({ length: 45 }, (_, at) => extractionOf(sha256Of(`${at}`), []))
    for (const [at, extraction] of extractions.entries()) await store.save(run, readingOf(`${at}.docx`, extraction))
    await store.sight(run, '/elsewhere/0.docx', sha256Of('0'))
    const listed = await collect(store.documents())
    const expected = extractions
      .map(({ sha256, document }, at) => ({ sha256, path: `${at}.docx`, document }))
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    expect(listed).toEqual(expected)
    await store.close()
  })

  it('replaces the filings of a document only when something differs, also while documents are listed', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    for (const name of ['a', 'b']) await store.save(run, readingOf(`${name}.docx`, extractionOf(sha256Of(name))))
    const answers: boolean[] = []
    for await (const { sha256 } of store.documents()) {
      answers.push(await store.replace(run, extractionOf(sha256)))
      answers.push(await store.replace(run, extractionOf(sha256, [filingOf(sha256, { fiscalYear: 2021 })])))
    }
    expect(answers).toEqual([false, true, false, true])
    expect((await store.filingsOf(sha256Of('a'))).map((filing) => filing.fiscalYear)).toEqual([2021])
    expect(await store.totals()).toEqual({ blobs: 2, filings: 2, indicators: 2 })
    expect(await store.replace(run, extractionOf(sha256Of('unknown')))).toBe(false)
    await store.close()
  })

  it('keeps nothing of a save that fails', async () => {
    const store = await open()
    const run = await store.startRun(RUN)
    const sha256 = sha256Of('a')
    const twice = extractionOf(sha256, [filingOf(sha256), filingOf(sha256)])
    await expect(store.save(run, readingOf('a.docx', twice))).rejects.toMatchObject({ code: 'refused' })
    expect(await store.totals()).toEqual({ blobs: 0, filings: 0, indicators: 0 })
    expect(await store.outcomeOf(sha256)).toBe(null)
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
