import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { TABLES } from '../src/export/tables/index.ts'
import { applyMigrations } from '../src/store/migrations.ts'
import { ROOT } from './support/source-files.ts'

/** Views of the analytics contract: docs/data-dictionary.md describes them, and its own test compares them. */
const ANALYTICS = new Set(TABLES.flatMap(({ view, all }) => [view, all]))

const page = readFileSync(join(ROOT, 'docs/database.md'), 'utf8')

/** Heading of the third level → the names in backquotes in the first column of its table. */
function documented(): Map<string, string[]> {
  const sections = page.split(/^### /m).slice(1)
  const all = new Map(
    sections.map((section): [string, string[]] => {
      const rows = section.split('\n').filter((line) => line.startsWith('| `'))
      const names = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!))
      return [section.split('\n')[0]!.trim(), names]
    }),
  )
  return new Map([...all].filter(([name]) => !ANALYTICS.has(name)))
}

/** Table or view → its columns. */
function actual(): Map<string, string[]> {
  const db = new Sqlite(':memory:')
  applyMigrations(db, ':memory:')
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'")
    .pluck()
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)').pluck()
  const found = new Map(
    names
      .all()
      .filter((name) => !ANALYTICS.has(name))
      .map((name) => [name, columns.all(name)]),
  )
  db.close()
  return found
}

describe('docs/database.md', () => {
  it('describes every table and view, and none that is not there', () => {
    expect([...documented().keys()].sort()).toEqual([...actual().keys()].sort())
  })

  it.each([...actual()])('describes every column of %s once, and none that is not there', (name, columns) => {
    expect(documented().get(name)?.toSorted()).toEqual(columns.toSorted())
  })

  it('shows queries that run', () => {
    const queries = [...page.matchAll(/^sqlite3 -box filings\.db "(.*)"$/gm)].map((match) => match[1]!)
    expect(queries).toHaveLength(3)
    const db = new Sqlite(':memory:')
    applyMigrations(db, ':memory:')
    for (const query of queries) expect(db.prepare(query).all()).toEqual([])
    db.close()
  })
})
