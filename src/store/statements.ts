/** The prepared statements of one database connection: made once, used for every file. */
import type { Database, Statement } from 'better-sqlite3'
import { FILING_TABLES, type FilingRows, type FilingTable, type Row, type SqlValue } from './pack.ts'
import type { StoredRow } from './unpack.ts'

/** Inserts rows into a table; the columns are those that the table has, taken from the row by name. */
type Insert = (row: Row) => number

/** What a store does to its tables. None of these opens a transaction. */
export interface Statements {
  readonly one: (sql: string) => Statement<SqlValue[], StoredRow>
  /** Writes a filing with all its records. */
  insertFiling(blobNo: number, rows: FilingRows): void
  /** Writes a finding that belongs to a file as a whole. */
  readonly insertFileFinding: Insert
  readonly insertDocument: Insert
  /** The rows of a filing's records, in order of position. */
  recordsOf(filingNo: number): Readonly<Record<FilingTable, readonly StoredRow[]>>
}

/** Prepares the statements; the tables must exist. */
export function prepareStatements(db: Database): Statements {
  const cache = new Map<string, Statement<SqlValue[], StoredRow>>()
  const one = (sql: string) => {
    const known = cache.get(sql)
    if (known) return known
    const made = db.prepare<SqlValue[], StoredRow>(sql)
    cache.set(sql, made)
    return made
  }
  const insertHead = prepareInsert(db, 'filing', 'filing_no')
  const inserts = Object.fromEntries(FILING_TABLES.map((table) => [table, prepareInsert(db, table, 'finding_no')]))
  const selects = Object.fromEntries(
    FILING_TABLES.map((table) => {
      const order = table === 'observation' ? 'indicator, position' : 'position'
      return [table, db.prepare<[number], StoredRow>(`SELECT * FROM ${table} WHERE filing_no = ? ORDER BY ${order}`)]
    }),
  )
  return {
    one,
    insertFiling: (blobNo, { filing, records }) => {
      const filingNo = insertHead({ ...filing, blob_no: blobNo })
      const owner = { filing_no: filingNo, blob_no: blobNo }
      for (const table of FILING_TABLES) for (const row of records[table]) inserts[table]!({ ...row, ...owner })
    },
    insertFileFinding: inserts.finding!,
    insertDocument: prepareInsert(db, 'document'),
    recordsOf: (filingNo) =>
      Object.fromEntries(FILING_TABLES.map((table) => [table, selects[table]!.all(filingNo)])) as unknown as Readonly<
        Record<FilingTable, readonly StoredRow[]>
      >,
  }
}

/** An INSERT into all columns of a table but its own key and the computed ones; returns the new row's number. */
function prepareInsert(db: Database, table: string, ownKey = ''): Insert {
  const listed = db.prepare<[string], { name: string; hidden: number }>(
    'SELECT name, hidden FROM pragma_table_xinfo(?)',
  )
  const columns = listed
    .all(table)
    .filter(({ name, hidden }) => hidden === 0 && name !== ownKey)
    .map(({ name }) => name)
  const marks = columns.map(() => '?').join(', ')
  const statement = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
  return (row) => Number(statement.run(...columns.map((column) => storable(row[column] ?? null))).lastInsertRowid)
}

/** Half a surrogate pair is no character and would break the file's UTF-8: U+FFFD stands for it. */
export function storable<T extends SqlValue>(value: T): T | string {
  if (typeof value !== 'string') return value
  const text = value as string & { isWellFormed(): boolean; toWellFormed(): string }
  return text.isWellFormed() ? value : text.toWellFormed()
}
