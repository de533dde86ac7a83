/** Keeps `filing.standing` true after filings came, changed or went. Within the caller's transaction. */
import { judgeKey, judgeUnkeyed, type Rival, type Standing, type Verdict } from './standing.ts'
import type { Statements } from './statements.ts'
import type { StoredRow } from './unpack.ts'

/** Keys and digests whose filings have changed. */
export interface Touched {
  readonly keys: Set<string>
  readonly digests: Set<string>
}

/** Starts with nothing touched. */
export const nothingTouched = (): Touched => ({ keys: new Set(), digests: new Set() })

/** Notes a filing that comes, changes or goes. */
export function touch(touched: Touched, key: string | null, digest: string): void {
  if (key !== null) touched.keys.add(key)
  touched.digests.add(digest)
}

/** Notes all filings of a blob. */
export function touchBlob(touched: Touched, { one }: Statements, blobNo: number): void {
  for (const { key, digest } of one('SELECT key, digest FROM filing WHERE blob_no = ?').all(blobNo))
    touch(touched, key, digest)
}

const RIVALS = `SELECT filing_no, id, key, digest, status, signoff_filed_on, standing, standing_by, EXISTS (
    SELECT 1 FROM sighting s WHERE s.blob_no = filing.blob_no AND s.hints ->> '$.current' IS NOT NULL
  ) AS named FROM filing`

const rivalOf = ({ id, key, digest, status, signoff_filed_on, named }: StoredRow): Rival => ({
  id,
  key,
  digest,
  status,
  filedOn: signoff_filed_on,
  named: named === 1,
})

/** Judges everything touched anew. */
export function settle(statements: Statements, touched: Touched): void {
  const { one } = statements
  for (const key of touched.keys) {
    const rows = one(`${RIVALS} WHERE key = ? AND status <> 'template'`).all(key)
    if (isAlone(rows)) continue
    apply(statements, rows, judgeKey(rows.map(rivalOf), chosenDigest(statements, key)))
  }
  for (const digest of touched.digests) {
    const rows = one(`${RIVALS} WHERE digest = ? AND status <> 'template'`).all(digest)
    if (isAlone(rows)) continue
    const unkeyed = rows.filter(({ key }) => key === null)
    apply(statements, unkeyed, judgeUnkeyed(unkeyed.map(rivalOf), unkeyed.length < rows.length))
  }
}

/** What a person chose: the filing by its name, whatever rules make of it today, else one with the same facts. */
function chosenDigest({ one }: Statements, key: string): string | null {
  const chosen =
    one(`SELECT coalesce((SELECT f.digest FROM filing f WHERE f.id = c.filing_id AND f.key = c.key), c.digest)
    AS digest FROM choice c WHERE c.key = ?`).get(key)
  return chosen?.digest ?? null
}

/** The usual case: nothing to compare with, and already current. */
function isAlone(rows: readonly StoredRow[]): boolean {
  return rows.length === 0 || (rows.length === 1 && rows[0]!.standing === ('current' satisfies Standing))
}

function apply({ one }: Statements, rows: readonly StoredRow[], verdicts: ReadonlyMap<string, Verdict>): void {
  for (const row of rows) {
    const { standing, by } = verdicts.get(row.id)!
    if (row.standing === standing && row.standing_by === by) continue
    one('UPDATE filing SET standing = ?, standing_by = ? WHERE filing_no = ?').run(standing, by, row.filing_no)
  }
}
