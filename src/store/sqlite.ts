/** The SQLite store: one file, one writer, every save as a whole or not at all. */
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Document, Extraction, Filing, Outcome, Reading, Run, Store } from '../model.ts'
import { DOCUMENT_ENCODING, packDocument, unpackDocument } from './document-content.ts'
import { applyMigrations, assertOurs } from './migrations.ts'
import { type ExtractionRows, packExtraction } from './pack.ts'
import { prepareStatements, type Statements, storable } from './statements.ts'
import { asStoreError, StoreError } from './store-error.ts'
import { unpackFiling } from './unpack.ts'

/** A {@link Store} in a SQLite file, with its records to be read back. */
export interface SqliteStore extends Store {
  /** The filings of a file as they were saved, in the order of the file; none when its digest is unknown. */
  filingsOf(sha256: string): Promise<readonly Filing[]>
}

/** How a database is opened. */
export interface SqliteOptions {
  /** Milliseconds to wait for another process that is writing; 10,000 by default. */
  readonly busyTimeout?: number
  /** Refuse to make a new file: for commands that only make sense on records that are there. */
  readonly mustExist?: boolean
}

/** How many stored documents are held at a time while they are listed. */
const PAGE = 20

/**
 * Opens a database, makes it when it is missing, and brings its tables up to date. Rejects with a {@link StoreError}:
 * `foreign` (another program's file: it is left as it was), `newer`, `unwritable`, `busy`, `failed`.
 */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<SqliteStore> {
  const guard = guardFor(path)
  return guard(() => {
    const db = connect(path, options)
    try {
      assertOurs(db, path)
      db.pragma('journal_mode = WAL')
      // A power cut may lose the last commits, never break the file: the same import then finishes the rest.
      db.pragma('synchronous = NORMAL')
      db.pragma('foreign_keys = ON')
      applyMigrations(db, path)
      return storeOn(db, guard)
    } catch (error) {
      db.close()
      throw error
    }
  })
}

function connect(path: string, options: SqliteOptions): Database {
  if (path !== ':memory:') {
    const exists = existsSync(path)
    if (!exists && options.mustExist === true)
      throw new StoreError(
        'unwritable',
        `There is no database ${path}. \`guibiao import PATH --db ${path}\` makes one.`,
      )
    const parent = dirname(resolve(path))
    if (!existsSync(parent))
      throw new StoreError('unwritable', `The folder ${parent} for the database ${path} does not exist. Make it first.`)
    if (exists && statSync(path).isDirectory())
      throw new StoreError('unwritable', `${path} is a folder. Name a file with --db, for example ${path}/filings.db.`)
  }
  return new Sqlite(path, { timeout: options.busyTimeout ?? 10_000 })
}

type Guard = <T>(work: () => T) => Promise<T>

/** Turns whatever the driver throws into a StoreError that names the database. */
function guardFor(path: string): Guard {
  return async (work) => {
    try {
      return work()
    } catch (error) {
      throw asStoreError(error, path)
    }
  }
}

function storeOn(db: Database, guard: Guard): SqliteStore {
  const statements = prepareStatements(db)
  const { one } = statements
  const save = db.transaction((run: number, reading: Reading) => saveReading(statements, run, reading))
  const replace = db.transaction((run: number, extraction: Extraction) => replaceFilings(statements, run, extraction))
  return {
    startRun: ({ command, version, rulesDigest, startedAt }: Run) =>
      guard(() => {
        const insert = one('INSERT INTO run (command, version, rules_digest, started_at) VALUES (?, ?, ?, ?)')
        return Number(insert.run(command, version, rulesDigest, startedAt).lastInsertRowid)
      }),
    finishRun: (run, finishedAt) =>
      guard(() => void one('UPDATE run SET finished_at = ? WHERE run_no = ?').run(finishedAt, run)),
    outcomeOf: (sha256) =>
      guard(() => (one('SELECT outcome FROM blob WHERE sha256 = ?').get(sha256)?.outcome ?? null) as Outcome | null),
    sight: (run, path, sha256) => guard(() => sightBlob(statements, run, path, sha256)),
    save: (run, reading) => guard(() => save.immediate(run, reading)),
    documents: () => listDocuments(statements, guard),
    replace: (run, extraction) => guard(() => replace.immediate(run, extraction)),
    totals: () =>
      guard(() => ({
        blobs: one('SELECT count(*) AS n FROM blob').get()!.n as number,
        filings: one('SELECT count(*) AS n FROM filing').get()!.n as number,
        indicators: one('SELECT count(*) AS n FROM indicator').get()!.n as number,
      })),
    filingsOf: (sha256) => guard(() => loadFilings(statements, sha256)),
    close: () => guard(() => void db.close()),
  }
}

function sightBlob({ one }: Statements, run: number, path: string, sha256: string): boolean {
  const insert = one(
    'INSERT INTO sighting (path, blob_no, run_no) SELECT ?, blob_no, ? FROM blob WHERE sha256 = ? ON CONFLICT DO NOTHING',
  )
  return insert.run(path, run, sha256).changes === 1
}

function saveReading(statements: Statements, run: number, reading: Reading): void {
  const { one } = statements
  const { sha256, extraction } = reading
  // Keeps the number of a known blob, so that its sightings stay; its document goes with everything read from it.
  const upsert =
    one(`INSERT INTO blob (sha256, bytes, format, outcome, message, reader, run_no) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET (bytes, format, outcome, message, reader, run_no)
      = (excluded.bytes, excluded.format, excluded.outcome, excluded.message, excluded.reader, excluded.run_no)
    RETURNING blob_no`)
  const reader = extraction?.document.reader ?? null
  const blob = upsert.get(
    sha256,
    reading.bytes,
    reading.format,
    reading.outcome,
    storable(reading.message),
    reader,
    run,
  )
  const blobNo = blob!.blob_no as number
  one('DELETE FROM document WHERE blob_no = ?').run(blobNo)
  sightBlob(statements, run, reading.path, sha256)
  if (!extraction) return
  const rows = packExtraction(extraction)
  statements.insertDocument({
    blob_no: blobNo,
    path: reading.path,
    encoding: DOCUMENT_ENCODING,
    content: packDocument(extraction.document),
    ...rows.ledger,
    records_digest: rows.digest,
    run_no: run,
  })
  insertRecords(statements, blobNo, rows)
}

function insertRecords(statements: Statements, blobNo: number, rows: ExtractionRows): void {
  for (const filing of rows.filings) statements.insertFiling(blobNo, filing)
  for (const finding of rows.findings) statements.insertFileFinding({ ...finding, blob_no: blobNo })
}

function replaceFilings(statements: Statements, run: number, extraction: Extraction): boolean {
  const { one } = statements
  const known = one('SELECT blob_no, records_digest FROM document JOIN blob USING (blob_no) WHERE sha256 = ?').get(
    extraction.sha256,
  )
  if (!known) return false
  const rows = packExtraction(extraction)
  if (known.records_digest === rows.digest) return false
  one('DELETE FROM filing WHERE blob_no = ?').run(known.blob_no)
  one('DELETE FROM finding WHERE blob_no = ?').run(known.blob_no)
  const { ledger_label, ledger_value, ledger_ignored, ledger_unread } = rows.ledger
  one(`UPDATE document SET (ledger_label, ledger_value, ledger_ignored, ledger_unread, records_digest, run_no)
    = (?, ?, ?, ?, ?, ?) WHERE blob_no = ?`).run(
    ledger_label!,
    ledger_value!,
    ledger_ignored!,
    ledger_unread!,
    rows.digest,
    run,
    known.blob_no,
  )
  insertRecords(statements, known.blob_no, rows)
  return true
}

/** Page by page: the connection must be free between two documents, because the caller writes in between. */
async function* listDocuments(
  { one }: Statements,
  guard: Guard,
): AsyncGenerator<{ sha256: string; path: string; document: Document }> {
  const page = one(`SELECT sha256, path, encoding, content FROM document JOIN blob USING (blob_no)
    WHERE sha256 > ? ORDER BY sha256 LIMIT ${PAGE}`)
  for (let last = ''; ; ) {
    const rows = await guard(() => page.all(last))
    for (const { sha256, path, encoding, content } of rows)
      yield await guard(() => ({ sha256, path, document: unpackDocument(content, encoding) }))
    if (rows.length < PAGE) return
    last = rows.at(-1)!.sha256
  }
}

function loadFilings(statements: Statements, sha256: string): readonly Filing[] {
  const rows = statements
    .one('SELECT filing.*, blob.sha256 FROM filing JOIN blob USING (blob_no) WHERE sha256 = ? ORDER BY position')
    .all(sha256)
  return rows.map((row) => unpackFiling(row, statements.recordsOf(row.filing_no)))
}
