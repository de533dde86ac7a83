/** Numbered SQL files bring a database to today's tables, in order, each as a whole or not at all. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/** Marks a file as ours in the SQLite header (`PRAGMA application_id`): "GUIB". */
export const APPLICATION_ID = 0x47554942

const FOLDER = fileURLToPath(new URL('../../schema/sql/sqlite/', import.meta.url))

/** One numbered SQL file; the checksum ignores how its lines end. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The migrations of a folder (`NNN-name.sql`) in order of number; by default those that come with guibiao. */
export function listMigrations(folder: string = FOLDER): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
  return names.map((name) => {
    const sql = readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n')
    return { number: Number(name.slice(0, 3)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Makes sure that a file is ours or empty, before anything is written to it. Throws a {@link StoreError} `foreign` for
 * another program's database.
 */
export function assertOurs(db: Database, path: string): void {
  const id = db.pragma('application_id', { simple: true }) as number
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number
  if (id === APPLICATION_ID || (id === 0 && tables === 0)) return
  throw new StoreError(
    'foreign',
    `The database ${path} belongs to another program (application_id ${id}, ${tables} tables and indexes; guibiao's is ${APPLICATION_ID}). Name another file with --db; this one was not touched.`,
  )
}

/**
 * Applies what a database lacks, one transaction a migration. Throws a {@link StoreError} `newer` when the database has
 * a migration that this program does not know, or knows with other contents.
 */
export function applyMigrations(db: Database, path: string, migrations: readonly Migration[] = listMigrations()): void {
  if (isCurrent(db, path, migrations)) return
  const start = db.transaction(() => {
    assertOurs(db, path)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.exec(
      'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT',
    )
  })
  start.immediate()
  for (const migration of migrations) {
    const step = db.transaction(() => {
      // Another process may have applied it while this one waited for the lock.
      if (db.prepare('SELECT 1 FROM migration WHERE number = ?').get(migration.number)) return
      db.exec(migration.sql)
      const { number, name, checksum } = migration
      db.prepare('INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)').run(number, name, checksum)
    })
    step.immediate()
  }
  isCurrent(db, path, migrations)
}

/** Throws a {@link StoreError} `newer` or `unwritable` unless a database can be read as it is. */
export function assertCurrent(db: Database, path: string, migrations: readonly Migration[] = listMigrations()): void {
  if (isCurrent(db, path, migrations)) return
  throw new StoreError(
    'unwritable',
    `The database ${path} is from an older guibiao and has to be brought up to date first: any import or remap does that.`,
  )
}

/** True when nothing is left to apply; throws when what was applied is not what is known. */
function isCurrent(db: Database, path: string, migrations: readonly Migration[]): boolean {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get()
  if (!exists) return false
  const applied = db.prepare('SELECT number, name, checksum FROM migration ORDER BY number').all() as Migration[]
  for (const { number, name, checksum } of applied) {
    const known = migrations.find((migration) => migration.number === number)
    if (known?.checksum === checksum) continue
    throw new StoreError(
      'newer',
      known
        ? `The database ${path} was made with another version of the migration ${name}. Import the files into a new database, or use the guibiao that made it.`
        : `The database ${path} was made by a newer guibiao (migration ${name}). Update guibiao, or name another file with --db.`,
    )
  }
  return applied.length === migrations.length
}
