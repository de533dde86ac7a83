/** Personal data taken out of what is stored already. Within the caller's transaction. */
import type { Packed } from '../model.ts'
import { DOCUMENT_ENCODING } from './document-content.ts'
import { blobNoOf, replaceRecords } from './save.ts'
import { nothingTouched, settle } from './settle.ts'
import type { Statements } from './statements.ts'

/** Puts a redacted reading in place of what is stored of these bytes, and hides what `hide` hides in their paths. */
export function rewriteBlob(statements: Statements, run: number, packed: Packed, hide: (path: string) => string): void {
  const { one } = statements
  const blobNo = blobNoOf(statements, packed.sha256)
  if (blobNo === undefined) return
  one('UPDATE document SET path = ?, encoding = ?, content = ? WHERE blob_no = ?').run(
    ...[packed.path, DOCUMENT_ENCODING, packed.binaries[0]!, blobNo],
  )
  const touched = nothingTouched()
  replaceRecords(statements, run, packed, touched)
  hidePaths(statements, blobNo, hide)
  settle(statements, touched)
}

/** Two paths that become the same are one sighting. */
function hidePaths({ one }: Statements, blobNo: number, hide: (path: string) => string): void {
  for (const { path } of one('SELECT path FROM sighting WHERE blob_no = ?').all(blobNo)) {
    const hidden = hide(path)
    if (hidden !== path)
      one('UPDATE OR REPLACE sighting SET path = ? WHERE path = ? AND blob_no = ?').run(hidden, path, blobNo)
  }
}

/** Everything that stands outside of documents: texts that people or the program wrote, and paths of unread files. */
const TEXTS: readonly (readonly [table: string, key: string, column: string])[] = [
  ['run', 'run_no', 'command'],
  ['blob', 'blob_no', 'message'],
  ['choice', 'key', 'reason'],
  ['forgotten', 'sha256', 'reason'],
]

/** Hides what the hiders hide in all texts outside of documents. */
export function scrubTexts(
  statements: Statements,
  hidePath: (path: string) => string,
  hideText: (text: string) => string,
): void {
  const { one } = statements
  for (const [table, key, column] of TEXTS)
    for (const row of one(`SELECT ${key} AS key, ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`).all()) {
      const hidden = table === 'run' ? row.text.replace(/\S+/g, hidePath) : hideText(row.text)
      if (hidden !== row.text) one(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`).run(hidden, row.key)
    }
  for (const { path, blob_no, hints } of one('SELECT path, blob_no, hints FROM sighting').all()) {
    const hidden = hints === null ? null : hideText(hints)
    if (hidden !== hints) one('UPDATE sighting SET hints = ? WHERE path = ? AND blob_no = ?').run(hidden, path, blob_no)
  }
  for (const { blob_no } of one('SELECT DISTINCT blob_no FROM sighting').all()) hidePaths(statements, blob_no, hidePath)
}
