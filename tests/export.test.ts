import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { read, utils } from 'xlsx'
import { excelCell, guardText, quoteCsv, significantDigits } from '../src/export/csv.ts'
import { type ExportOptions, exportTables } from '../src/export/export-tables.ts'
import type { OutColumn } from '../src/export/format.ts'
import { FORMATS } from '../src/export/index.ts'
import { decimalType, unscaled } from '../src/export/parquet.ts'
import { EXPORTED } from '../src/export/tables/index.ts'
import { cellXml, lettersOf } from '../src/export/xlsx-file.ts'
import { redactText } from '../src/redact.ts'
import { openViews, type Views } from '../src/store/views.ts'
import fc from './support/properties.ts'
import { fillTricky, TRICKY } from './support/tricky-db.ts'

// On a busy machine programs take their time to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

let folder: string
let views: Views
let made = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guibiao-export-'))
  fillTricky(join(folder, 'filings.db'))
  views = await openViews(join(folder, 'filings.db'))
})
afterAll(() => {
  views.close()
  rmSync(folder, { recursive: true, force: true })
})

const formatOf = (id: string) => FORMATS.find((format) => format.id === id)!
const optionsOf = (id: string, options: Partial<ExportOptions> = {}): ExportOptions => ({
  ...{ format: formatOf(id), tables: EXPORTED, years: [], divisions: [], forms: [], all: false, redact: null },
  ...{ names: 'own', partition: [], description: 'test' },
  ...options,
})
const exported = async (id: string, options: Partial<ExportOptions> = {}) => {
  const to = join(folder, `out${++made}`)
  const summary = await exportTables(views, to, optionsOf(id, options))
  return { to, summary, text: (name: string) => readFileSync(join(to, name), 'utf8') }
}

describe('every format', () => {
  it.each(FORMATS.map(({ id }) => id))(
    '%s writes all rows of all tables, and a descriptor that names every file',
    async (id) => {
      const { to, summary, text } = await exported(id)
      for (const { name, view } of EXPORTED)
        expect([name, summary.tables[name]]).toEqual([name, views.all(`SELECT count(*) AS n FROM ${view}`)[0]!.n])
      const { resources } = JSON.parse(text('datapackage.json'))
      expect(resources.map(({ name }: { name: string }) => name)).toEqual(EXPORTED.map(({ name }) => name))
      const paths = new Set<string>(resources.flatMap(({ path }: { path: string | string[] }) => path))
      expect([...paths, 'datapackage.json'].sort()).toEqual(readdirSync(to).sort())
    },
  )

  it.each(FORMATS.map(({ id }) => id))('%s gives the same bytes twice, whenever it runs', async (id) => {
    const a = await exported(id)
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') })
    const b = await exported(id)
    vi.useRealTimers()
    for (const name of readdirSync(a.to))
      expect(readFileSync(join(a.to, name)).equals(readFileSync(join(b.to, name))), name).toBe(true)
  })

  it.each(FORMATS.map(({ id }) => id))(
    '%s refuses what is there, replaces it with force, and keeps what is none of its own',
    async (id) => {
      const { to, summary } = await exported(id)
      const again = (force: boolean) => exportTables(views, to, optionsOf(id, { force }))
      writeFileSync(join(to, 'mine.txt'), 'mine')
      await expect(again(false)).rejects.toThrow(/is there already.*--force/)
      expect((await again(true)).tables).toEqual(summary.tables)
      expect(readFileSync(join(to, 'mine.txt'), 'utf8')).toBe('mine')
      expect(readdirSync(to).filter((name) => name.startsWith('.'))).toEqual([])
    },
  )
})

describe('a failed export', () => {
  const failing: Views = {
    all: (...args) => views.all(...args),
    query: (sql, params, options) => {
      const result = views.query(sql, params, options)
      if (!sql.includes('v_indicators')) return result
      return {
        ...result,
        *rows() {
          yield* [...result.rows()].slice(0, 1)
          throw new Error('the disk broke')
        },
      }
    },
    close: () => {},
  }
  const run = (to: string, id: string) => exportTables(failing, to, optionsOf(id))

  it.each(FORMATS.map(({ id }) => id))('leaves nothing behind: %s', async (id) => {
    const to = join(folder, `broken-${id}`)
    await expect(run(to, id)).rejects.toThrow('the disk broke')
    expect(existsSync(to)).toBe(false)
    mkdirSync(to)
    writeFileSync(join(to, 'mine.txt'), 'mine')
    await expect(run(to, id)).rejects.toThrow('the disk broke')
    expect(readdirSync(to)).toEqual(['mine.txt'])
  })

  it('says so when the target is a file, or lies in one', async () => {
    const file = join(folder, 'a file')
    writeFileSync(file, '')
    await expect(run(file, 'csv')).rejects.toThrow(/is a file/)
    await expect(run(join(file, 'in'), 'csv')).rejects.toThrow(/no folder/)
  })

  it('never replaces a folder with files that no export wrote', async () => {
    const { to } = await exported('parquet', { partition: ['fiscal_year'] })
    writeFileSync(join(to, 'filings', 'diary.txt'), 'mine')
    await expect(exportTables(views, to, optionsOf('parquet', { force: true }))).rejects.toThrow(/no export wrote/)
    expect(readFileSync(join(to, 'filings', 'diary.txt'), 'utf8')).toBe('mine')
  })
})

describe('a selection', () => {
  it('takes years, forms and divisions by their beginnings, and leaves out tables that can’t be filtered so', async () => {
    const { summary } = await exported('jsonl', { years: [2020], forms: ['project-goals'], divisions: ['4302'] })
    expect(summary.tables.filings).toBe(1)
    expect(summary.tables).not.toHaveProperty('rollup')
    expect(summary.notes).toContain("rollup is left out: it can't be filtered so.")
    expect((await exported('jsonl', { divisions: ['99'] })).summary.tables.filings).toBe(0)
  })

  it('takes copies and templates only when asked to', async () => {
    expect((await exported('csv')).summary.tables.filings).toBe(TRICKY.current)
    expect((await exported('csv', { all: true })).summary.tables.filings).toBe(TRICKY.all)
  })
})

describe('redaction', () => {
  it('leaves out names, phones and paths, and masks numbers in texts', async () => {
    for (const id of ['csv', 'jsonl']) {
      const { to } = await exported(id, { redact: redactText, all: true })
      const texts = readdirSync(to)
        .map((name) => readFileSync(join(to, name), 'utf8'))
        .join('\n')
      for (const secret of TRICKY.secrets) expect(texts).not.toContain(secret)
      expect(texts).toContain('某区住建局')
      const open = await exported(id, { all: true })
      const all = readdirSync(open.to)
        .map((name) => open.text(name))
        .join('\n')
      for (const secret of TRICKY.secrets) expect(all).toContain(secret)
    }
  })
})

describe('names of 预算管理一体化', () => {
  it('stand in every format and in the descriptor', async () => {
    const { text } = await exported('csv', { names: 'mof' })
    expect(text('indicators.csv').split('\n')[0]).toMatch(
      /fiscal_year.*dept_name.*lv3_perf_ind_name.*kpi_val.*ind_comp.*ind_weight.*eval_score.*devi_analy/,
    )
    expect(text('funds.csv').split('\n')[0]).toMatch(/reply_amt.*cur_amt.*year_exe_amt.*exe_amt_rate.*exe_score/)
    const { resources } = JSON.parse(text('datapackage.json'))
    expect(resources[0].schema.fields.map(({ name }: { name: string }) => name)).toContain('mof_div_code')
  })
})

describe('text for spreadsheets', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-- 见附件', "'-- 见附件"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\t=1+1', "'\t=1+1"],
    ['\n=1', "'\n=1"],
    ['0012', '\t0012'],
    ['914302120000000001', '\t914302120000000001'],
    ['1-2', '\t1-2'],
    ['2020年1月', '\t2020年1月'],
    ['100%', '\t100%'],
    ['１２', '\t１２'],
    ['1E5', '\t1E5'],
    ['true', '\ttrue'],
    ['5.8公里', '5.8公里'],
    ['≥90%', '≥90%'],
    ['产出指标', '产出指标'],
    ['', ''],
  ])('%j becomes %j', (text, guarded) => {
    expect(guardText(text)).toBe(guarded)
  })

  it('never begins with what a spreadsheet takes for a formula, whatever the text is', () => {
    const start = fc.constantFrom('', ' ', '\t', '\r', '\n', '\u200b', '\ufeff')
    fc.assert(
      fc.property(start, fc.constantFrom(...'=+-@＝＋－＠'), fc.string(), (space, sign, rest) => {
        expect(guardText(space + sign + rest)).toMatch(/^'/)
      }),
    )
  })

  it('keeps numbers as numbers while a spreadsheet can hold their digits', () => {
    const column = (kind: OutColumn['kind']): OutColumn => ({
      name: 'x',
      label: 'x',
      kind,
      en: '',
      zh: '',
      nullable: true,
    })
    expect(excelCell(column('decimal'), '-3.20')).toBe('-3.20')
    expect(excelCell(column('decimal'), '1234567890.123456')).toBe('\t1234567890.123456')
    expect(excelCell(column('fen'), 123456789012345n)).toBe('123456789012345')
    expect(excelCell(column('flag'), 1n)).toBe('TRUE')
    expect(excelCell(column('text'), '-3.20')).toBe("'-3.20")
    expect([significantDigits('0.0050'), significantDigits('-100.5'), significantDigits('0')]).toEqual([2, 4, 0])
  })
})

describe('csv', () => {
  it('quotes what needs it, and tells an empty text from none', () => {
    expect(['a', 'a,b', 'a"b', 'a\nb', '', ' a'].map(quoteCsv)).toEqual([
      'a',
      '"a,b"',
      '"a""b"',
      '"a\nb"',
      '""',
      '" a"',
    ])
  })

  it('has no BOM for machines, and BOM with CRLF for spreadsheets', async () => {
    expect((await exported('csv')).text('filings.csv')).toMatch(/^filing_no,[^\r]*\n/)
    expect((await exported('csv-excel')).text('filings.csv')).toMatch(/^\ufefffiling_no,[^\n]*\r\n/)
  })
})

describe('jsonl', () => {
  it('keeps exact decimals as strings, flags as truths and lists as lists', async () => {
    const { text } = await exported('jsonl')
    const rows = (name: string) =>
      text(name)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    const [fund] = rows('funds.jsonl')
    expect(fund).toMatchObject({ amount: TRICKY.amount, amount_fen: TRICKY.fen, rounded: false, fiscal_year: 2020 })
    expect(rows('filings.jsonl')[0]).toMatchObject({ subject: ['', '某区住建局', '', '道路'], total_score: null })
  })
})

describe('parquet', () => {
  const duck = async (sql: string) => {
    const connection = await (await DuckDBInstance.create()).connect()
    try {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS()
    } finally {
      connection.closeSync()
    }
  }

  it('gives every row and every decimal back exactly', async () => {
    const { to, summary } = await exported('parquet')
    for (const { name, view, columns } of EXPORTED) {
      const exact = columns.filter(({ kind }) => kind === 'decimal' || kind === 'yuan').map((one) => one.name)
      const others = columns
        .filter(({ kind }) => kind === 'text' || kind === 'fen' || kind === 'integer')
        .map((one) => one.name)
      const file = join(to, `${name}.parquet`)
      const list = [...exact, ...others].map((one) => `CAST("${one}" AS VARCHAR) AS "${one}"`).join(', ')
      const read = await duck(`SELECT ${list} FROM read_parquet('${file}')`)
      const stored = views.all(
        `SELECT ${[...exact, ...others].map((one) => `CAST("${one}" AS TEXT) AS "${one}"`).join(', ')} FROM ${view}`,
      )
      expect(read.length, name).toBe(summary.tables[name])
      const plain = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        rows
          .map((row) =>
            JSON.stringify(
              Object.entries(row).map(([key, value]) =>
                exact.includes(key) && typeof value === 'string' ? normal(value) : value,
              ),
            ),
          )
          .sort()
      expect(plain(read), name).toEqual(plain(stored))
    }
  })

  it('sums to the 分 like SQLite', async () => {
    const { to } = await exported('parquet')
    const [read] = await duck(
      `SELECT CAST(sum(amount_yuan) AS VARCHAR) AS yuan, CAST(sum(amount_fen) AS VARCHAR) AS fen FROM read_parquet('${to}/funds.parquet')`,
    )
    const [stored] = views.all('SELECT CAST(sum(amount_fen) AS TEXT) AS fen FROM v_funds')
    expect(read).toEqual({ fen: stored!.fen, yuan: String(stored!.fen).replace(/(..)$/, '.$1') })
  })

  it('is partitioned as Hive does it, with nothing lost', async () => {
    const { to, summary } = await exported('parquet', { partition: ['fiscal_year', 'form'] })
    const files = readdirSync(join(to, 'indicators'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.parquet'),
    )
    expect(files).toContain('fiscal_year=2020/form=project-goals/part-0.parquet')
    expect(files.some((name) => name.startsWith('fiscal_year=__HIVE_DEFAULT_PARTITION__'))).toBe(true)
    const [read] = await duck(
      `SELECT count(*)::INT AS n, count(DISTINCT form)::INT AS forms FROM read_parquet('${to}/indicators/**/*.parquet', hive_partitioning = true)`,
    )
    expect(read).toEqual({ n: summary.tables.indicators, forms: 2 })
  })

  it('falls back to text where 38 digits are too few, and says so', async () => {
    expect(decimalType({ whole: 30, fraction: 9 })).toBeNull()
    expect(decimalType({ whole: 30, fraction: 8 })).toEqual({ precision: 38, scale: 8 })
    expect(decimalType({ whole: 36, fraction: 1 })).toEqual({ precision: 38, scale: 2 })
    expect(decimalType({ whole: 3, fraction: 1 })).toEqual({ precision: 38, scale: 6 })
    expect((await exported('parquet')).summary.notes).toContain(
      'indicators.target_high has decimals of more than 38 digits: it is written as text.',
    )
  })

  it('shifts decimals without loss', () => {
    const decimal = fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 8 }))
    fc.assert(
      fc.property(decimal, ([negative, digits, places]) => {
        const text = `${digits}`.padStart(places + 1, '0')
        const drawn = `${negative ? '-' : ''}${text.slice(0, text.length - places)}${places > 0 ? `.${text.slice(-places)}` : ''}`
        expect(unscaled(drawn, 8)).toBe((negative ? -digits : digits) * 10n ** BigInt(8 - places))
      }),
    )
  })
})

/** A decimal without the zeros that a fixed scale adds. */
const normal = (decimal: string) =>
  decimal
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-(?=0*$)/, '')

describe('the workbook', () => {
  it('escapes what XML can’t hold, and its own escapes', () => {
    expect(cellXml('a<b&"\u0001_x0041_\r\ud800\n')).toBe('a&#60;b&#38;&#34;_x0001__x005F_x0041__x000D__xD800_\n')
    expect([0, 25, 26, 51, 52, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('is opened by SheetJS with its types, and has frozen headings', async () => {
    const { to } = await exported('xlsx')
    const book = read(readFileSync(join(to, 'guibiao.xlsx')))
    expect(book.SheetNames).toEqual([...EXPORTED.map(({ name }) => name), 'codebook 字段说明'])
    const { 'xl/worksheets/sheet1.xml': sheet } = unzipSync(readFileSync(join(to, 'guibiao.xlsx')))
    expect(strFromU8(sheet!)).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.indicators!)
    expect(rows.slice(0, TRICKY.texts.length).map(({ level3 }) => level3)).toEqual(TRICKY.texts)
    expect(rows[1]).toMatchObject({ project_code: TRICKY.code, fiscal_year: 2020, weight: 1.5, filing_no: 1 })
  })

  it('says so when a text is too long for a cell', async () => {
    expect((await exported('xlsx')).summary.notes).toEqual([
      '1 texts of goals are cut at 32767 characters, the most that a cell holds; csv, jsonl and parquet have them whole.',
    ])
  })
})
