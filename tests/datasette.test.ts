import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { datasetteMetadata } from '../src/export/datasette.ts'
import { applyMigrations } from '../src/store/migrations.ts'
import { ROOT } from './support/source-files.ts'

const FILE = join(ROOT, 'schema/datasette.json')
const page = readFileSync(join(ROOT, 'docs/analytics.md'), 'utf8')
const queries = [...page.matchAll(/^### (.+)\n[^#]*?```sql\n([^`]+)```/gm)].map(([, title, sql]) => ({
  name: title!.toLowerCase().replace(/[^a-z0-9]+/g, '_'),
  title: title!,
  sql: sql!.trim(),
}))
const drawn = `${JSON.stringify(datasetteMetadata('filings', queries), null, 2)}\n`

/** `schema/datasette.json` is made from the tables of the contract and docs/analytics.md; GOLDENS=write makes it again. */
describe('schema/datasette.json', () => {
  if (process.env.GOLDENS === 'write') writeFileSync(FILE, drawn)

  it('is what the contract and docs/analytics.md say', () => {
    expect(existsSync(FILE) && readFileSync(FILE, 'utf8')).toBe(drawn)
  })

  it('names views, columns and facets that a database has, and queries that run', () => {
    const db = new Sqlite(':memory:')
    applyMigrations(db, ':memory:')
    const { databases } = JSON.parse(readFileSync(FILE, 'utf8'))
    const { tables, queries } = databases.filings
    const columnsOf = db.prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)').pluck()
    expect(Object.keys(tables).length).toBeGreaterThan(20)
    for (const [view, { columns, facets = [] }] of Object.entries<{ columns: object; facets?: string[] }>(tables)) {
      expect([view, Object.keys(columns)]).toEqual([view, columnsOf.all(view)])
      expect(facets.filter((facet) => !Object.hasOwn(columns, facet))).toEqual([])
    }
    expect(Object.keys(queries).length).toBeGreaterThan(5)
    for (const { sql } of Object.values<{ sql: string }>(queries)) expect(db.prepare(sql).all()).toEqual([])
    db.close()
  })
})
