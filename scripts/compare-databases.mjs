/** Compares what two databases say, row by row, whatever numbers their rows have. */
import Sqlite from 'better-sqlite3'

/** Numbers of rows and of runs differ between two databases that say the same; these stand for them. */
const NAMES = {
  blob_no: '(SELECT sha256 FROM blob b WHERE b.blob_no = t.blob_no)',
  filing_no: '(SELECT id FROM filing f WHERE f.filing_no = t.filing_no)',
  run_no: null,
  finding_no: null,
}
/** Tables that tell of runs and of when people decided. */
const LEFT_OUT = new Set(['run', 'migration', 'sqlite_sequence'])

function rowsOf(db, table) {
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const chosen = columns.flatMap((name) => (name in NAMES ? (NAMES[name] ?? []) : `t."${name}"`))
  const rows = db.prepare(`SELECT ${chosen.join(', ')} FROM "${table}" t`).raw().all()
  return rows.map((row) => JSON.stringify(row.map((one) => (Buffer.isBuffer(one) ? one.toString('base64') : one)))).sort()
}

/** The first difference in words, or null. */
export function compareDatabases(expected, found) {
  const [a, b] = [expected, found].map((path) => new Sqlite(path, { readonly: true, fileMustExist: true }))
  try {
    const broken = b.pragma('integrity_check', { simple: true })
    if (broken !== 'ok') return `the file is broken: ${broken}`
    if (b.pragma('foreign_key_check').length > 0) return 'a reference leads nowhere'
    const tables = a.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
    for (const table of tables.filter((name) => !LEFT_OUT.has(name) && !name.startsWith('sqlite_'))) {
      const [left, right] = [rowsOf(a, table), rowsOf(b, table)]
      const at = left.findIndex((row, i) => row !== right[i])
      if (at >= 0 || left.length !== right.length)
        return `${table} has ${right.length} rows, ${left.length} were expected; the first difference: ${left[at]?.slice(0, 300)} / ${right[at < 0 ? left.length : at]?.slice(0, 300)}`
    }
    return null
  } finally {
    a.close()
    b.close()
  }
}
