import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ImportOptions, importPaths } from '../src/import/import-paths.ts'
import type { Rules } from '../src/import/read-content.ts'
import { readHere } from '../src/import/read-here.ts'
import { readPaths } from '../src/import/read-paths.ts'
import type { ImportedFile } from '../src/import/summary.ts'
import { type Entry, LIMITS, type Outcome, ReadError } from '../src/model.ts'
import { packReading } from '../src/store/pack.ts'
import { openSqlite, type SqliteStore } from '../src/store/sqlite.ts'
import { entryOf, extractionOf, failedOf, filingOf, readingOf, sha256Of } from './support/records.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-import-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes files with their contents into the test's folder. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const relative = (path: string) => path.replace(`${folder}/`, '')
const RULES = { forms: [], units: [], digest: 'rules-1' } as unknown as Rules

type Extract = NonNullable<Parameters<typeof readHere>[0]['extract']>

/** Stands where `extract` stands: a file's text says what becomes of it. */
function fake(seen: string[] = []): Extract {
  return async (bytes, _rules, { path }) => {
    const text = Buffer.from(bytes).toString()
    seen.push(relative(path))
    if (text === 'damaged') throw new ReadError('damaged', 'The archive ends in the middle.')
    if (text === 'defect') throw new TypeError('x is undefined')
    if (text === 'twins') return extractionOf(sha256Of(text), [filingOf('same'), filingOf('same')])
    return extractionOf(
      sha256Of(text),
      text.startsWith('none')
        ? []
        : [
            filingOf(sha256Of(text), {
              source: { path, sha256: sha256Of(text), format: 'docx', block: 0, range: 'A1:B2' },
            }),
          ],
    )
  }
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('reading many files', () => {
  it('opens files whose names are GBK bytes and shows their names in Chinese', async () => {
    const gbk = Buffer.from([0xbc, 0xa8, 0xd0, 0xa7]) // 绩效
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), gbk, Buffer.from('.docx')]), 'twenty bytes of text')
    const files = await collect(readPaths([folder], { rules: RULES, extract: fake() }))
    expect(files.map(({ path, outcome, sha256 }) => [relative(path), outcome, sha256])).toEqual([
      ['绩效.docx', 'read', sha256Of('twenty bytes of text')],
    ])
  })

  it('hands them on in order with bounded flight, each with one outcome', async () => {
    write(
      Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [
          `${String(at).padStart(2, '0')}.docx`,
          at % 7 === 3 ? 'damaged' : `text ${at}`,
        ]),
      ),
    )
    let flying = 0
    let most = 0
    let open: (() => void) | undefined
    const three = new Promise<void>((resolve) => {
      open = resolve
    })
    const slow: Extract = async (bytes, rules, options) => {
      most = Math.max(most, ++flying)
      if (flying === 3) open?.()
      await three
      for (let i = Number(/(\d+)\.docx$/.exec(options.path)![1]) % 4; i > 0; i--) await new Promise(setImmediate)
      flying--
      return fake()(bytes, rules, options)
    }
    const files = await collect(readPaths([folder], { rules: RULES, extract: slow, jobs: 3 }))
    expect(files.map(({ path }) => path)).toEqual([...files.map(({ path }) => path)].sort())
    expect(files.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 30 }, (_, at) => (at % 7 === 3 ? 'damaged' : 'read')),
    )
    expect(most).toBe(3)
  })

  it('does not load a file that is larger than the limit, but knows its digest', async () => {
    write({ 'big.docx': 'x'.repeat(100) })
    const [file] = await collect(
      readPaths([folder], { rules: RULES, extract: fake(), limits: { ...LIMITS, inflatedBytes: 99 } }),
    )
    expect(file).toMatchObject({ outcome: 'too-large', sha256: sha256Of('x'.repeat(100)), reading: { bytes: 100 } })
  })

  it('says of a defect which one it was, and asks to report it', async () => {
    write({ 'a.docx': 'defect' })
    const [file] = await collect(readPaths([folder], { rules: RULES, extract: fake() }))
    expect(file).toMatchObject({ outcome: 'crashed', message: expect.stringMatching(/report.*x is undefined$/) })
    const [traced] = await collect(readPaths([folder], { rules: RULES, extract: fake(), debug: true }))
    expect(traced!.message).toMatch(/x is undefined\n +at /)
  })
})

describe('an import', () => {
  let store: SqliteStore
  beforeEach(async () => {
    store = await openSqlite(':memory:')
  })
  afterEach(() => store.close())

  interface Options extends Partial<ImportOptions> {
    readonly extract?: Extract
  }
  const run = (paths: readonly string[], { extract = fake(), ...rest }: Options = {}) =>
    importPaths(
      paths.map((path) => join(folder, path)),
      {
        store,
        runner: readHere({ rules: RULES, extract, pack: packReading }, rest.jobs),
        rulesDigest: RULES.digest,
        jobs: 2,
        version: '0.1.0',
        ...rest,
      },
    )
  const outcomeOf = async (text: string): Promise<Outcome | undefined> => (await store.knownOf(sha256Of(text)))?.outcome

  it('ends every path with exactly one outcome and goes on after bad ones', async () => {
    write({ 'a.docx': 'one', 'b.docx': 'damaged', 'c.docx': 'defect', 'd.docx': 'none', '~$d.docx': 'x' })
    const files: ImportedFile[] = []
    const summary = await run(['.', 'gone.docx'], { onFile: (file) => files.push(file) })
    expect(files.map(({ path, outcome }) => [relative(path), outcome])).toEqual([
      ['a.docx', 'read'],
      ['b.docx', 'damaged'],
      ['c.docx', 'crashed'],
      ['d.docx', 'read'],
      ['~$d.docx', 'skipped'],
      ['gone.docx', 'missing'],
    ])
    expect(summary).toMatchObject({
      files: 6,
      outcomes: { read: 2, damaged: 1, crashed: 1, skipped: 1, missing: 1 },
      rejected: 3,
      newFiles: 4,
      known: 0,
      filings: { 'department-goals': { clean: 1 } },
      indicators: 1,
      ledger: { label: 80, value: 120, ignored: 4, unread: 0 },
      interrupted: false,
    })
    expect(await store.totals()).toEqual({ blobs: 4, filings: 1, indicators: 1 })
  })

  it('reads nothing again and changes nothing when run twice', async () => {
    write({ 'a.docx': 'one', 'b.docx': 'damaged' })
    await run(['.'])
    const before = await store.totals()
    const seen: string[] = []
    const again = await run(['.'], { extract: fake(seen) })
    expect(seen).toEqual([])
    expect(again).toMatchObject({
      outcomes: { read: 1, damaged: 1 },
      newFiles: 0,
      newPaths: 0,
      known: 2,
      rejected: 1,
      filings: {},
    })
    expect(await store.totals()).toEqual(before)
  })

  it('takes the same bytes under two names as one file seen twice', async () => {
    write({ 'a.docx': 'same', 'b.docx': 'same', 'c/a.docx': 'same' })
    expect(await run(['.'], { jobs: 3 })).toMatchObject({ newFiles: 1, newPaths: 2, known: 0, outcomes: { read: 3 } })
    expect(await store.totals()).toEqual({ blobs: 1, filings: 1, indicators: 1 })
    expect((await store.filingsOf(sha256Of('same')))[0]!.source.path).toBe(join(folder, 'a.docx'))
  })

  it('tries outcomes again that it is told to', async () => {
    write({ 'a.docx': 'damaged', 'b.docx': 'one' })
    await run(['.'])
    const seen: string[] = []
    expect(await run(['.'], { extract: fake(seen), retry: ['damaged'] })).toMatchObject({ newFiles: 0, known: 2 })
    expect(seen).toEqual(['a.docx'])
    const healed: Extract = (bytes, rules, options) => fake()(Buffer.from(`healed ${bytes}`), rules, options)
    expect(await run(['.'], { extract: healed, retry: ['damaged'] })).toMatchObject({ newFiles: 1, known: 1 })
  })

  it('rejects a file whose records the store refuses, as a crash that names it, and goes on', async () => {
    write({ 'a.docx': 'twins', 'b.docx': 'one' })
    const summary = await run(['.'])
    expect(summary.outcomes).toEqual({ crashed: 1, read: 1 })
    expect(await outcomeOf('twins')).toBe('crashed')
    expect(await store.totals()).toEqual({ blobs: 2, filings: 1, indicators: 1 })
  })

  it('stops between files when aborted, and the same import later equals an undisturbed one', async () => {
    write(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.docx`, `text ${at}`])))
    const stop = new AbortController()
    const seen: string[] = []
    const stopping: Extract = (...file) => {
      if (seen.length === 4) stop.abort()
      return fake(seen)(...file)
    }
    const first = await run(['.'], { signal: stop.signal, extract: stopping })
    expect(first.interrupted).toBe(true)
    expect(first.files).toBeLessThan(12)
    expect(await store.runs()).toMatchObject([{ end: 'interrupted' }])
    const second = await run(['.'])
    expect(second).toMatchObject({
      interrupted: false,
      files: 12,
      newFiles: 12 - first.newFiles,
      known: first.newFiles,
    })
    expect(await store.totals()).toEqual({ blobs: 12, filings: 12, indicators: 12 })
  })

  it('rejects when the store fails, and what was committed before stays', async () => {
    write(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${at}.docx`, `text ${at}`])))
    let saves = 0
    const full = {
      ...store,
      save: async (at: number, entries: readonly Entry[]) => {
        if (++saves > 1) throw Object.assign(new Error('disk full'), { code: 'failed' })
        return store.save(at, entries)
      },
    }
    await expect(run(['.'], { store: full })).rejects.toThrow('disk full')
    const { blobs } = await store.totals()
    expect(blobs).toBeGreaterThan(0)
    expect(blobs).toBeLessThan(100)
    expect(await store.runs()).toMatchObject([{ end: 'failed' }])
    expect(await run(['.'])).toMatchObject({ newFiles: 100 - blobs, known: blobs })
  })

  it('commits in batches, not file by file, and in the order of the files', async () => {
    write(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${1000 + at}.docx`, `text ${at}`])))
    const batches: string[][] = []
    const watched = {
      ...store,
      save: (at: number, entries: readonly Entry[]) => {
        batches.push(entries.map(({ path }) => path))
        return store.save(at, entries)
      },
    }
    await run(['.'], { store: watched, jobs: 3 })
    expect(batches.flat()).toEqual([...batches.flat()].sort())
    expect(batches.flat()).toHaveLength(200)
    expect(batches.length).toBeLessThan(20)
  })

  it('takes bytes that another import saved meanwhile as known', async () => {
    write({ 'a.docx': 'one' })
    const other = await store.startRun({ command: 'other', startedAt: '', version: '', rulesDigest: '' })
    const racing: Extract = async (bytes, rules, options) => {
      await store.save(other, [entryOf(readingOf('elsewhere.docx', extractionOf(sha256Of('one'))))])
      return fake()(bytes, rules, options)
    }
    expect(await run(['.'], { extract: racing })).toMatchObject({ newFiles: 0, newPaths: 1 })
    expect((await store.filingsOf(sha256Of('one')))[0]!.source.path).toBe('a.docx')
  })

  it('leaves out what a person had forgotten, says why, and reads it when asked to', async () => {
    write({ 'a.docx': 'one' })
    await run(['.'])
    await store.forget(join(folder, 'a.docx'), 'sent by mistake', '2026-01-02T03:04:05Z')
    const files: ImportedFile[] = []
    expect(await run(['.'], { onFile: (file) => files.push(file) })).toMatchObject({ outcomes: { skipped: 1 } })
    expect(files[0]!.message).toContain('sent by mistake')
    expect(await store.totals()).toMatchObject({ blobs: 0 })
    expect(await run(['.'], { retry: ['skipped'] })).toMatchObject({ newFiles: 1 })
    expect(await run(['.'])).toMatchObject({ known: 1, outcomes: { read: 1 } })
  })

  it('tries bytes that stand under two paths again only once', async () => {
    write({ 'a.docx': 'damaged', 'b.docx': 'damaged' })
    const at = await store.startRun({ command: 'other', startedAt: '', version: '', rulesDigest: '' })
    await store.save(at, [entryOf(failedOf('old.docx', sha256Of('damaged'), 'crashed', 'boom'))])
    expect(await run(['.'], { retry: ['crashed', 'damaged'], jobs: 1 })).toMatchObject({ newFiles: 1, newPaths: 1 })
  })
})
