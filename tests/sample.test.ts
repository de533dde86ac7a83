import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { read, utils, write } from 'xlsx'
import { verdictOf } from '../src/export/audit-sheet.ts'
import { errorRates, wilson } from '../src/report/error-rates.ts'
import { allocate, drawSample, rankOf } from '../src/report/sample.ts'
import { openViews, type Views } from '../src/store/views.ts'
import { makeArchive } from './support/made-up-archive.ts'
import { HAS_SOFFICE } from './support/programs.ts'
import fc from './support/properties.ts'
import { runCli } from './support/run-cli.ts'
import { ROOT } from './support/source-files.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

describe('Wilson’s interval', () => {
  // E. B. Wilson 1927, as R's prop.test(x, n, correct = FALSE) and statsmodels print it.
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [3, 200, 0.0051, 0.0432],
    [0, 200, 0, 0.0188],
    [81, 263, 0.2553, 0.3662],
  ])('of %i wrong in %i is %d to %d', (wrong, n, low, high) => {
    expect(wilson(wrong / n, n).map((bound) => Math.round(bound * 10_000) / 10_000)).toEqual([low, high])
  })

  it('always holds the rate, within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const p = Math.round(share * n) / n
        const [low, high] = wilson(p, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(p + 1e-12)
        expect(high).toBeGreaterThanOrEqual(p - 1e-12)
      }),
    )
  })
})

describe('error rates', () => {
  const judged = (stratum: string, field: string, ...rights: (boolean | null)[]) =>
    rights.map((right) => ({ stratum, field, right }))

  it('weigh strata by their size, and count what is open', () => {
    const rates = errorRates(
      [...judged('big', 'target', true, true, true, true), ...judged('small', 'target', false, false, true, null)],
      new Map([
        ['big', 900],
        ['small', 100],
      ]),
    )
    expect(rates.all).toMatchObject({ judged: 7, wrong: 2 })
    expect(rates.all.rate).toBeCloseTo(0.1 * (2 / 3), 12)
    expect(rates.strata.map(({ name, judged, wrong }) => [name, judged, wrong])).toEqual([
      ['big', 4, 0],
      ['small', 3, 2],
    ])
    expect(rates.open).toBe(1)
  })

  it('say nothing of the whole while a stratum is not judged', () => {
    const population = new Map([
      ['a', 5],
      ['b', 5],
    ])
    expect(errorRates([...judged('a', 'x', true), ...judged('b', 'x', null)], population).all.rate).toBeNull()
    expect(errorRates(judged('a', 'x', true), population).all.rate).toBeNull()
    expect(errorRates([], new Map()).all).toMatchObject({ judged: 0, rate: null })
  })
})

it.each([
  ['对', true],
  [' 错 ', false],
  ['Y', true],
  ['no', false],
  ['√', true],
  ['×', false],
  ['ｙ', true],
  ['', null],
  ['maybe', undefined],
  ['对？', undefined],
])('a verdict of %j is %s', (text, right) => {
  expect(verdictOf(text)).toBe(right)
})

describe('shares of a sample', () => {
  it('give all away, at least five each where there is room, and never more than there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(500), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 400 }),
        (sizes, n) => {
          const population = new Map(sizes.map((size, at) => [`s${at}`, size]))
          const shares = [...allocate(population, n)]
          const total = sizes.reduce((sum, size) => sum + size, 0)
          expect(shares.reduce((sum, [, share]) => sum + share, 0)).toBe(Math.min(n, total))
          for (const [name, share] of shares) {
            expect(share).toBeLessThanOrEqual(population.get(name)!)
            expect(share).toBeGreaterThanOrEqual(Math.min(5, population.get(name)!, Math.floor(n / sizes.length)))
          }
        },
      ),
    )
  })

  it('is drawn without favour: ranks spread evenly, whatever the texts have in common', () => {
    const counts = Array.from({ length: 16 }, () => 0)
    for (let at = 0; at < 16_000; at++) counts[Math.floor(rankOf(7, `indicators[${at}].target`) / 2 ** 49)]!++
    // Chi-square with 15 degrees of freedom: 37.7 is passed once in a thousand.
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(37.7)
  })
})

describe('a sample of a database', () => {
  let folder: string
  let views: Views
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-sample-'))
    makeArchive(join(folder, 'made.db'), { filings: 200 })
    views = await openViews(join(folder, 'made.db'))
  })
  afterAll(() => {
    views.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const draw = (n: number, seed: number) =>
    drawSample((sql) => views.query(sql).rows(), { n, seed, by: ['form', 'format'] })

  it('is the same for the same seed, another for another, and holds nothing twice', () => {
    expect(draw(50, 7)).toEqual(draw(50, 7))
    expect(draw(50, 7).chosen).not.toEqual(draw(50, 8).chosen)
    const keys = draw(500, 7).chosen.map(({ filingId, path }) => `${filingId} ${path}`)
    expect(new Set(keys).size).toBe(500)
  })

  it('takes only what counts, and knows how much of it there is', () => {
    const { chosen, population } = draw(1e6, 1)
    expect(chosen).toHaveLength([...population.values()].reduce((sum, size) => sum + size, 0))
    const current = views.all("SELECT id FROM filing WHERE standing = 'current'").map(({ id }) => id)
    expect(new Set(chosen.map(({ filingId }) => filingId))).toEqual(new Set(current))
  })
})

describe('guibiao sample, as a person uses it', () => {
  let folder: string
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-audit-'))
    await runCli(['import', join(ROOT, 'samples'), '--db', at('filings.db'), '--jobs', '1'])
    const ran = await runCli([
      'sample',
      '--db',
      at('filings.db'),
      '--n',
      '60',
      '--seed',
      '7',
      '--out',
      at('audit.xlsx'),
    ])
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('60 of ') })
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Writes verdicts into the work-sheet with another program's library: every `nth` one is wrong. */
  const judge = (to: string, verdict: (row: number) => string) => {
    const book = read(readFileSync(at('audit.xlsx')))
    const sheet = book.Sheets['audit 抽查']!
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 })
    const column = rows[0]!.indexOf('right? 对错')
    for (let row = 1; row < rows.length; row++)
      sheet[utils.encode_cell({ r: row, c: column })] = { t: 's', v: verdict(row) }
    writeFileSync(at(to), write(book, { type: 'buffer', bookType: 'xlsx' }))
    return rows
  }

  it('shows beside each reading the file, the line and the cells as printed', () => {
    const rows = judge('blank.xlsx', () => '')
    expect(rows).toHaveLength(61)
    expect(rows[0]).toEqual(
      expect.arrayContaining(['file 文件', 'where 位置', 'of 所属', 'printed 原文', 'reading 读取结果', 'right? 对错']),
    )
    const [file, printed] = [rows[0]!.indexOf('file 文件'), rows[0]!.indexOf('printed 原文')]
    const files = rows.slice(1).map((row) => row[file]!)
    expect(files).toEqual(files.toSorted((a, b) => new Intl.Collator('en', { numeric: true }).compare(a, b)))
    expect(rows.slice(1).every((row) => row[printed] !== '')).toBe(true)
  })

  it('prints rates with intervals from the filled-in sheet, and data with --json', async () => {
    judge('judged.xlsx', (row) => (row % 20 === 0 ? '错' : '对'))
    const { code, out } = await runCli(['sample', '--score', at('judged.xlsx')])
    expect(code).toBe(0)
    expect(out).toMatch(/all \(strata weighted by size\) +60 +3 +\d\.\d% +\d\.\d% – \d+\.\d%/)
    const rates = JSON.parse((await runCli(['sample', '--score', at('judged.xlsx'), '--json'])).out)
    expect(rates).toMatchObject({ all: { judged: 60, wrong: 3 }, open: 0 })
    expect(rates.strata.reduce((sum: number, { judged }: { judged: number }) => sum + judged, 0)).toBe(60)
  })

  it('counts what is open, and names verdicts that it does not understand', async () => {
    judge('half.xlsx', (row) => (row === 1 ? '也许' : row % 2 === 0 ? 'y' : ''))
    const { code, out, err } = await runCli(['sample', '--score', at('half.xlsx')])
    expect(code).toBe(0)
    expect(err).toBe('row 2: "也许" is neither right nor wrong; it is not counted.\n')
    expect(out).toContain('30 are not judged yet.')
  })

  it.skipIf(!HAS_SOFFICE)(
    'reads a sheet that LibreOffice saved (skipped where it is missing)',
    async () => {
      judge('for-office.xlsx', (row) => (row % 20 === 0 ? 'n' : 'y'))
      const profile = `-env:UserInstallation=file://${at('profile')}`
      for (const [to, extension] of [
        ['office', 'xlsx'],
        ['office', 'ods'],
      ] as const)
        execFileSync(
          'soffice',
          ['--headless', profile, '--convert-to', extension, '--outdir', at(to), at('for-office.xlsx')],
          { stdio: 'ignore', timeout: 120_000 },
        )
      for (const name of ['office/for-office.xlsx', 'office/for-office.ods']) {
        const { out } = await runCli(['sample', '--score', at(name), '--json'])
        expect([name, JSON.parse(out).all.judged, JSON.parse(out).all.wrong]).toEqual([name, 60, 3])
      }
    },
    240_000,
  )

  it.each([
    [['--score', 'none.xlsx'], 2, 'There is no file'],
    [['--score', 'filings.db'], 2, 'is no work-sheet of guibiao sample'],
    [[], 2, 'sample needs --out FILE'],
    [['--out', 'x.xlsx', '--n', '0'], 2, '--n takes a number from 1'],
    [['--out', 'x.xlsx', '--seed', 'a'], 2, '--seed takes a whole number'],
    [['--out', 'x.xlsx', '--by', 'colour'], 2, '--by knows no "colour"; it takes form, format, year, division, field'],
    [['--out', 'audit.xlsx'], 2, '--force'],
  ])('explains %j', async (options, code, message) => {
    const args = options.map((one) => (/\.(xlsx|db)$/.test(one) ? at(one) : one))
    const ran = await runCli(['sample', '--db', at('filings.db'), ...args])
    expect([ran.code, ran.out]).toEqual([code, ''])
    expect(ran.err).toContain(message)
  })

  it('says so when another workbook is given, or no verdict stands in it', async () => {
    const other = utils.book_new()
    utils.book_append_sheet(other, utils.aoa_to_sheet([['a']]), 'x')
    writeFileSync(at('other.xlsx'), write(other, { type: 'buffer', bookType: 'xlsx' }))
    expect(await runCli(['sample', '--score', at('other.xlsx')], { LANG: 'zh_CN.UTF-8' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('不是 guibiao sample 写出的工作表'),
    })
    expect((await runCli(['sample', '--score', at('audit.xlsx')])).code).toBe(3)
  })
})
