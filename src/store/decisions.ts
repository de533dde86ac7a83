/** What people decide about records: which version holds, and what is to be forgotten. Within the caller's transaction. */
import { listVersions, type VersionRecord } from './records.ts'
import { nothingTouched, settle, touch, touchBlob } from './settle.ts'
import type { Statements } from './statements.ts'

/** Makes a filing the current version of its key; null when there is no such filing, or it has no key. */
export function chooseFiling(
  statements: Statements,
  filingId: string,
  reason: string,
  at: string,
): VersionRecord | null {
  const filing = statements.one("SELECT key, digest FROM filing WHERE id = ? AND status <> 'template'").get(filingId)
  if (!filing || filing.key === null) return null
  statements
    .one('INSERT OR REPLACE INTO choice (key, filing_id, digest, reason, chosen_at) VALUES (?, ?, ?, ?, ?)')
    .run(filing.key, filingId, filing.digest, reason, at)
  const touched = nothingTouched()
  touch(touched, filing.key, filing.digest)
  settle(statements, touched)
  const versions = listVersions(statements, false, filing.key)
  return versions.find(({ digest }) => digest === filing.digest) ?? null
}

/** One content that was taken out. */
export interface Forgotten {
  readonly sha256: string
  readonly paths: readonly string[]
  readonly filings: number
}

/** Why bytes were forgotten, or null. */
export function isForgotten({ one }: Statements, sha256: string): string | null {
  return one('SELECT reason FROM forgotten WHERE sha256 = ?').get(sha256)?.reason ?? null
}

/** Lets forgotten bytes be read again. */
export function liftForgotten({ one }: Statements, sha256: string): void {
  one('DELETE FROM forgotten WHERE sha256 = ?').run(sha256)
}

/** The files of a path (with the members of an archive), of a digest (or its beginning), or that a run read first. */
function blobsOf({ one }: Statements, target: string): readonly { blob_no: number; sha256: string }[] {
  const byPath = one(`SELECT DISTINCT blob_no, sha256 FROM sighting JOIN blob USING (blob_no)
    WHERE path = ? OR substr(path, 1, length(?) + 2) = ? || '!/' ORDER BY sha256`).all(target, target, target)
  if (byPath.length > 0) return byPath as never
  if (/^[0-9a-f]{8,64}$/.test(target))
    return one("SELECT blob_no, sha256 FROM blob WHERE sha256 >= ? AND sha256 < ? || 'g'").all(target, target) as never
  if (!/^\d+$/.test(target)) return []
  return one('SELECT blob_no, sha256 FROM blob WHERE run_no = ? ORDER BY sha256').all(Number(target)) as never
}

/** Takes files out with everything read from them, and remembers only their digests and why. */
export function forgetBlobs(
  statements: Statements,
  target: string,
  reason: string,
  at: string,
  dryRun: boolean,
): readonly Forgotten[] {
  const { one } = statements
  const blobs = blobsOf(statements, target)
  const told = blobs.map(({ blob_no, sha256 }): Forgotten => {
    const paths = one('SELECT path FROM sighting WHERE blob_no = ? ORDER BY path').all(blob_no)
    const { n } = one('SELECT count(*) AS n FROM filing WHERE blob_no = ?').get(blob_no)!
    return { sha256, paths: paths.map(({ path }) => path), filings: n }
  })
  if (dryRun) return told
  const touched = nothingTouched()
  for (const { blob_no, sha256 } of blobs) {
    touchBlob(touched, statements, blob_no)
    one('DELETE FROM blob WHERE blob_no = ?').run(blob_no)
    one('INSERT OR REPLACE INTO forgotten (sha256, reason, forgotten_at) VALUES (?, ?, ?)').run(sha256, reason, at)
  }
  settle(statements, touched)
  return told
}
