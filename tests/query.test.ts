import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from './support/run-cli.ts'
import { fillTricky, TRICKY } from './support/tricky-db.ts'

let folder: string
let db: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-query-'))
  db = join(folder, 'filings.db')
  fillTricky(db)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const query = (sql: string, ...options: string[]) => runCli(['query', sql, '--db', db, ...options])

describe('guibiao query', () => {
  it('prints a table with numbers to the right, and cuts it at the limit with a word on the rest', async () => {
    const { code, out, err } = await query(
      'SELECT form, count(*) AS n FROM v_all_filings GROUP BY 1 ORDER BY 1 DESC',
      '--limit',
      '1',
    )
    expect({ code, out }).toEqual({ code: 0, out: 'form                     n\nproject-self-evaluation  1\n' })
    expect(err).toBe('1 more rows are not shown; --limit or --format csv shows them.\n')
  })

  it('prints CSV and JSON with every digit, and tells an empty text from none', async () => {
    const sql = "SELECT amount_fen AS fen, amount, '' AS empty, NULL AS none FROM v_funds ORDER BY position LIMIT 1"
    expect((await query(sql, '--format', 'csv')).out).toBe(
      `fen,amount,empty,none\n${TRICKY.fen},${TRICKY.amount},"",\n`,
    )
    const row = { fen: TRICKY.fen, amount: TRICKY.amount, empty: '', none: null }
    expect(JSON.parse((await query(sql, '--json')).out)).toEqual([row])
    expect((await query(sql, '--format', 'jsonl')).out).toBe(`${JSON.stringify(row)}\n`)
    expect((await query('SELECT 1 WHERE 0', '--json')).out).toBe('[]\n')
  })

  it('shows how many bytes there are, and no control characters', async () => {
    expect((await query("SELECT x'00ff' AS b, char(27) || '[31m' AS c")).out).toContain('(2 bytes)  \\x1b[31m')
  })

  it.each([
    'DELETE FROM filing',
    "UPDATE filing SET form = 'x' RETURNING 1",
    "INSERT INTO run (command) VALUES ('x') RETURNING 1",
    'CREATE TABLE t (x)',
    'DROP VIEW v_filings',
    "ATTACH 'other.db' AS other",
    "VACUUM INTO 'copy.db'",
    'VACUUM',
    'REINDEX',
    'ANALYZE',
    'PRAGMA query_only = 0',
    'PRAGMA user_version = 7',
    'PRAGMA journal_mode = DELETE',
    'PRAGMA writable_schema = 1',
    'PRAGMA wal_checkpoint(TRUNCATE)',
    'PRAGMA optimize',
    'BEGIN',
    'SELECT 1; DELETE FROM filing',
    "SELECT load_extension('x')",
    "SELECT writefile('x', 'y')",
    'SELECT * FROM nowhere',
    'nonsense',
    '',
  ])('refuses %j with 2 and changes nothing', async (sql) => {
    const hash = () => createHash('sha256').update(readFileSync(db)).digest('hex')
    const [before, names] = [hash(), readdirSync(folder)]
    const { code, out, err } = await query(sql)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^guibiao: (Only queries are run here|The query can't be run: )/)
    expect([hash(), readdirSync(folder)]).toEqual([before, names])
    expect(existsSync('other.db') || existsSync('copy.db')).toBe(false)
  })

  it('answers pragmas that only tell', async () => {
    expect((await query("SELECT name FROM pragma_table_info('v_rollup') LIMIT 1")).out).toBe(
      'name\naggregation_level\n',
    )
    expect(await query('PRAGMA query_only')).toMatchObject({ code: 0 })
  })

  it.each([
    [['--format', 'xml'], '--format knows no "xml"; it takes table, csv, json, jsonl'],
    [['--limit', '0'], '--limit takes a number from 1, not "0"'],
  ])('explains %j', async (options, message) => {
    const { code, err } = await query('SELECT 1', ...options)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })

  it('says what is wrong with a database that is not there, or none of ours', async () => {
    const missing = await runCli(['query', 'SELECT 1', '--db', join(folder, 'none.db')])
    expect(missing.code).toBe(4)
    expect(missing.err).toContain('guibiao import PATH')
    const text = join(folder, 'text.db')
    writeFileSync(text, 'this is no database, but some words that a person wrote down in a file')
    expect(await runCli(['query', 'SELECT 1', '--db', text])).toMatchObject({ code: 4, out: '' })
    rmSync(text)
  })
})
