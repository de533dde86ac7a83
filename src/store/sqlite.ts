/** The SQLite store: one file, one writer, every save as a whole or not at all. */
import type { Database } from 'better-sqlite3'
import type { Entry, Filing, Known, Packed, Run, Saved, Store, StoredDocument } from '../model.ts'
import { connect, durably, type SqliteOptions } from './connect.ts'
import { chooseFiling, type Forgotten, forgetBlobs, isForgotten, liftForgotten } from './decisions.ts'
import { unpackDocument } from './document-content.ts'
import { textsOf } from './marks.ts'
import {
  type FiledFormRecord,
  listFiledForms,
  listRuns,
  listVersions,
  type RunRecord,
  type VersionRecord,
} from './records.ts'
import { asCrashed, replaceRecords, saveEntry } from './save.ts'
import { type Hiders, rewriteBlob, scrubTexts } from './scrub.ts'
import { nothingTouched, settle } from './settle.ts'
import { prepareStatements, type Statements } from './statements.ts'
import { asStoreError } from './store-error.ts'
import { unpackFiling } from './unpack.ts'

export type { SqliteOptions } from './connect.ts'

/** A {@link Store} in a SQLite file, with its records to be read back and the decisions that people make about them. */
export interface SqliteStore extends Store {
  /** The filings of a file as they were saved, in the order of the file; none when its digest is unknown. */
  filingsOf(sha256: string): Promise<readonly Filing[]>
  /** Versions of one form where there are several; `contested` leaves out what is decided. */
  versions(contested?: boolean): Promise<readonly VersionRecord[]>
  /** Makes a filing the current version of its key. Null when there is no such filing, or it has no key. */
  choose(filingId: string, reason: string, at: string): Promise<VersionRecord | null>
  runs(): Promise<readonly RunRecord[]>
  /** All forms of a fiscal year, blank ones too. */
  filedForms(year: number): Promise<readonly FiledFormRecord[]>
  /** Takes the files of a path, a digest or a run out; they are not read again until they are asked for. */
  forget(target: string, reason: string, at: string, dryRun?: boolean): Promise<readonly Forgotten[]>
  /** Lets forgotten bytes be read again. */
  lift(sha256: string): Promise<void>
  /** Puts a redacted reading in place of what is stored of these bytes; `hide` does the same to what stands beside it. */
  rewrite(run: number, packed: Packed, hide: Hiders): Promise<void>
  /** Hides what the hiders hide outside of documents, then makes the file anew: nothing old stays in free pages. */
  scrub(hide: Hiders): Promise<void>
}

/** How many stored documents are held at a time while they are listed. */
const PAGE = 20

/**
 * Opens a database, makes it when it is missing, and brings its tables up to date. Rejects with a `StoreError`:
 * `foreign` (another program's file: it is left as it was), `newer`, `unwritable`, `busy`, `failed`.
 */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<SqliteStore> {
  const guard = guardFor(path)
  return guard(() => storeOn(connect(path, options), guard, path))
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

function storeOn(db: Database, guard: Guard, path: string): SqliteStore {
  const statements = prepareStatements(db)
  const { one } = statements
  const save = db.transaction((run: number, entries: readonly Entry[]) => saveAll(db, statements, run, entries, path))
  const replace = db.transaction((run: number, packed: Packed) => {
    const touched = nothingTouched()
    const replaced = replaceRecords(statements, run, packed, touched)
    settle(statements, touched)
    return replaced
  })
  return {
    startRun: ({ command, version, rulesDigest, startedAt }: Run) =>
      guard(() => {
        const insert = one('INSERT INTO run (command, version, rules_digest, started_at) VALUES (?, ?, ?, ?)')
        return Number(insert.run(command, version, rulesDigest, startedAt).lastInsertRowid)
      }),
    finishRun: (run, at, end) =>
      guard(() => void one('UPDATE run SET finished_at = ?, ended = ? WHERE run_no = ?').run(at, end, run)),
    knownOf: (sha256) => guard(() => knownOf(statements, sha256)),
    pathsOf: (sha256) =>
      guard(() => {
        const rows = one('SELECT path FROM sighting JOIN blob USING (blob_no) WHERE sha256 = ? ORDER BY path')
        return rows.all(sha256).map(({ path }) => path)
      }),
    save: (run, entries) => guard(() => save.immediate(run, entries)),
    documents: () => listDocuments(statements, guard),
    replace: (run, packed) => guard(() => replace.immediate(run, packed)),
    totals: () =>
      guard(() => ({
        blobs: one('SELECT count(*) AS n FROM blob').get()!.n as number,
        filings: one('SELECT count(*) AS n FROM filing').get()!.n as number,
        indicators: one('SELECT count(*) AS n FROM indicator').get()!.n as number,
      })),
    filingsOf: (sha256) => guard(() => loadFilings(statements, sha256)),
    versions: (contested = false) => guard(() => listVersions(statements, contested)),
    choose: (id, reason, at) => guard(() => durably(db, () => chooseFiling(statements, id, reason, at))),
    runs: () => guard(() => listRuns(statements)),
    filedForms: (year) => guard(() => listFiledForms(statements, year)),
    forget: (target, reason, at, dryRun = false) =>
      guard(() => {
        db.pragma('secure_delete = ON')
        const gone = durably(db, () => forgetBlobs(statements, target, reason, at, dryRun))
        // The log still holds the pages as they were.
        if (!dryRun) db.pragma('wal_checkpoint(TRUNCATE)')
        return gone
      }),
    lift: (sha256) => guard(() => durably(db, () => liftForgotten(statements, sha256))),
    rewrite: (run, packed, hide) =>
      guard(() => db.transaction(() => rewriteBlob(statements, run, packed, hide)).immediate()),
    scrub: (hide) =>
      guard(() => {
        durably(db, () => scrubTexts(statements, hide))
        db.exec('VACUUM')
        db.pragma('wal_checkpoint(TRUNCATE)')
      }),
    close: () => guard(() => void db.close()),
  }
}

function knownOf(statements: Statements, sha256: string): Known | null {
  const row = statements.one('SELECT outcome, message, format FROM blob WHERE sha256 = ?').get(sha256)
  if (row) return { outcome: row.outcome, message: row.message, format: row.format, forgotten: null }
  const forgotten = isForgotten(statements, sha256)
  return forgotten === null ? null : { outcome: 'skipped', message: null, format: 'unknown', forgotten }
}

/** One savepoint an entry, so that a record that the tables refuse takes nothing else with it. */
function saveAll(
  db: Database,
  statements: Statements,
  run: number,
  entries: readonly Entry[],
  path: string,
): readonly Saved[] {
  const touched = nothingTouched()
  const saveOne = db.transaction((entry: Entry) => saveEntry(statements, run, entry, touched))
  const saved = entries.map((entry): Saved => {
    try {
      return { novelty: saveOne(entry), refused: null }
    } catch (error) {
      const fault = asStoreError(error, path)
      if (fault.code !== 'refused' || entry.packed === null) throw error
      const crashed = { ...entry, packed: asCrashed(entry.packed, fault.message) }
      return { novelty: saveOne(crashed), refused: fault.message }
    }
  })
  settle(statements, touched)
  return saved
}

/** Page by page: the connection must be free between two documents, because the caller writes in between. */
async function* listDocuments({ one }: Statements, guard: Guard): AsyncGenerator<StoredDocument> {
  const page = one(`SELECT sha256, document.path, hints, encoding, content
    FROM document JOIN blob USING (blob_no) LEFT JOIN sighting USING (path, blob_no)
    WHERE sha256 > ? ORDER BY sha256 LIMIT ${PAGE}`)
  for (let last = ''; ; ) {
    const rows = await guard(() => page.all(last))
    for (const { sha256, path, hints, encoding, content } of rows)
      yield await guard(() => ({
        sha256,
        path,
        hints: JSON.parse(hints ?? 'null'),
        document: unpackDocument(content, encoding),
      }))
    if (rows.length < PAGE) return
    last = rows.at(-1)!.sha256
  }
}

function loadFilings(statements: Statements, sha256: string): readonly Filing[] {
  const rows = statements
    .one(`SELECT filing.*, blob.sha256, document.encoding, document.content
      FROM filing JOIN blob USING (blob_no) JOIN document USING (blob_no) WHERE sha256 = ? ORDER BY position`)
    .all(sha256)
  if (rows.length === 0) return []
  const textAt = textsOf(unpackDocument(rows[0]!.content, rows[0]!.encoding))
  return rows.map((row) => unpackFiling(row, statements.recordsOf(row.filing_no), textAt))
}
