/** The store against `sqlite3 .import`, which writes the same rows from CSV into tables with the same indexes. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makeFile } from './archive.mjs'
import { inTurn, line, processorTime } from './measure.mjs'

const dist = new URL('../dist/', import.meta.url)
const { extract, loadRules, openSqlite, packReading } = await import(new URL('index.js', dist).href)

const FILES = 500
const BATCH = 64

async function packedFiles() {
  const rules = loadRules(undefined)
  const packed = []
  for (let at = 0; at < FILES; at++) {
    const { path, bytes } = makeFile(50_000 + at)
    const extraction = await extract(bytes, rules, { path })
    const { sha256 } = extraction
    const rest = { bytes: bytes.length, format: 'docx', outcome: 'read', message: null }
    packed.push(packReading({ path, sha256, ...rest, extraction }))
  }
  return packed
}

async function saveAll(path, packed) {
  const store = await openSqlite(path)
  const run = await store.startRun({ command: 'bench', version: '0', rulesDigest: '', startedAt: '' })
  const entries = packed.map((one) => ({ path: one.path, sha256: one.sha256, hints: null, packed: one }))
  const spent = await processorTime(async () => {
    for (let at = 0; at < entries.length; at += BATCH) await store.save(run, entries.slice(at, at + BATCH))
  })
  await store.close()
  return spent
}

const TABLES = [
  'blob',
  'sighting',
  'document',
  'filing',
  'field',
  'fund',
  'goal',
  'indicator',
  'observation',
  'measure',
  'finding',
]

/** Text of a value as CSV; bytes become as many letters, because a CSV holds none. */
function csvCell(value) {
  const text = value === null ? '' : Buffer.isBuffer(value) ? 'x'.repeat(value.length) : `${value}`
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table without what the program's import cannot fill: checks against the blanks of a CSV, and computed columns. */
function plain(sql) {
  return sql
    .replace(/ CHECK \([^()]*\([^()]*\)\)/g, '')
    .replace(/^.* VIRTUAL,\n/gm, '')
    .replace(/\) STRICT(, WITHOUT ROWID)?$/, (_, rowless) => (rowless ? ') WITHOUT ROWID' : ')'))
}

/** The script that makes the tables with their indexes and imports the CSVs. */
function writeScript(from, folder) {
  const db = new Sqlite(from, { readonly: true })
  const made = db.prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL AND type <> 'view'")
  const script = ['PRAGMA journal_mode = WAL;', 'PRAGMA synchronous = NORMAL;', 'PRAGMA cache_size = -32768;']
  for (const table of TABLES) {
    for (const { sql } of made.all(table)) script.push(`${plain(sql)};`)
  }
  script.push('BEGIN;')
  for (const table of TABLES) {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
    const rows = db
      .prepare(`SELECT ${columns.join(', ')} FROM ${table}`)
      .raw()
      .all()
    writeFileSync(join(folder, `${table}.csv`), rows.map((row) => `${row.map(csvCell).join(',')}\n`).join(''))
    script.push(`.import --csv ${join(folder, `${table}.csv`)} ${table}`)
  }
  script.push('COMMIT;')
  db.close()
  return `${script.join('\n')}\n`
}

/** Processor time of the program sqlite3 with a script, in milliseconds. */
function importAll(path, script) {
  const timed = spawnSync('bash', ['-c', 'TIMEFORMAT="%3U %3S"; time sqlite3 -bail "$0"', path], {
    input: script,
    encoding: 'utf8',
  })
  const times = /(\d+\.\d+) (\d+\.\d+)\s*$/.exec(timed.stderr)
  if (timed.status !== 0 || times === null) throw new Error(`sqlite3: ${timed.stderr}`)
  return (Number(times[1]) + Number(times[2])) * 1000
}

/** Prints the line of the benchmark. */
export async function storeAgainstImport(folder, rounds) {
  if (spawnSync('sqlite3', ['--version']).status !== 0)
    return console.log('store: skipped, there is no program sqlite3 (apt-get install sqlite3)')
  const packed = await packedFiles()
  await saveAll(join(folder, 'first.db'), packed)
  const script = writeScript(join(folder, 'first.db'), folder)
  const { ours, theirs } = await inTurn(rounds, {
    ours: (round) => saveAll(join(folder, `ours-${round}.db`), packed),
    theirs: (round) => importAll(join(folder, `theirs-${round}.db`), script),
  })
  line(
    `store against sqlite3 .import, ${FILES} files`,
    (ours / FILES).toFixed(2),
    (theirs / FILES).toFixed(2),
    `${(ours / theirs).toFixed(2)} ×`,
  )
  const rows = new Sqlite(join(folder, `theirs-${rounds}.db`), { readonly: true })
  const own = new Sqlite(join(folder, `ours-${rounds}.db`), { readonly: true })
  for (const table of TABLES) {
    const count = (db) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    if (count(rows) !== count(own)) throw new Error(`${table}: ${count(rows)} rows imported, ${count(own)} saved`)
  }
}
