import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openViews, type Views } from '../src/store/views.ts'
import { makeArchive } from './support/made-up-archive.ts'
import { HAS_PANDAS, HAS_PYTHON, runPython } from './support/programs.ts'
import { runCli } from './support/run-cli.ts'
import { ROOT } from './support/source-files.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const DEPARTMENT = '株洲市东湖区住房和城乡建设局'
const example = (name: string) => join(ROOT, 'examples', name)

/** The examples, each with its output compared to what SQLite says: Python and DuckDB read without our code. */
describe('examples/', () => {
  let folder: string
  let db: string
  let views: Views
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-examples-'))
    db = join(folder, 'filings.db')
    makeArchive(db, { filings: 400 })
    for (const format of ['csv', 'parquet']) {
      const { code, err } = await runCli(['export', '--db', db, '--to', join(folder, format), '--format', format])
      expect([code, err]).toEqual([0, ''])
    }
    views = await openViews(db)
  }, 60_000)
  afterAll(() => {
    views.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const lines = (text: string) => text.trimEnd().split('\n')
  const stored = (sql: string, ...params: string[]) =>
    [...views.query(sql, params, { exact: true }).rows()].map((row) => row.map((cell) => cell ?? '').join('\t'))

  it('are all named in their README, and all of them are run here', () => {
    const readme = readFileSync(example('README.md'), 'utf8')
    const files = readdirSync(join(ROOT, 'examples')).filter((name) => name !== 'README.md')
    const named = [...readme.matchAll(/^\| `([\w.]+)/gm)].map((match) => match[1])
    expect(named.toSorted()).toEqual(files.toSorted())
    const self = readFileSync(join(ROOT, 'tests/examples.test.ts'), 'utf8')
    for (const name of files) expect(self).toContain(`'${name}'`)
  })

  it.skipIf(!HAS_PYTHON)('panel.py gives the series of SQLite, from CSV (skipped without python3)', () => {
    const printed = lines(runPython(example('panel.py'), join(folder, 'csv'), DEPARTMENT))
    const expected = views.all(
      `SELECT aggregation_level || char(9) || coalesce(project_name, '') || char(9) || key || char(9) || actual_unit || char(9) ||
        group_concat(fiscal_year || ': ' || actual_value, '  ') AS line
      FROM (SELECT * FROM v_panel WHERE department = ? AND stage = 'self-evaluation' AND actual_value IS NOT NULL ORDER BY fiscal_year)
      GROUP BY aggregation_level, project_name, key, occurrence, actual_unit`,
      DEPARTMENT,
    )
    expect(printed.length).toBeGreaterThan(10)
    expect(printed.toSorted()).toEqual(expected.map(({ line }) => line).toSorted())
  })

  it.skipIf(!HAS_PANDAS)('panel_pandas.py gives the same numbers (skipped without pandas)', () => {
    const [head, ...rows] = lines(runPython(example('panel_pandas.py'), join(folder, 'csv'), DEPARTMENT))
    const years = head!.split('\t').slice(5)
    const read = rows.flatMap((row) => {
      const [level, project, key, , unit, ...values] = row.split('\t')
      return values.flatMap((value, at) =>
        value === '' ? [] : [[level, project, key, unit, years[at], Number(value)].join('\t')],
      )
    })
    const expected = stored(
      "SELECT aggregation_level, coalesce(project_name, ''), key, actual_unit, fiscal_year, actual_number FROM v_panel WHERE department = ? AND stage = 'self-evaluation' AND actual_number IS NOT NULL",
      DEPARTMENT,
    )
    expect(read.toSorted()).toEqual(expected.toSorted())
  })

  it.skipIf(!HAS_PYTHON)('least_executed.py reads the views with Python’s own SQLite (skipped without python3)', () => {
    const printed = lines(runPython(example('least_executed.py'), db, '2022'))
    const expected = stored(
      "SELECT department, project_name, budget_yuan, executed_yuan, CAST(computed_rate AS TEXT), total_score FROM v_execution WHERE fiscal_year = 2022 AND form = 'project-self-evaluation' ORDER BY computed_rate, budget_fen DESC, filing_id LIMIT 20",
    )
    expect(printed).toHaveLength(Math.min(20, expected.length))
    expect(printed).toEqual(expected)
  })

  it('totals.mjs gives the sums of SQLite to the 分, from Parquet', () => {
    const printed = lines(
      execFileSync(process.execPath, [example('totals.mjs'), join(folder, 'parquet')], { encoding: 'utf8' }),
    )
    const expected = stored(
      `SELECT aggregation_level, stage, fiscal_year, count(total_fen), printf('%d.%02d', sum(total_fen) / 100, sum(total_fen) % 100)
      FROM v_filings WHERE total_fen IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    expect(printed).toHaveLength(20)
    expect(printed).toEqual(expected)
  })

  it('copies.sql runs as it stands', async () => {
    const sql = readFileSync(example('copies.sql'), 'utf8')
    const rows = JSON.parse((await runCli(['query', '-', '--db', db, '--json'], { LANG: 'C' }, sql)).out)
    const [{ n }] = views.all("SELECT count(*) AS n FROM filing WHERE standing = 'copy'") as [{ n: number }]
    expect(rows.reduce((sum: number, { copies }: { copies: number }) => sum + copies, 0)).toBe(n)
    expect(n).toBeGreaterThan(0)
  })
})
