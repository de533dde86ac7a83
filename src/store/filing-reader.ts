/** Reads the filings of a database one by one, and those that belong with one through the index on their keys. */
import type { Database } from 'better-sqlite3'
import type { Filing } from '../model.ts'
import { connect } from './connect.ts'
import { unpackDocument } from './document-content.ts'
import { textsOf } from './marks.ts'
import { prepareStatements, type Statements } from './statements.ts'
import { asStoreError } from './store-error.ts'
import { type StoredRow, unpackFiling } from './unpack.ts'

/** Which filings are listed. */
export interface FilingFilter {
  /** Only those whose department or agency is this one, white space aside. */
  readonly body?: string
}

/** Filings of a database. Few are held in memory at a time. */
export interface FilingReader {
  /** The filings that count, or are contested, in order of import. */
  filings(filter?: FilingFilter): IterableIterator<Filing>
  /** Those whose key begins with a text, copies and templates left out, in order of import. Uses the index on keys. */
  withKeyPrefix(prefix: string): readonly Filing[]
  /** All filings of a file. */
  ofFile(sha256: string): readonly Filing[]
  close(): void
}

/** How many rows are listed at a time, and how many filings are kept: a filing is asked for again by its neighbours. */
const PAGE = 100
const KEPT = 32

const FILING = `SELECT filing.*, blob.sha256, document.encoding, document.content
  FROM filing JOIN blob USING (blob_no) JOIN document USING (blob_no) WHERE filing_no = ?`

/**
 * Those whose keys lie in a range: looked up for every filing that is checked. The index is named because the planner,
 * which does not know how narrow the range is, reads the whole table once statistics are there.
 */
export const ALIKE_KEYS = `SELECT filing_no FROM filing INDEXED BY filing_key
  WHERE key >= ? AND key < ? AND standing NOT IN ('copy', 'template') ORDER BY filing_no`

/** Those of one file: likewise. */
export const OF_FILE = 'SELECT filing_no FROM filing JOIN blob USING (blob_no) WHERE sha256 = ? ORDER BY position'

/** Opens a database for reading filings. Rejects with a `StoreError`. */
export async function openFilings(path: string): Promise<FilingReader> {
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw asStoreError(error, path)
    }
  }
  return guard(() => readerOn(connect(path, { mustExist: true }), guard))
}

type Guard = <T>(work: () => T) => T
type Load = (filingNo: number) => Filing

function readerOn(db: Database, guard: Guard): FilingReader {
  const statements = prepareStatements(db)
  const load = loader(statements)
  const numbered = (sql: string, ...bound: string[]) =>
    guard(() =>
      statements
        .one(sql)
        .all(...bound)
        .map(({ filing_no }) => load(filing_no)),
    )
  return {
    filings: (filter = {}) => listFilings(statements, guard, load, filter),
    withKeyPrefix: (prefix) => numbered(ALIKE_KEYS, prefix, `${prefix}\u{10ffff}`),
    ofFile: (sha256) => numbered(OF_FILE, sha256),
    close: () => void db.close(),
  }
}

/** Loads filings; the ones asked for last are kept. */
function loader(statements: Statements): Load {
  const kept = new Map<number, Filing>()
  return (filingNo) => {
    const known = kept.get(filingNo)
    const filing = known ?? unpackRow(statements, statements.one(FILING).get(filingNo)!)
    kept.delete(filingNo)
    kept.set(filingNo, filing)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return filing
  }
}

function* listFilings(
  statements: Statements,
  guard: Guard,
  load: Load,
  { body }: FilingFilter,
): IterableIterator<Filing> {
  const plain = (column: string) => `replace(replace(${column}, ' ', ''), '　', '')`
  const numbers = statements.one(`SELECT filing_no FROM filing
    WHERE filing_no > ? AND standing IN ('current', 'contested') AND form <> 'unknown'
    ${body === undefined ? '' : `AND ? IN (${plain('department')}, ${plain('agency')})`}
    ORDER BY filing_no LIMIT ${PAGE}`)
  const named = body === undefined ? [] : [body.replace(/\s/g, '')]
  for (let last = 0; ; ) {
    const page = guard(() => numbers.all(last, ...named))
    for (const { filing_no } of page) yield guard(() => load(filing_no))
    if (page.length < PAGE) return
    last = page.at(-1)!.filing_no
  }
}

function unpackRow(statements: Statements, row: StoredRow): Filing {
  const textAt = textsOf(unpackDocument(row.content, row.encoding))
  return unpackFiling(row, statements.recordsOf(row.filing_no), textAt)
}
