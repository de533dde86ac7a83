/** Reading the views of a database: a connection that cannot write, rows one at a time. */
import { existsSync, statSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { APPLICATION_ID, listMigrations } from './migrations.ts'
import { openSqlite } from './sqlite.ts'
import { asStoreError, StoreError } from './store-error.ts'

/** What a cell of a result holds. Whole numbers are `bigint` where a query asks for exact ones. */
export type ViewValue = string | number | bigint | Uint8Array | null

/** One row by column names. */
export type ViewRow = Readonly<Record<string, ViewValue>>

/** A query that can't be run: it is wrong, or it would change something. The database is fine. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly code = 'wrong-query'
}

/** A result: its column names, and its rows in order, made as they are asked for. */
export interface ViewResult {
  readonly columns: readonly string[]
  rows(): IterableIterator<readonly ViewValue[]>
}

/** A database that can only be read. */
export interface Views {
  /** Everything that a query gives, whole numbers as `number`. For small results. */
  all(sql: string, ...params: readonly ViewValue[]): readonly ViewRow[]
  /** A query whose rows are made one at a time; `exact` gives whole numbers as `bigint`. */
  query(sql: string, params?: readonly ViewValue[], options?: { readonly exact?: boolean }): ViewResult
  close(): void
}

/**
 * Opens a database for reading. One that an older guibiao made is brought up to date first. Rejects with a
 * {@link StoreError}: `unwritable` when it is not there, `foreign`, `newer`, `failed`.
 */
export async function openViews(path: string): Promise<Views> {
  if (!existsSync(path) || statSync(path).isDirectory())
    throw new StoreError('unwritable', `There is no database ${path}. \`guibiao import PATH --db ${path}\` makes one.`)
  try {
    let db = connect(path)
    if (!isCurrent(db)) {
      db.close()
      await (await openSqlite(path, { mustExist: true })).close()
      db = connect(path)
    }
    return viewsOn(db, path)
  } catch (error) {
    throw asStoreError(error, path)
  }
}

function connect(path: string): Database {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true })
  db.pragma('query_only = ON')
  return db
}

/** False also for a file of another program: opening it as ours then says so. */
function isCurrent(db: Database): boolean {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return false
  const applied = db.prepare<[], string>('SELECT checksum FROM migration ORDER BY number').pluck().all()
  const known = listMigrations().map(({ checksum }) => checksum)
  return applied.length === known.length && applied.every((one, at) => one === known[at])
}

function viewsOn(db: Database, path: string): Views {
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw asQueryError(error, path)
    }
  }
  return {
    all: (sql, ...params) => guard(() => prepare(db, sql).all(...params) as ViewRow[]),
    query: (sql, params = [], { exact = false } = {}) =>
      guard(() => {
        const statement = prepare(db, sql).raw().safeIntegers(exact)
        const columns = statement.columns().map(({ name }) => name)
        return { columns, rows: () => iterate(statement, params, path) }
      }),
    close: () => void db.close(),
  }
}

function prepare(db: Database, sql: string): Sqlite.Statement<unknown[]> {
  const statement = db.prepare<unknown[]>(sql)
  if (!statement.reader || !statement.readonly)
    throw new QueryError('Only queries are run here: SELECT, WITH … SELECT, VALUES, EXPLAIN. Nothing was changed.')
  return statement
}

function* iterate(
  statement: Sqlite.Statement<unknown[]>,
  params: readonly ViewValue[],
  path: string,
): Generator<readonly ViewValue[]> {
  try {
    yield* statement.iterate(...params) as IterableIterator<ViewValue[]>
  } catch (error) {
    throw asQueryError(error, path)
  }
}

/** A wrong query is told as SQLite tells it. */
function asQueryError(error: unknown, path: string): Error {
  if (error instanceof QueryError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof RangeError || code === 'SQLITE_ERROR' || code === 'SQLITE_AUTH')
    return new QueryError(`The query can't be run: ${(error as Error).message}`, { cause: error })
  return asStoreError(error, path)
}
