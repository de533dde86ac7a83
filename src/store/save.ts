/** Writes packed readings: what is inside of the transactions of a store. */
import type { Entry, Packed, Saved } from '../model.ts'
import { AT, FILING_TABLES } from './columns.ts'
import { liftForgotten } from './decisions.ts'
import { DOCUMENT_ENCODING } from './document-content.ts'
import type { PackedRows } from './pack.ts'
import { type Touched, touch, touchBlob } from './settle.ts'
import type { Statements } from './statements.ts'

/** Writes one entry; the caller's savepoint undoes it when a row is refused. */
export function saveEntry(statements: Statements, run: number, entry: Entry, touched: Touched): Saved['novelty'] {
  const { packed } = entry
  if (packed === null) return sight(statements, run, entry, touched) ? 'new-path' : 'known'
  const rows = packed.rows === null ? null : (JSON.parse(packed.rows) as PackedRows)
  const blobNo = writeBlob(statements, run, packed, rows?.digest ?? null, touched)
  const fresh = sight(statements, run, entry, touched)
  if (blobNo === null) return fresh ? 'new-path' : 'known'
  if (rows === null) return 'new-file'
  statements.insertDocument.run([
    ...[blobNo, entry.path, DOCUMENT_ENCODING, packed.binaries[0]!, ...rows.ledger, rows.digest, run],
  ])
  insertRecords(statements, blobNo, rows, packed.binaries, touched)
  return 'new-file'
}

/** A reading whose rows were refused, as it is kept instead. */
export function asCrashed(packed: Packed, message: string): Packed {
  return { ...packed, outcome: 'crashed', message, reader: null, counts: null, rows: null, binaries: [] }
}

/** True when this path was not known for these bytes. What is known beside them is noted with the first sighting. */
function sight(statements: Statements, run: number, entry: Entry, touched: Touched): boolean {
  const insert = statements.one(
    `INSERT INTO sighting (path, blob_no, run_no, hints) SELECT ?, blob_no, ?, ? FROM blob WHERE sha256 = ?
      ON CONFLICT DO NOTHING`,
  )
  const hints = entry.hints === null ? null : JSON.stringify(entry.hints)
  const fresh = insert.run(entry.path, run, hints, entry.sha256).changes === 1
  if (fresh && entry.hints?.current) touchBlob(touched, statements, blobNoOf(statements, entry.sha256)!)
  return fresh
}

/** The number of a blob, or undefined. */
export function blobNoOf({ one }: Statements, sha256: string): number | undefined {
  return one('SELECT blob_no FROM blob WHERE sha256 = ?').get(sha256)?.blob_no
}

/**
 * The number of the blob that is to be filled; null when exactly this is stored already. A known blob keeps its number,
 * so that its sightings stay; its document goes with everything read from it.
 */
function writeBlob(
  statements: Statements,
  run: number,
  packed: Packed,
  digest: string | null,
  touched: Touched,
): number | null {
  const { one } = statements
  const { sha256, bytes, format, outcome, message, reader } = packed
  const known = one(
    'SELECT blob_no, outcome, message, records_digest FROM blob LEFT JOIN document USING (blob_no) WHERE sha256 = ?',
  ).get(sha256)
  if (known === undefined) {
    liftForgotten(statements, sha256)
    const insert = one(
      'INSERT INTO blob (sha256, bytes, format, outcome, message, reader, run_no) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    return Number(insert.run(sha256, bytes, format, outcome, message, reader, run).lastInsertRowid)
  }
  if (known.outcome === outcome && known.message === message && known.records_digest === digest) return null
  touchBlob(touched, statements, known.blob_no)
  one('DELETE FROM document WHERE blob_no = ?').run(known.blob_no)
  one('UPDATE blob SET (bytes, format, outcome, message, reader, run_no) = (?, ?, ?, ?, ?, ?) WHERE blob_no = ?').run(
    ...[bytes, format, outcome, message, reader, run, known.blob_no],
  )
  return known.blob_no
}

function insertRecords(
  { insertFiling, insertRecord }: Statements,
  blobNo: number,
  { filings, findings }: PackedRows,
  binaries: readonly Uint8Array[],
  touched: Touched,
): void {
  for (const { filing, records } of filings) {
    filing[0] = blobNo
    const marks = filing[AT.marks]
    const bound = typeof marks === 'number' ? filing.with(AT.marks, binaries[marks] as never) : filing
    const filingNo = Number(insertFiling.run(bound).lastInsertRowid)
    for (const table of FILING_TABLES)
      for (const row of records[table]) {
        row[0] = filingNo
        if (table === 'finding') row[1] = blobNo
        insertRecord[table].run(row)
      }
    if (filing[AT.standing] !== 'template') touch(touched, filing[AT.key] as string | null, filing[AT.digest] as string)
  }
  for (const row of findings) {
    row[1] = blobNo
    insertRecord.finding.run(row)
  }
}

/** Puts newly mapped filings in place of those of a stored document; false when nothing differs. */
export function replaceRecords(statements: Statements, run: number, packed: Packed, touched: Touched): boolean {
  const { one } = statements
  if (packed.rows === null) return false
  const known = one('SELECT blob_no, records_digest FROM document JOIN blob USING (blob_no) WHERE sha256 = ?').get(
    packed.sha256,
  )
  if (!known) return false
  const rows = JSON.parse(packed.rows) as PackedRows
  if (known.records_digest === rows.digest) return false
  const blobNo = known.blob_no as number
  touchBlob(touched, statements, blobNo)
  one('DELETE FROM filing WHERE blob_no = ?').run(blobNo)
  one('DELETE FROM finding WHERE blob_no = ?').run(blobNo)
  one(`UPDATE document SET (ledger_label, ledger_value, ledger_ignored, ledger_unread, records_digest, run_no)
    = (?, ?, ?, ?, ?, ?) WHERE blob_no = ?`).run(...rows.ledger, rows.digest, run, blobNo)
  insertRecords(statements, blobNo, rows, packed.binaries, touched)
  return true
}
