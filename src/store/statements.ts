/** The prepared statements of one database connection: made once, used for every file. */
import type { Database, Statement } from 'better-sqlite3'
import {
  DOCUMENT_COLUMNS,
  FILING_COLUMNS,
  FILING_TABLES,
  type FilingTable,
  insertInto,
  RECORD_COLUMNS,
} from './columns.ts'
import type { StoredRow } from './unpack.ts'

/** What can be bound to a statement. */
export type Bindable = string | number | Uint8Array | null
/** Values one by one, or as a list. */
type Bound = Bindable | readonly Bindable[]

/** What a store does to its tables. None of these opens a transaction. */
export interface Statements {
  /** A statement by its text, prepared at its first use. */
  readonly one: (sql: string) => Statement<Bound[], StoredRow>
  /** Inserts of one row, in the order of the columns. */
  readonly insertFiling: Statement<Bound[]>
  readonly insertDocument: Statement<Bound[]>
  readonly insertRecord: Readonly<Record<FilingTable, Statement<Bound[]>>>
  /** The rows of a filing's records, in order of position. */
  recordsOf(filingNo: number): Readonly<Record<FilingTable, readonly StoredRow[]>>
}

/** Prepares the statements; the tables must exist. */
export function prepareStatements(db: Database): Statements {
  const cache = new Map<string, Statement<Bound[], StoredRow>>()
  const one = (sql: string) => {
    const known = cache.get(sql)
    if (known) return known
    const made = db.prepare<Bound[], StoredRow>(sql)
    cache.set(sql, made)
    return made
  }
  const perTable = <T>(make: (table: FilingTable) => T) =>
    Object.fromEntries(FILING_TABLES.map((table) => [table, make(table)])) as unknown as Readonly<
      Record<FilingTable, T>
    >
  return {
    one,
    insertFiling: one(insertInto('filing', FILING_COLUMNS)),
    insertDocument: one(insertInto('document', DOCUMENT_COLUMNS)),
    insertRecord: perTable((table) => one(insertInto(table, RECORD_COLUMNS[table]))),
    recordsOf: (filingNo) =>
      perTable((table) => {
        const order = table === 'observation' ? 'indicator, position' : 'position'
        return one(`SELECT * FROM ${table} WHERE filing_no = ? ORDER BY ${order}`).all(filingNo)
      }),
  }
}
