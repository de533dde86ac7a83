import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { LIMITS } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { neededOf12 } from '../src/read/workbook/biff12.ts'
import {
  blank,
  bof,
  codePage,
  container,
  eof,
  filePass,
  font,
  formula,
  header,
  label,
  label5,
  labelSst,
  merges,
  note,
  object,
  objectText,
  type Record,
  record,
  rk,
  sst,
  streamOf,
  xf,
  xls,
} from './build-xls.ts'

const cellsIn = async (bytes: Uint8Array) => {
  const { blocks } = await readDocument(bytes, LIMITS)
  return blocks.flatMap((block) => (block.kind === 'table' ? block.grid.cells : []))
}
const textsIn = async (bytes: Uint8Array) => (await cellsIn(bytes)).map(({ text }) => text)
const codeOf = (bytes: Uint8Array) =>
  readDocument(bytes, LIMITS).then(
    () => 'read',
    (error) => error.code,
  )

describe('an .xls', () => {
  it('is read by its cells, shared texts and merges', async () => {
    const cells = [label(0, 0, '项目'), labelSst(0, 1, 1), rk(1, 0, 36), merges(1, 1, 1, 0, 1)]
    expect(await cellsIn(xls(cells, [sst('甲', '乙')]))).toMatchObject([
      { text: '项目' },
      { text: '乙' },
      { text: '36', columnSpan: 2, stored: { type: 'number', value: '36' } },
    ])
  })

  it('gives the results of its formulas, whatever their tokens say', async () => {
    // An array of which no element is there; a choice of 65,536; a token that is cut off; more tokens than there are.
    const tokens = [[0x20, 0, 0, 0, 0, 0, 0, 0], [0x19, 4, 0xff, 0xff], [0x1e], [0x44, 0, 0], []]
    const rows = tokens.map((list, at) => formula(at, 0, list, list.length === 0 ? 9000 : list.length))
    const array = record(0x221, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0x20, 0, 0, 0, 0, 0, 0, 0)
    expect(await textsIn(xls([...rows, array]))).toEqual(['7', '7', '7', '7', '7'])
  })

  it('shows page headers, text boxes and comments beside its cells, and names its pictures', async () => {
    const cells = [
      header('&C单位：万元&R第 &P 页'),
      label(0, 0, '甲'),
      ...[object(6, 1), ...objectText('填报说明')],
      ...[object(0x19, 2), ...objectText('请核对')],
      object(8, 3),
      note(0, 0, 2),
    ]
    const { blocks, findings } = await readDocument(xls(cells), LIMITS)
    expect(blocks.map((block) => (block.kind === 'table' ? block.name : [block.part, block.text]))).toEqual([
      ['header', '单位：万元'],
      '表一',
      ['textbox', '填报说明'],
      ['comment', '请核对'],
    ])
    expect(findings.map(({ rule }) => rule)).toEqual(['READ-PICTURE'])
  })

  it('marks text that is centred across blank cells, and text that is struck through', async () => {
    const globals = [font(false), font(true), xf(0), xf(6), xf(0, 1)]
    const cells = [
      label(0, 0, '标题', 1),
      blank(0, 1, 1),
      label(0, 2, '旁', 1),
      label(1, 0, '旧', 2),
      label(1, 2, '新'),
    ]
    const { blocks, findings } = await readDocument(xls(cells, globals), LIMITS)
    const [table] = blocks
    const marked = table?.kind === 'table' ? table.grid.cells.map(({ text, across }) => `${text}${across}`) : []
    expect(marked).toEqual(['标题true', 'true', '旁false', '旧false', 'false', '新false'])
    expect(findings.map(({ rule, found }) => [rule, found])).toEqual([['READ-STRUCK-TEXT', '旧']])
  })

  it('of Excel 5.0 is read in its code page', async () => {
    const cells = [label5(0, 0, [0xbc, 0xa8, 0xd0, 0xa7]), rk(0, 1, 5)]
    const bytes = container(streamOf([codePage(936)], cells, 0x500), 'Book')
    const { blocks } = await readDocument(bytes, LIMITS)
    expect(blocks).toMatchObject([{ name: '表一', grid: { cells: [{ text: '绩效' }, { text: '5' }] } }])
  })

  it.each<[string, readonly Record[], readonly Record[]]>([
    ['a text shorter than its count', [record(0x204, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 0x2d)], []],
    ['a number that is cut off', [record(0x203, 0, 0, 0, 0)], []],
    ['a formula without tokens', [record(6, 0, 0, 0, 0, 0, 0, 0, 0)], []],
    ['more merges than there are', [merges(9000, 1, 1, 0, 1)], []],
    ['fewer shared texts than counted', [label(0, 0, '甲')], [record(0xfc, 9, 0, 0, 0, 9, 0, 0, 0, 3, 0)]],
    ['a shared text that is not there', [labelSst(0, 0, 7)], [sst('甲')]],
  ])('with %s is damaged', async (_, cells, globals) => {
    expect(await codeOf(xls(cells, globals))).toBe('damaged')
  })

  it('that is cut off in a record, or states no known version, is damaged', async () => {
    const stream = streamOf([], [label(0, 0, '甲')])
    expect(await codeOf(container(stream.slice(0, -6)))).toBe('damaged')
    expect(await codeOf(container(Buffer.concat([bof(5, 0x400), eof()])))).toBe('damaged')
  })

  it('with a password is encrypted', async () => {
    expect(await codeOf(xls([label(0, 0, '甲')], [filePass()]))).toBe('encrypted')
  })

  it('keeps a text box whose text is cut off as a finding', async () => {
    const { findings } = await readDocument(xls([label(0, 0, '甲'), object(6, 1), ...objectText('半', 500)]), LIMITS)
    expect(findings.map(({ rule }) => rule)).toEqual(['READ-WORKBOOK-PART'])
  })
})

describe('an .xlsb', () => {
  const book = () => {
    const sheet = XLSX.utils.aoa_to_sheet([
      ['项目', 36],
      ['金额', 7],
    ])
    sheet.B2!.f = 'SUM(B1:B1)'
    const made = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(made, sheet, '表一')
    return new Uint8Array(XLSX.write(made, { type: 'array', bookType: 'xlsb' }))
  }

  it('is read without its formulas', async () => {
    expect(await textsIn(book())).toEqual(['项目', '36', '金额', '7'])
  })

  it('is damaged where a record is cut off or a text is shorter than its count', () => {
    expect(() => neededOf12(Uint8Array.of(6, 40, 0, 0), 'sheet1.bin')).toThrow('sheet1.bin is cut off at byte 0')
    expect(() => neededOf12(Uint8Array.of(6, 12, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0), 'sheet1.bin')).toThrow(
      'cut off',
    )
    expect(neededOf12(Uint8Array.of(0xaa, 3, 2, 9, 9), 'sheet1.bin')).toEqual(new Uint8Array())
  })
})
