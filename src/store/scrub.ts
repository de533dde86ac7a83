/** Personal data taken out of what is stored already. Within the caller's transaction. */
import type { Hints, Packed } from '../model.ts'
import { DOCUMENT_ENCODING } from './document-content.ts'
import { blobNoOf, replaceRecords } from './save.ts'
import { nothingTouched, settle } from './settle.ts'
import type { Statements } from './statements.ts'

/** What hides personal data in paths, in texts, and in what is known beside a file of a path. */
export interface Hiders {
  path(path: string): string
  text(text: string): string
  hints(hints: Hints | null, path: string): Hints | null
}

/** Puts a redacted reading in place of what is stored of these bytes, and hides what `hide` hides beside it. */
export function rewriteBlob(statements: Statements, run: number, packed: Packed, hide: Hiders): void {
  const { one } = statements
  const blobNo = blobNoOf(statements, packed.sha256)
  if (blobNo === undefined) return
  one('UPDATE document SET path = ?, encoding = ?, content = ? WHERE blob_no = ?').run(
    ...[packed.path, DOCUMENT_ENCODING, packed.binaries[0]!, blobNo],
  )
  const touched = nothingTouched()
  replaceRecords(statements, run, packed, touched)
  followChoices(statements, blobNo, hide)
  hideSightings(statements, blobNo, hide)
  settle(statements, touched)
}

/**
 * A name in the name of a project changes its key: what a person chose stays with the filing that they chose. Their
 * reason may name the people of the form.
 */
function followChoices({ one }: Statements, blobNo: number, hide: Hiders): void {
  const chosen = one(`SELECT c.filing_id, c.reason, f.key, f.digest FROM choice c JOIN filing f ON f.id = c.filing_id
    WHERE f.blob_no = ? AND f.key IS NOT NULL`).all(blobNo)
  for (const { filing_id, reason, key, digest } of chosen)
    one('UPDATE OR REPLACE choice SET key = ?, digest = ?, reason = ? WHERE filing_id = ?').run(
      ...[key, digest, reason === null ? null : hide.text(reason), filing_id],
    )
}

/** Two paths that become the same are one sighting. */
function hideSightings({ one }: Statements, blobNo: number, hide: Hiders): void {
  for (const { path, hints } of one('SELECT path, hints FROM sighting WHERE blob_no = ?').all(blobNo)) {
    const hidden = hide.path(path)
    const told = hints === null ? null : JSON.stringify(hide.hints(JSON.parse(hints), path))
    if (hidden !== path || told !== hints)
      one('UPDATE OR REPLACE sighting SET path = ?, hints = ? WHERE path = ? AND blob_no = ?').run(
        ...[hidden, told, path, blobNo],
      )
  }
}

/** Everything that stands outside of documents: texts that people or the program wrote, and paths of unread files. */
const TEXTS: readonly (readonly [table: string, key: string, column: string])[] = [
  ['run', 'run_no', 'command'],
  ['blob', 'blob_no', 'message'],
  ['choice', 'key', 'reason'],
  ['choice', 'filing_id', 'key'],
  ['forgotten', 'sha256', 'reason'],
]

/** Hides what the hiders hide in all texts outside of documents. */
export function scrubTexts(statements: Statements, hide: Hiders): void {
  const { one } = statements
  for (const [table, key, column] of TEXTS)
    for (const row of one(`SELECT ${key} AS key, ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`).all()) {
      const hidden = table === 'run' ? hideCommand(row.text, hide) : hide.text(row.text)
      if (hidden !== row.text) one(`UPDATE OR REPLACE ${table} SET ${column} = ? WHERE ${key} = ?`).run(hidden, row.key)
    }
  for (const { blob_no } of one('SELECT DISTINCT blob_no FROM sighting').all()) hideSightings(statements, blob_no, hide)
}

/** Each argument of a command may be a path, or say a name. */
const hideCommand = (command: string, hide: Hiders) => hide.text(command.replace(/\S+/g, (one) => hide.path(one)))
