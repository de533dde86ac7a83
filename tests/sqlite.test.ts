import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Filing, Finding, Ledger, type Reading } from '../src/model.ts'
import { applyMigrations, listMigrations } from '../src/store/migrations.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { StoreError } from '../src/store/store-error.ts'
import { arbitraryOf } from './support/arbitrary-of.ts'
import fc from './support/properties.ts'
import { entryOf, extractionOf, filingOf, fundOf, RUN, readingOf, sha256Of } from './support/records.ts'

let folder: string
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-sqlite-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newPath = () => join(folder, `${++made}.db`)

describe('the SQLite file', () => {
  const query = (path: string, sql: string) => {
    const db = new Sqlite(path, { readonly: true })
    const rows = db.prepare(sql).all()
    db.close()
    return rows
  }
  const saved = async (...readings: Reading[]) => {
    const path = newPath()
    const store = await openSqlite(path)
    const run = await store.startRun(RUN)
    for (const reading of readings) await store.save(run, [entryOf(reading)])
    await store.finishRun(run, '2026-01-02T03:05:00Z', 'done')
    await store.close()
    return path
  }

  it('shows amounts in yuan as exact text and as number, and no amount where the unit is unknown', async () => {
    const [a, b] = [sha256Of('a'), sha256Of('b')]
    const funds = [
      fundOf('total', '资金总额', '18926.5'),
      fundOf('other', '其他资金', '-0.00005'),
      fundOf('local-funds', '地方资金', null),
    ]
    const path = await saved(
      readingOf('a.docx', extractionOf(a, [filingOf(a, { funds })])),
      readingOf('b.docx', extractionOf(b, [filingOf(b, { amountUnit: null })])),
    )
    expect(
      query(
        path,
        'SELECT label, amount_yuan, amount_yuan_number, rounded FROM v_funds ORDER BY source_path, filing_no, position',
      ),
    ).toEqual([
      { label: '资金总额', amount_yuan: '189265000.00', amount_yuan_number: 189265000, rounded: 0 },
      { label: '其他资金', amount_yuan: '-0.50', amount_yuan_number: -0.5, rounded: 0 },
      { label: '地方资金', amount_yuan: null, amount_yuan_number: null, rounded: 0 },
      { label: '资金总额', amount_yuan: null, amount_yuan_number: null, rounded: 0 },
    ])
    expect(query(path, 'SELECT total_yuan FROM v_filings ORDER BY filing_no')).toEqual([
      { total_yuan: '189265000.00' },
      { total_yuan: null },
    ])
  })

  it('shows indicators with their values, and one row for each claim with its cell', async () => {
    const sha256 = sha256Of('a')
    const path = await saved(readingOf('a.docx', extractionOf(sha256)))
    expect(query(path, 'SELECT level1, level3, target_value, target_unit, target_number FROM v_indicators')).toEqual([
      {
        level1: 'output',
        level3: '改造资金投入',
        target_value: '165300000',
        target_unit: 'CNY',
        target_number: 165300000,
      },
    ])
    expect(query(path, "SELECT field, address, raw FROM v_claims WHERE record = 'indicator'")).toEqual([
      { field: 'target', address: '表1 第10行第5列', raw: '16530万' },
    ])
  })

  it('shows a copy and a blank template nowhere in the views, and both in the tables', async () => {
    const names = ['a', 'b', 'c']
    const filings = names.map((name) =>
      filingOf(sha256Of(name), name === 'c' ? { status: 'template' } : { digest: 'same facts' }),
    )
    const path = await saved(
      ...names.map((name, at) => readingOf(`${name}.docx`, extractionOf(sha256Of(name), [filings[at]!]))),
    )
    expect(query(path, 'SELECT filing_id, copies FROM v_filings')).toEqual([
      { filing_id: [filings[0]!.id, filings[1]!.id].sort()[0], copies: 1 },
    ])
    expect(query(path, 'SELECT count(*) AS n FROM v_indicators')).toEqual([{ n: 1 }])
    expect(query(path, 'SELECT count(*) AS n FROM filing')).toEqual([{ n: 3 }])
  })

  it('keeps the findings of a file and of a filing apart', async () => {
    const sha256 = sha256Of('a')
    const [finding] = fc.sample(arbitraryOf(Finding), { numRuns: 1, seed: 7 })
    const extraction = {
      ...extractionOf(sha256, [filingOf(sha256, { findings: [{ ...finding!, rule: 'FND-1' }] })]),
      findings: [{ ...finding!, rule: 'READ-1' }],
    }
    const path = await saved(readingOf('a.docx', extraction))
    expect(query(path, 'SELECT rule, filing_no FROM finding ORDER BY rule')).toEqual([
      { rule: 'FND-1', filing_no: 1 },
      { rule: 'READ-1', filing_no: null },
    ])
  })

  it('has no broken reference and no broken page, whatever was saved over what', async () => {
    const ledger = arbitraryOf(Ledger)
    const [drawn] = fc.sample(fc.tuple(arbitraryOf(Filing), ledger), { numRuns: 1, seed: 11 })
    const sha256 = sha256Of('a')
    const extraction = { ...extractionOf(sha256, [{ ...drawn![0], id: 'x' }]), ledger: drawn![1] }
    const path = await saved(
      readingOf('a.docx', extraction),
      readingOf('b.docx', extraction),
      readingOf('a.docx', extractionOf(sha256)),
    )
    expect(query(path, 'PRAGMA foreign_key_check')).toEqual([])
    expect(query(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(query(path, 'SELECT path FROM sighting')).toEqual([{ path: 'a.docx' }, { path: 'b.docx' }])
    expect(
      query(path, 'SELECT count(*) AS n FROM observation WHERE filing_no NOT IN (SELECT filing_no FROM filing)'),
    ).toEqual([{ n: 0 }])
  })
})

describe('opening a SQLite file', () => {
  const refusal = async (path: string, options = {}) => {
    const error = await openSqlite(path, options).then(
      () => null,
      (reason) => reason,
    )
    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toContain(path)
    return error as StoreError
  }

  it('refuses another program’s database and leaves it as it was', async () => {
    const path = newPath()
    const db = new Sqlite(path)
    db.exec('CREATE TABLE theirs (a)')
    db.close()
    const before = readFileSync(path)
    expect((await refusal(path)).code).toBe('foreign')
    expect(readFileSync(path)).toEqual(before)
  })

  it('refuses a file that is no database and leaves it as it was', async () => {
    const path = newPath()
    writeFileSync(path, 'PK\u0003\u0004 this is a document, not a database'.repeat(50))
    expect((await refusal(path)).code).toBe('foreign')
    expect(readFileSync(path, 'utf8')).toMatch(/^PK/)
  })

  it('refuses a folder, a missing folder, and a missing database that must exist', async () => {
    expect((await refusal(folder)).code).toBe('unwritable')
    expect((await refusal(join(folder, 'missing', 'a.db'))).code).toBe('unwritable')
    expect((await refusal(newPath(), { mustExist: true })).code).toBe('unwritable')
  })

  it('refuses a database with a migration that it does not know, or knows otherwise', async () => {
    const path = newPath()
    await (await openSqlite(path)).close()
    const db = new Sqlite(path)
    db.exec("INSERT INTO migration VALUES (999, '999-future.sql', 'x')")
    expect((await refusal(path)).code).toBe('newer')
    db.exec("DELETE FROM migration WHERE number = 999; UPDATE migration SET checksum = 'y' WHERE number = 1")
    db.close()
    expect((await refusal(path)).message).toContain('001-')
  })

  it('takes an empty file, and a second opening applies nothing again', async () => {
    const path = newPath()
    writeFileSync(path, '')
    await (await openSqlite(path)).close()
    const before = readFileSync(path)
    await (await openSqlite(path)).close()
    expect(readFileSync(path)).toEqual(before)
  })

  it('says so when another process holds the write lock', async () => {
    const path = newPath()
    await (await openSqlite(path)).close()
    const other = new Sqlite(path)
    other.exec('BEGIN IMMEDIATE')
    const store = await openSqlite(path, { busyTimeout: 1 })
    await expect(store.startRun(RUN)).rejects.toMatchObject({ code: 'busy' })
    other.exec('ROLLBACK')
    other.close()
    expect(await store.startRun(RUN)).toBe(1)
    await store.close()
  })

  it('applies a migration as a whole or not at all', () => {
    const db = new Sqlite(':memory:')
    const broken = { number: 900, name: '900-broken.sql', sql: 'CREATE TABLE half (a); SELECT nonsense', checksum: 'z' }
    expect(() => applyMigrations(db, ':memory:', [...listMigrations(), broken])).toThrow(/nonsense/)
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([])
    expect(db.prepare('SELECT max(number) AS n FROM migration').get()).toEqual({ n: listMigrations().at(-1)!.number })
    db.close()
  })
})
