import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../src/cli/index.ts'
import { ALIKE_KEYS, OF_FILE } from '../src/store/filing-reader.ts'
import { fileArchive } from './support/filed-archive.ts'

/** How many filings are checked; MANY=10000 is the large version (docs/measurements.md). */
const MANY = Number(process.env.MANY ?? 300)

/** A process whose output goes nowhere, with the most memory that was in use while it was written. */
function measuringIo() {
  const seen = { most: 0, written: 0, findings: 0 }
  const listen = () => undefined
  const sink = (data: boolean) => ({
    write: (text: string) => {
      if (data) {
        seen.written += text.length
        seen.findings += text.split('"rule":').length - 1
        seen.most = Math.max(seen.most, process.memoryUsage().heapUsed)
      }
      return true
    },
    once: listen,
    on: listen,
    off: listen,
  })
  return { stdout: sink(true), stderr: sink(false), env: { LANG: 'C' }, seen }
}

describe(`check --db over ${MANY} filings`, () => {
  let root: string
  let db: string
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'guibiao-many-'))
    db = join(root, 'filings.db')
    await fileArchive(db, MANY)
    const sqlite = new Sqlite(db)
    // With statistics, as after months of imports, the planner decides otherwise than without.
    sqlite.exec('ANALYZE')
    sqlite.close()
  }, 3_600_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('streams: findings leave as they come, and memory stays bounded', async () => {
    const io = measuringIo()
    const before = process.memoryUsage().heapUsed
    expect(await main(['node', 'guibiao', 'check', '--db', db, '--json'], io)).toBe(0)
    const grown = (io.seen.most - before) / 2 ** 20
    console.log(
      `${MANY} filings, ${io.seen.findings} findings, ${(io.seen.written / 2 ** 20).toFixed(1)} MiB of JSON, heap at most ${grown.toFixed(0)} MiB above the start`,
    )
    expect(io.seen.findings).toBeGreaterThan(MANY)
    expect(grown).toBeLessThan(200)
  }, 3_600_000)

  it('finds the filings that belong with one through indexes', () => {
    const sqlite = new Sqlite(db, { readonly: true })
    const plan = (sql: string, ...bound: string[]) =>
      sqlite
        .prepare<string[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...bound)
        .map(({ detail }) => detail)
    const byKey = plan(ALIKE_KEYS, 'project-goals|2020|', 'project-goals|2020|\u{10ffff}')
    const ofFile = plan(OF_FILE, 'a')
    const keys = sqlite.prepare<[], string>('SELECT key FROM filing WHERE key IS NOT NULL LIMIT 1').pluck().get()!
    sqlite.close()
    expect(keys).toMatch(/^\w+-goals\|\d{4}\|/)
    expect(byKey.join('\n')).toContain('SEARCH filing USING INDEX filing_key (key>? AND key<?)')
    for (const steps of [byKey, ofFile]) expect(steps.join('\n')).not.toContain('SCAN')
  })
})
