import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportTables } from '../src/export/export-tables.ts'
import { FORMATS } from '../src/export/index.ts'
import { EXPORTED } from '../src/export/tables/index.ts'
import { openViews } from '../src/store/views.ts'
import { HAS_SOFFICE, type OfficeCell, openInOffice } from './support/programs.ts'
import { fillTricky, TRICKY } from './support/tricky-db.ts'

describe.skipIf(!HAS_SOFFICE)('LibreOffice (skipped where it is missing)', () => {
  let folder: string
  let csv: readonly (readonly OfficeCell[])[]
  let book: ReadonlyMap<string, readonly (readonly OfficeCell[])[]>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guibiao-office-test-'))
    fillTricky(join(folder, 'filings.db'))
    const views = await openViews(join(folder, 'filings.db'))
    for (const id of ['csv-excel', 'xlsx'])
      await exportTables(views, join(folder, id), {
        ...{
          format: FORMATS.find((format) => format.id === id)!,
          tables: EXPORTED,
          years: [],
          divisions: [],
          forms: [],
        },
        ...{ all: false, redact: null, names: 'own', partition: [], description: 'test' },
      })
    views.close()
    csv = openInOffice(join(folder, 'csv-excel', 'indicators.csv'), 'CSV:44,34,UTF8').get('indicators')!
    book = openInOffice(join(folder, 'xlsx', 'guibiao.xlsx'))
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const column = (rows: readonly (readonly OfficeCell[])[], name: string) => {
    const at = rows[0]!.findIndex((cell) => cell.text === name)
    return rows.slice(1).map((row) => row[at])
  }
  /** What a person sees of a guarded text: the marks that guard it are an apostrophe and a tab. */
  const bare = (text = '') => text.replace(/^['\t]/, '')
  const visible = TRICKY.texts.map((text) => text.replaceAll('\u0001', ''))

  it('opens csv-excel with Chinese, codes, leading zeros and line breaks intact, and no formula', () => {
    expect(csv.flat().filter(({ formula }) => formula !== null)).toEqual([])
    const names = column(csv, 'level3').slice(0, visible.length)
    expect(names.map((cell) => cell?.type)).toEqual(visible.map(() => 'string'))
    expect(names.map((cell) => bare(cell?.text).replaceAll('\u0001', ''))).toEqual(visible)
    expect(column(csv, 'project_code')[0]).toMatchObject({ type: 'string' })
    expect(bare(column(csv, 'project_code')[0]?.text)).toBe(TRICKY.code)
    expect(column(csv, 'department')[0]).toMatchObject({ text: '某区住建局' })
    expect(column(csv, 'weight')[1]).toMatchObject({ type: 'float', text: '1.5' })
  })

  it('opens the workbook with types, and every text as text', () => {
    const rows = book.get('indicators')!
    expect([...book.values()].flat(2).filter(({ formula }) => formula !== null)).toEqual([])
    const names = column(rows, 'level3').slice(0, visible.length)
    expect(names.map((cell) => cell?.type)).toEqual(visible.map(() => 'string'))
    expect(names.map((cell) => cell?.text.replaceAll('\u0001', ''))).toEqual(visible)
    expect(column(rows, 'project_code')[0]).toMatchObject({ type: 'string', text: TRICKY.code })
    expect(column(rows, 'weight')[1]).toMatchObject({ type: 'float' })
    expect(column(rows, 'fiscal_year')[0]).toMatchObject({ type: 'float', text: '2020' })
    expect(column(book.get('funds')!, 'rounded')[0]).toMatchObject({ type: 'float', text: '0' })
    expect(column(book.get('funds')!, 'amount_fen')[0]).toMatchObject({ type: 'string', text: TRICKY.fen })
  })

  it('finds a sheet for each table, and one that explains every column', () => {
    expect([...book.keys()]).toEqual([...EXPORTED.map(({ name }) => name), 'codebook 字段说明'])
    const explained = book.get('codebook 字段说明')!
    const columns = EXPORTED.reduce((sum, table) => sum + table.columns.length, 0)
    expect(explained.filter((row) => row.some(({ text }) => text !== ''))).toHaveLength(1 + EXPORTED.length + columns)
  })
})
