import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeArchive } from './support/made-up-archive.ts'
import { HAS_PYTHON, runPython } from './support/programs.ts'
import { runCli } from './support/run-cli.ts'
import { goalsForm } from './support/small-forms.ts'
import { ROOT } from './support/source-files.ts'
import { fillTricky } from './support/tricky-db.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const CHECK = join(ROOT, 'tests/support/check_package.py')

describe.skipIf(!HAS_PYTHON)('datapackage.json, checked by Python alone (skipped without python3)', () => {
  let folder: string
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-package-'))
    fillTricky(at('tricky.db'))
    makeArchive(at('made.db'), { filings: 300 })
    // Texts that are there and empty: a target cell with nothing in it.
    writeFileSync(at('blank.docx'), goalsForm('某区水利局', ''))
    await runCli(['import', join(ROOT, 'samples'), at('blank.docx'), '--db', at('samples.db'), '--jobs', '1'])
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['tricky', 'made', 'samples'])(
    'holds for every row of %s',
    async (name) => {
      for (const [to, options] of [
        ['all', ['--all']],
        ['mof', ['--names', 'mof']],
        ['redacted', ['--redact']],
        ['year', ['--year', '2020']],
        ['some', ['--tables', 'indicators,findings']],
      ] as const) {
        const ran = await runCli(['export', '--db', at(`${name}.db`), '--to', at(`${name}-${to}`), ...options])
        expect([ran.code, runPython(CHECK, at(`${name}-${to}`))]).toEqual([0, ''])
      }
    },
    60_000,
  )

  it('would be told what is wrong', async () => {
    await runCli(['export', '--db', at('tricky.db'), '--to', at('wrong'), '--tables', 'filings'])
    const file = join(at('wrong'), 'filings.csv')
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/\b2020\b/, 'last year')
        .replace(/current/, ''),
    )
    const told = runPython(CHECK, at('wrong'))
    expect(told).toContain('bytes or hash differ')
    expect(told).toContain("fiscal_year 'last year' is no integer")
    expect(told).toContain('standing is required')
  })
})
