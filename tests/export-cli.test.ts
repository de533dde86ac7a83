import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillDb } from './support/filled-db.ts'
import { runCli } from './support/run-cli.ts'
import { fillTricky, TRICKY } from './support/tricky-db.ts'

let folder: string
let db: string
let empty: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-export-cli-'))
  db = join(folder, 'filings.db')
  empty = join(folder, 'empty.db')
  fillTricky(db)
  fillDb(empty).close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const to = (name: string) => join(folder, name)
const exported = (name: string, ...options: string[]) => runCli(['export', '--db', db, '--to', to(name), ...options])

describe('guibiao export', () => {
  it('writes every table and says how many rows', async () => {
    const { code, out } = await exported('out')
    expect(code).toBe(0)
    expect(out).toContain(`filings ${TRICKY.current}, `)
    expect(readdirSync(to('out'))).toContain('datapackage.json')
    const json = JSON.parse((await exported('json', '--json', '--tables', 'filings', '--all')).out)
    expect(json).toMatchObject({ format: 'csv', tables: { filings: TRICKY.all }, notes: [] })
  })

  it('takes years, ranges, beginnings of divisions, forms and names together', async () => {
    const options = ['--year', '2019-2020', '--division', '4302', '--form', 'project-goals', '--names', 'mof']
    expect((await exported('chosen', ...options, '--tables', 'filings')).code).toBe(0)
    const [head, ...rows] = readFileSync(to('chosen/filings.csv'), 'utf8').trimEnd().split('\n')
    expect(head).toContain('mof_div_code')
    expect(rows).toHaveLength(1)
    expect(JSON.parse(readFileSync(to('chosen/datapackage.json'), 'utf8')).description).toBe(
      'current filings, year 2019-2020, division 4302, form project-goals',
    )
  })

  it.each([
    [['--format', 'pdf'], '--format knows no "pdf"; it takes csv, csv-excel, jsonl, xlsx, parquet'],
    [['--year', 'last'], '--year takes years such as 2020 or 2019-2021, not "last"'],
    [['--year', '2021-2019'], '--year: 2021-2019 runs backwards'],
    [['--tables', 'filings,people'], '--tables knows no "people"'],
    [['--division', '渌口区'], '--division takes codes such as 430212 or 4302, not "渌口区"'],
    [['--names', 'pinyin'], '--names knows no "pinyin"; it takes own, mof'],
    [['--partition', 'year'], '--partition works with --format parquet only'],
    [['--partition', 'people', '--format', 'parquet'], '--partition knows no "people"'],
  ])('explains %j, ends with 2 and writes nothing', async (options, message) => {
    const { code, out, err } = await exported('wrong', ...options)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(existsSync(to('wrong'))).toBe(false)
  })

  it.each([
    [['--year', '1999'], 'holds no filing of year 1999; it has 2020, 2021.'],
    [['--form', 'budget'], 'holds no filing of form budget; it has project-goals, project-self-evaluation.'],
    [['--division', '11'], 'holds no filing of division 11; it has 430212.'],
    [['--year', '2021', '--division', '4302'], 'holds no filing of year 2021, division 4302 together'],
    [['--all', '--year', '1999'], 'holds no filing of year 1999; it has 2020, 2021.'],
  ])('says what there is when %j holds nothing, ends with 3 and writes nothing', async (options, message) => {
    const { code, err } = await exported('nothing', ...options)
    expect(code).toBe(3)
    expect(err).toContain(message)
    expect(existsSync(to('nothing'))).toBe(false)
  })

  it('names the part of a selection that holds nothing', async () => {
    const { code, err } = await exported('part', '--year', '2020,1999')
    expect(code).toBe(0)
    expect(err).toContain('holds no filing of year 1999')
  })

  it.each(['export', 'report', 'sample'])('%s of an empty database says so and ends with 3', async (command) => {
    const target = command === 'export' ? ['--to', to('empty')] : ['--out', to('empty')]
    const { code, err } = await runCli([command, '--db', empty, ...target])
    expect(code).toBe(3)
    expect(err).toMatch(command === 'sample' ? /holds nothing to sample/ : /guibiao import PATH/)
    expect(existsSync(to('empty'))).toBe(false)
  })

  it('says it in Chinese where the locale is', async () => {
    const { err } = await runCli(['export', '--db', empty, '--to', to('empty')], { LANG: 'zh_CN.UTF-8' })
    expect(err).toContain('没有有效的填报表')
  })

  it('refuses what is there, and places that it can’t write to', async () => {
    await exported('twice')
    expect(await exported('twice')).toMatchObject({ code: 2, err: expect.stringContaining('--force') })
    expect((await exported('twice', '--force')).code).toBe(0)
    writeFileSync(to('file'), 'mine')
    expect(await exported('file')).toMatchObject({ code: 2, err: expect.stringContaining('is a file') })
    expect(await exported('file/below')).toMatchObject({ code: 2, err: expect.stringContaining('no folder') })
    const nowhere = await runCli(['export', '--db', db, '--to', '/proc/nowhere'])
    expect(nowhere.code).toBe(process.platform === 'linux' ? 2 : nowhere.code)
    for (const command of ['report', 'sample']) {
      const out = (path: string) => runCli([command, '--db', db, '--out', path])
      expect(await out(to('file'))).toMatchObject({ code: 2, err: expect.stringContaining('--force') })
      expect(await out(to('none/page'))).toMatchObject({ code: 2, err: expect.stringContaining('no folder') })
      expect(await out(folder)).toMatchObject({ code: 2, err: expect.stringContaining('is a folder') })
    }
    expect(readFileSync(to('file'), 'utf8')).toBe('mine')
  })
})
