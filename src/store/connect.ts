/** Opens a SQLite file as a guibiao database, or refuses it in words that help. */
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { applyMigrations, assertCurrent, assertOurs } from './migrations.ts'
import { StoreError } from './store-error.ts'

/** How a database is opened. */
export interface SqliteOptions {
  /** Milliseconds to wait for another process that is writing; 10,000 by default. */
  readonly busyTimeout?: number
  /** Refuse to make a new file: for commands that only make sense on records that are there. */
  readonly mustExist?: boolean
  /** Open without the right to change anything; the database must be up to date. */
  readonly readOnly?: boolean
  /** Called with every SQL statement before it runs. */
  readonly onStatement?: (sql: string) => void
}

/** A connection to a database whose tables are up to date. Throws a {@link StoreError} or what the driver throws. */
export function connect(path: string, options: SqliteOptions): Database {
  if (path !== ':memory:') assertPlace(path, options.mustExist === true || options.readOnly === true)
  const db = new Sqlite(path, {
    timeout: options.busyTimeout ?? 10_000,
    readonly: options.readOnly === true,
    ...(options.onStatement && { verbose: (sql?: unknown) => options.onStatement!(String(sql)) }),
  })
  try {
    assertOurs(db, path)
    if (options.readOnly) {
      assertCurrent(db, path)
      return db
    }
    db.pragma('journal_mode = WAL')
    // A power cut may lose the last commits, never break the file: the same import then finishes the rest.
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    // The upper pages of the indexes of a million filings stay in memory.
    db.pragma('cache_size = -32768')
    // A checkpoint writes a page once, however often the batches since the last one changed it.
    db.pragma('wal_autocheckpoint = 4000')
    applyMigrations(db, path)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function assertPlace(path: string, mustExist: boolean): void {
  const exists = existsSync(path)
  if (!exists && mustExist)
    throw new StoreError('unwritable', `There is no database ${path}. \`guibiao import PATH --db ${path}\` makes one.`)
  const parent = dirname(resolve(path))
  if (!existsSync(parent))
    throw new StoreError('unwritable', `The folder ${parent} for the database ${path} does not exist. Make it first.`)
  if (exists && statSync(path).isDirectory())
    throw new StoreError('unwritable', `${path} is a folder. Name a file with --db, for example ${path}/filings.db.`)
}

/** Runs a person's decision: it is on the disk when this returns, power cut or not. */
export function durably<T>(db: Database, work: () => T): T {
  db.pragma('synchronous = FULL')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
