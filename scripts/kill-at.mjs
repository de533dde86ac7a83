/**
 * An import, remap or redaction that kills itself (SIGKILL) at the n-th time that it comes to a named point:
 *
 *     node scripts/kill-at.mjs PROGRAM-FOLDER POINT N DATABASE ARCHIVE
 *
 * `kill.mjs` starts it. A point is an SQL statement that is about to run.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [root, point, times, db, archive] = process.argv.slice(2)
const guibiao = await import(pathToFileURL(join(root, 'dist', 'index.js')).href)
const { importPaths, LIMITS, loadRules, openPool, openSqlite, packReading, redactor, redactStore, remapStore } = guibiao

const POINTS = {
  // The run is noted and files are being read, nothing of them is saved.
  'after-claim': /^BEGIN IMMEDIATE/,
  'mid-batch': /^INSERT INTO indicator/,
  'between-files': /^RELEASE/,
  'before-commit': /^COMMIT/,
  migration: /^INSERT INTO migration/,
  'after-migration': /^COMMIT/,
  remap: /^DELETE FROM finding/,
  'remap-commit': /^COMMIT/,
  redact: /^UPDATE document/,
  'redact-vacuum': /^VACUUM/,
  checkpoint: null,
}
const statement = POINTS[point]
if (statement === undefined || archive === undefined) throw new Error(`no such point: ${point}`)

/** Only what follows the opening counts, but for the points that are in it. */
let counting = point.includes('migration')
let left = point === 'mid-batch' ? Number(times) * 97 : point === 'redact-vacuum' ? 1 : Number(times)
const onStatement = (sql) => {
  if (counting && statement?.test(sql.trim()) && --left === 0) process.kill(process.pid, 'SIGKILL')
}

const store = await openSqlite(db, { onStatement })
const rules = loadRules(undefined)
const options = { store, rules, version: '0', pack: packReading }
counting = true

if (point.startsWith('remap')) {
  // As after a change of rules: every document's records differ from what is stored.
  const { default: Sqlite } = await import(pathToFileURL(join(root, 'node_modules', 'better-sqlite3', 'lib', 'index.js')).href)
  const other = new Sqlite(db)
  other.exec("UPDATE document SET records_digest = ''")
  other.close()
  await remapStore(options)
} else if (point.startsWith('redact')) await redactStore({ ...options, redactor })
else {
  const setup = { rules: undefined, limits: LIMITS, redact: false, debug: false }
  const runner = openPool({ program: pathToFileURL(join(root, 'dist', 'cli', 'import-child.js')), jobs: 2, setup, digest: rules.digest })
  await importPaths([archive], { store, runner, jobs: 2, version: '0', rulesDigest: rules.digest })
  runner.close()
  if (point === 'checkpoint') {
    process.stdout.write('checkpoint\n')
    await new Promise((done) => setTimeout(done, 5))
    const { default: Sqlite } = await import(pathToFileURL(join(root, 'node_modules', 'better-sqlite3', 'lib', 'index.js')).href)
    const other = new Sqlite(db)
    for (;;) {
      other.exec('UPDATE document SET records_digest = records_digest')
      other.pragma('wal_checkpoint(TRUNCATE)')
    }
  }
}
await store.close()
