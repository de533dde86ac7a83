import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import Sqlite from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ColumnKind, ExportTable } from '../src/export/column.ts'
import type { OutColumn } from '../src/export/format.ts'
import { INDICATORS } from '../src/export/tables/indicators.ts'
import { XLSX } from '../src/export/xlsx.ts'
import { MOST_ROWS } from '../src/export/xlsx-file.ts'
import { openViews, type Views } from '../src/store/views.ts'
import { builtProgram } from './support/built-program.ts'
import { makeArchive } from './support/made-up-archive.ts'
import { ROOT } from './support/source-files.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

/** `npm run bench:analytics` sets 100,000 and prints what it measures; a small archive proves the same every day. */
const FILINGS = Number(process.env.GUIBIAO_FILINGS ?? 2000)
const FULL = process.env.GUIBIAO_FILINGS !== undefined
const LONG = 3_600_000
const report = (line: string) => {
  if (FULL) process.stdout.write(`${line}\n`)
}

let folder: string
let db: string
let views: Views
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-scale-'))
  db = join(folder, 'filings.db')
  const rows = makeArchive(db, { filings: FILINGS })
  views = await openViews(db)
  report(`${FILINGS} filings, ${rows} indicators, ${Math.round(statSync(db).size / 1e6)} MB`)
}, LONG)
afterAll(() => {
  views.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs an export in a process of its own and returns the most memory that it held, in MB. */
function exportMemory(format: string): number {
  const hook = join(folder, 'hook.mjs')
  writeFileSync(hook, "process.on('exit', () => console.error('maxrss', process.resourceUsage().maxRSS))")
  const args = [
    'export',
    '--db',
    db,
    '--to',
    join(folder, format),
    '--format',
    format,
    '--tables',
    'filings,funds,indicators',
  ]
  const program = join(builtProgram(), 'bin', 'guibiao.js')
  const before = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C' },
  })
  expect([format, status, stderr]).toEqual([format, 0, expect.stringMatching(/^maxrss \d+\n$/)])
  const megabytes = Number(/\d+/.exec(stderr)![0]) / 1024
  report(`${format}: ${Math.round(megabytes)} MB, ${(Number(process.hrtime.bigint() - before) / 1e9).toFixed(1)} s`)
  return megabytes
}

describe('an export of many rows', () => {
  it(
    'to CSV holds at most 200 MB, to Parquet 300 MB, however many there are',
    () => {
      expect(exportMemory('csv')).toBeLessThan(200)
      expect(exportMemory('parquet')).toBeLessThan(300)
    },
    LONG,
  )

  it(
    'comes back from Parquet row by row, digit by digit, through DuckDB',
    async () => {
      const duck = await (await DuckDBInstance.create()).connect()
      const names = INDICATORS.columns.filter(({ kind }) => kind !== 'number').map(({ name }) => name)
      const list = (type: string) => names.map((name) => `CAST("${name}" AS ${type})`).join(', ')
      const order = 'ORDER BY filing_no, position'
      const path = join(folder, 'parquet', 'indicators.parquet')
      const read = await duck.stream(`SELECT ${list('VARCHAR')} FROM read_parquet('${path}') ${order}`)
      const stored = views.query(`SELECT ${list('TEXT')} FROM v_indicators ${order}`).rows()
      const kinds = INDICATORS.columns.filter(({ kind }) => kind !== 'number').map(({ kind }) => kind)
      let rows = 0
      for (let chunk = await read.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await read.fetchChunk())
        for (const row of chunk.getRows()) {
          const own = stored.next().value as readonly (string | null)[]
          for (const [at, cell] of row.entries()) {
            const [theirs, ours] = [plain(cell as string | null, kinds[at]!), plain(own[at] ?? null, kinds[at]!)]
            if (theirs !== ours) expect([rows, names[at], theirs]).toEqual([rows, names[at], ours])
          }
          rows++
        }
      duck.closeSync()
      expect(stored.next().done).toBe(true)
      expect(rows).toBe(views.all('SELECT count(*) AS n FROM v_indicators')[0]!.n)
      report(`read back: ${rows} rows × ${names.length} columns equal`)
    },
    LONG,
  )

  it(
    'adds up to the 分 as in SQLite',
    async () => {
      const duck = await (await DuckDBInstance.create()).connect()
      const sums = ['amount', 'initial_budget', 'adjusted_budget', 'executed']
      const from = `read_parquet('${join(folder, 'parquet', 'funds.parquet')}')`
      const [fen] = (
        await duck.runAndReadAll(`SELECT ${sums.map((one) => `sum(${one}_fen)::VARCHAR`)} FROM ${from}`)
      ).getRows()
      const [yuan] = (
        await duck.runAndReadAll(`SELECT ${sums.map((one) => `sum(${one}_yuan)::VARCHAR`)} FROM ${from}`)
      ).getRows()
      duck.closeSync()
      const stored = [
        ...views.query(`SELECT ${sums.map((one) => `CAST(sum(${one}_fen) AS TEXT)`)} FROM v_funds`).rows(),
      ][0]!
      expect(fen).toEqual(stored)
      expect(yuan).toEqual(stored.map((sum) => String(sum).replace(/(\d\d)$/, '.$1')))
      report(`sums of 分 equal: ${fen!.join(', ')}`)
    },
    LONG,
  )
})

it('a workbook goes on in a second sheet where one is full, with no row lost', () => {
  const to = join(folder, 'rows')
  mkdirSync(to)
  const column = (name: string, kind: ColumnKind): OutColumn => ({
    name,
    label: name,
    kind,
    en: '',
    zh: '',
    nullable: true,
  })
  const columns = [column('n', 'integer'), column('text', 'text')]
  const table: ExportTable = { name: 'many', view: 'v_many', en: '', zh: '', key: ['n'], columns }
  const writer = XLSX.open(to, [table])
  const rows = writer.open({ table, columns, partition: '', digits: () => new Map() })
  for (let n = 0; n < MOST_ROWS + 24; n++) rows.write([BigInt(n), '第'])
  rows.close()
  writer.close()
  expect(writer.notes).toEqual([`many goes on in 2 sheets: one holds ${MOST_ROWS} rows.`])
  const [first, second] = Object.values(unzipSync(readFileSync(join(to, writer.filesOf(table)[0]!.path)))).map(
    (sheet) => countRows(Buffer.from(sheet)),
  )
  expect([first, second]).toEqual([MOST_ROWS, 26])
})

function countRows(sheet: Buffer): number {
  let count = 0
  for (let at = sheet.indexOf('<row>'); at >= 0; at = sheet.indexOf('<row>', at + 1)) count++
  return count
}

/** A cell of either side in one spelling: a fixed scale adds zeros to a decimal, SQLite knows no truths. */
function plain(cell: string | null, kind: string): string | null {
  if (cell === null) return null
  if (kind === 'flag') return { true: '1', false: '0' }[cell] ?? cell
  return kind === 'decimal' && cell.includes('.') ? cell.replace(/0+$/, '').replace(/\.$/, '') : cell
}

/** The questions of docs/analytics.md: their names and their SQL. */
const QUESTIONS = [
  ...readFileSync(join(ROOT, 'docs/analytics.md'), 'utf8').matchAll(/^### (.+)\n[^#]*?```sql\n([^`]+)```/gm),
].map(([, name, sql]) => [name!, sql!] as const)

describe('the questions of docs/analytics.md', () => {
  it('are there', () => {
    expect(QUESTIONS.length).toBeGreaterThan(5)
  })

  it.each(QUESTIONS)('%s: is answered with rows, by indexes', (_name, sql) => {
    expect(views.all(sql).length).toBeGreaterThan(0)
    for (const known of [true, false]) {
      const plan = planOf(sql, known)
      expect(plan.filter((step) => /AUTOMATIC|MATERIALIZE/.test(step))).toEqual([])
      expect(
        plan.filter((step) => /^SCAN (?!r$|constant|\(|v_|f USING INDEX|filing USING (COVERING )?INDEX)/.test(step)),
      ).toEqual([])
    }
  })

  it.runIf(FULL)(
    'take so long, cold and warm',
    () => {
      for (const [name, sql] of QUESTIONS) {
        const times = [true, false].map((cold) => {
          if (cold) dropCaches()
          return timeOf(sql)
        })
        report(`${name}: cold ${times[0]!.toFixed(0)} ms, warm ${times[1]!.toFixed(0)} ms`)
      }
    },
    LONG,
  )
})

/** The plan of a query with the statistics of ANALYZE, or without them, as an import leaves a database. */
function planOf(sql: string, known: boolean): readonly string[] {
  if (known) return views.all(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => String(detail))
  const bare = new Sqlite(':memory:')
  for (const { sql } of views.all("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"))
    bare.exec(String(sql))
  const plan = bare.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all()
  bare.close()
  return plan.map(({ detail }) => detail)
}

/** Forgets what the system holds of files; only root may, else the first time is warm, too. */
function dropCaches(): void {
  try {
    execFileSync('sync')
    writeFileSync('/proc/sys/vm/drop_caches', '3')
  } catch {
    report('the system’s cache could not be dropped: "cold" is warm')
  }
}

/** Milliseconds of one query on a connection of its own. */
function timeOf(sql: string): number {
  const fresh = new Sqlite(db, { readonly: true })
  const before = process.hrtime.bigint()
  fresh.prepare(sql).all()
  const spent = Number(process.hrtime.bigint() - before) / 1e6
  fresh.close()
  return spent
}
