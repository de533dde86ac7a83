import { describe, expect, it } from 'vitest'
import { LIMITS, type Table } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { decimalOf, isoOf } from '../src/read/workbook/number.ts'
import { draw, rulesOf } from './build-docx.ts'
import {
  type BookOptions,
  blank,
  bool,
  type Cell,
  error,
  formula,
  hiddenRow,
  none,
  number,
  type Row,
  rich,
  row,
  type SheetOptions,
  sheet,
  text,
  xlsx,
  xlsxOf,
} from './build-xlsx.ts'
import fc from './support/properties.ts'

async function read(rows: readonly Row[], options: SheetOptions = {}, book: BookOptions = {}) {
  const document = await readDocument(xlsx(rows, options, book))
  return { text: draw(document), rules: rulesOf(document), document, grid: (document.blocks[0] as Table).grid }
}
const first = async (cell: Cell, book: BookOptions = {}) => {
  const { grid, rules } = await read([row(cell)], {}, book)
  return { shown: grid.cells[0]?.text, stored: grid.cells[0]?.stored, rules }
}

describe('the extent of a sheet', () => {
  const rows = [row(text('a')), row(none, number(1)), row()]
  const merged = '\nsheet Sheet1\n| a |  |\n| ^ | 1 |\n| ^ |  |\n'
  it.each([
    ['no declared range', {}],
    ['a declared range of the whole sheet', { dimension: 'A1:XFD1048576' }],
    ['a declared range that hides rows', { dimension: 'A1' }],
    ['a formatted cell in the last corner', { more: '<row r="1048576"><c r="XFD1048576" s="0"/></row>' }],
  ])('is that of its content, with %s', async (_, options) => {
    expect((await read(rows, { merges: ['A1:A3'], ...options })).text).toBe(merged)
  })
  it('ends before a stray cell, which becomes a line of its own', async () => {
    const {
      text: drawn,
      rules,
      document,
    } = await read(rows, { merges: ['A1:A3'], more: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' })
    expect(drawn).toBe(`${merged}1\n`)
    expect(rules).toEqual(['READ-STRAY-CELL'])
    expect(document.findings[0]?.cells[0]?.place.address).toBe('Sheet1!XFD1048576')
  })
  it('is cut where a merge reaches over the whole sheet', async () => {
    const { text: drawn, rules } = await read(rows, { merges: ['A1:XFD1048576'] })
    expect(drawn).toBe('\nsheet Sheet1\n| a | < |\n| ^ | ^=1 |\n')
    expect(rules).toEqual(['READ-MERGE-CLIPPED', 'READ-COVERED-TEXT'])
  })
  it('leaves out columns that are formatted only, and keeps blank cells inside', async () => {
    expect((await read([row(text('a'), blank('0.00'), text('c'), blank('0%'), blank('0%'))])).text).toBe(
      '\nsheet Sheet1\n| a |  | c |\n',
    )
  })
  it('holds blank columns that a merge with text covers', async () => {
    expect((await read([row(text('标题')), row(text('a'))], { merges: ['A1:C1'] })).text).toBe(
      '\nsheet Sheet1\n| 标题 | < | < |\n| a |  |  |\n',
    )
  })
  it('may not pass the limit of cells', async () => {
    const bytes = xlsx([row(...Array.from({ length: 10 }, () => text('a')))])
    await expect(readDocument(bytes, { ...LIMITS, cells: 9 })).rejects.toMatchObject({ code: 'too-large' })
  })
  it('does not depend on addresses, which may be missing', async () => {
    const { text: drawn } = await read([row(text('a'), text('b')), row(number(1))], { addresses: false })
    expect(drawn).toBe('\nsheet Sheet1\n| a | b |\n| 1 |  |\n')
  })
})

describe('merges of a sheet', () => {
  it('keep values that they cover', async () => {
    const { text: drawn, rules } = await read([row(text('a'), number(1)), row(text('slave'))], { merges: ['A1:A2'] })
    expect(drawn).toBe('\nsheet Sheet1\n| a | 1 |\n| ^=slave |  |\n')
    expect(rules).toEqual(['READ-COVERED-TEXT'])
  })
  it('that overlap an earlier one are left out, reversed ones are turned', async () => {
    const { text: drawn, rules } = await read(
      [row(text('a'), text('b'), text('c')), row(none, number(1)), row(text('z'))],
      { merges: ['A1:A2', 'A2:B3', 'C2:C1'] },
    )
    expect(drawn).toBe('\nsheet Sheet1\n| a | b | c |\n| ^ | 1 | ^ |\n| z |  |  |\n')
    expect(rules).toEqual(['READ-MERGE-OVERLAP'])
  })
  it('of blank cells are kept apart from blanks', async () => {
    expect((await read([row(text('a'), none, none, text('d'))], { merges: ['B1:C1'] })).text).toBe(
      '\nsheet Sheet1\n| a |  | < | d |\n',
    )
  })
  it('are told from text that is only centred across columns', async () => {
    const { text: drawn } = await read([row(text('标题', 'across'), blank('across'), text('x'))])
    expect(drawn).toBe('\nsheet Sheet1\n| {across}标题 | {across} | x |\n')
  })
})

describe('numbers are shown as Excel shows them and stored as they are', () => {
  it.each([
    [0.905, '0%', '91%', '0.905'],
    [0.9, '"≥"0%', '≥90%', '0.9'],
    [18926, '#,##0.00', '18,926.00', '18926'],
    [16530, '0"万元"', '16530万元', '16530'],
    [165300000, '0!.0000', '16530.0000', '165300000'],
    [165300000, '0.00,,"百万"', '165.30百万', '165300000'],
    [1234.5, '0.00_);(0.00)', '1234.50', '1234.5'],
    [-1234.5, '0.00_);(0.00)', '(1234.50)', '-1234.5'],
    [0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-', '0'],
    [0.85, '[>=0.9]"优";[>=0.8]"良";"差"', '良', '0.85'],
    [5, '¥#,##0.00', '¥5.00', '5'],
    [12, 'G/通用格式', '12', '12'],
    [12, '0万元', '12万元', '12'],
    [1.005, '0.00', '1.01', '1.005'],
    [12345, '0!.0,"万元"', '1.2万元', '12345'],
    [-12345, '0!.0,"万元"', '-1.2万元', '-12345'],
    [12345, '[>10000]0!.0,"万元";0"元"', '1.2万元', '12345'],
    [5, '0!.0000', '0.0005', '5'],
    [90, 'G/通用格式"元"', '90元', '90'],
    [-90.5, 'General"元"', '-90.5元', '-90.5'],
    [-3, 'General"元";"减"General"元"', '减3元', '-3'],
    [0.30000000000000004, '0.00000000000000000', '0.30000000000000000', '0.3'],
    [3.3000000000000003, undefined, '3.3', '3.3'],
    ['1.234567890123457e+19', undefined, '1.23457E+19', '12345678901234600000'],
  ])('%s as %s', async (value, format, shown, stored) => {
    expect(await first(number(value, format))).toMatchObject({
      shown,
      rules: [],
      stored: { type: 'number', value: stored },
    })
  })
  it('and one that its format hides is reported', async () => {
    expect(await first(number(5, ';;;'))).toMatchObject({
      shown: '',
      stored: { value: '5' },
      rules: ['READ-HIDDEN-NUMBER'],
    })
  })
  it('and one in Chinese numerals is shown plainly and reported', async () => {
    expect(await first(number(23, '[DBNum2][$-804]General'))).toMatchObject({ shown: '23', rules: ['READ-FORMAT'] })
  })
})

describe('dates', () => {
  it.each([
    [44224, 'yyyy"年"m"月"d"日"', '2021年1月28日', '2021-01-28'],
    [44224, '[$-804]yyyy"年"m"月"d"日";@', '2021年1月28日', '2021-01-28'],
    [44224, '14', '2021/1/28', '2021-01-28'],
    [44224, '31', '2021年1月28日', '2021-01-28'],
    [44224, '57', '2021年1月', '2021-01-28'],
    [44224, '58', '1月28日', '2021-01-28'],
    [44224.5, 'yyyy-mm-dd hh:mm', '2021-01-28 12:00', '2021-01-28T12:00:00'],
    [0.375, 'h:mm', '9:00', 'T09:00:00'],
  ])('%s as %s', async (value, format, shown, stored) => {
    expect(await first(number(value, format))).toMatchObject({ shown, stored: { type: 'date', value: stored } })
  })
  it('count from 1904 where the workbook says so', async () => {
    expect(await first(number(42762, 'yyyy-mm-dd'), { date1904: true })).toMatchObject({
      shown: '2021-01-28',
      stored: { value: '2021-01-28' },
    })
  })
  it('are not hours that were counted', async () => {
    expect(await first(number(1.5, '[h]:mm'))).toMatchObject({
      shown: '36:00',
      stored: { type: 'number', value: '1.5' },
    })
  })
  it('never were the 29th of February 1900, nor before 1900', () => {
    expect([isoOf(59, false), isoOf(61, false), isoOf(-1, false), isoOf(3e6, false)]).toEqual([
      '1900-02-28',
      '1900-03-01',
      null,
      null,
    ])
    expect(isoOf(0, true)).toBe('1904-01-01')
  })
})

describe('cells', () => {
  it('keep text as it is: leading zeros, fractions, percents, line breaks', async () => {
    expect(
      (await read([row(text('00123'), text('1/2'), text('90%'), text('多行\n文本'), rich('<t>x_x000D_y</t>'))])).text,
    ).toBe('\nsheet Sheet1\n| 00123 | 1/2 | 90% | 多行⏎文本 | x⏎y |\n')
  })
  it('show text as their format says, and store what was typed', async () => {
    expect(await first(text('20', '@"元"'))).toMatchObject({
      shown: '20元',
      stored: { type: 'text', value: '20', format: '@"元"' },
    })
    expect(await first(text('密', ';;;'))).toMatchObject({ shown: '', rules: ['READ-HIDDEN-NUMBER'] })
    expect(await first(text('x', '0.00'))).toMatchObject({ shown: 'x', stored: null })
  })
  it('that refer to a shared text which is not there damage their sheet: that is said', async () => {
    const lost = (reference: string) => `<c${reference} t="s"><v>99</v></c>`
    await expect(readDocument(xlsx([row(lost)]))).rejects.toMatchObject({ code: 'damaged' })
    const document = await readDocument(xlsxOf([sheet([row(lost)], { name: '坏' }), sheet([row(text('a'))])]))
    expect(draw(document)).toBe('\nsheet Sheet2\n| a |\n')
    expect(rulesOf(document)).toEqual(['READ-SHEET-DAMAGED'])
  })
  it('join rich text and leave phonetic guides out', async () => {
    const xml =
      '<r><t>5m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><rPh sb="0" eb="1"><t>PHON</t></rPh>'
    expect(await first(rich(xml))).toMatchObject({ shown: '5m2' })
  })
  it('point at raised digits behind digits and at struck text', async () => {
    const raised = rich('<r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>4</t></r>')
    expect(await first(raised)).toMatchObject({ shown: '104', rules: ['READ-SUPERSCRIPT'] })
    const struck = rich('<r><rPr><strike/></rPr><t>90</t></r><r><t>95</t></r>')
    const { document, text: drawn } = await read([row(text('a'), struck)])
    expect(drawn).toBe('\nsheet Sheet1\n| a | 9095 |\n')
    expect(document.findings).toMatchObject([{ rule: 'READ-STRUCK-TEXT', found: '90' }])
    expect(document.findings[0]?.cells[0]?.place.address).toBe('Sheet1!B1')
  })
  it('in a struck font are pointed at', async () => {
    const styles = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><strike/></font></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>' // biome-ignore format: one line
    const struck: Cell = (reference) => `<c${reference} s="1"><v>90</v></c>`
    const { document } = await read([row(number(1), struck)], {}, { parts: { 'xl/styles.xml': styles } })
    expect(document.findings).toMatchObject([{ rule: 'READ-STRUCK-TEXT', found: '90' }])
  })
  it('store booleans, errors and formulas', async () => {
    expect(await first(bool(true))).toMatchObject({ shown: 'TRUE', stored: { type: 'boolean', value: 'true' } })
    expect(await first(error('#REF!'))).toMatchObject({
      shown: '#REF!',
      stored: { type: 'error', value: '#REF!' },
      rules: ['READ-ERROR-VALUE'],
    })
    expect(await first(formula('A2&amp;"x"', 'ax'))).toMatchObject({
      shown: 'ax',
      stored: { type: 'text', formula: 'A2&"x"' },
      rules: [],
    })
  })
  it('with a formula and no result are unknown, not zero', async () => {
    expect(await first(formula('SUM(B1:B2)'))).toMatchObject({
      shown: '',
      stored: { value: null, formula: 'SUM(B1:B2)' },
      rules: ['READ-FORMULA-NO-VALUE'],
    })
  })
})

describe('what is hidden or beside the cells', () => {
  it('rows, columns and sheets are read and marked', async () => {
    const bytes = xlsxOf([
      sheet([row(text('a'), text('b')), hiddenRow(text('c'))], { hiddenColumn: 2 }),
      sheet([row(text('x'))], { name: '藏', state: 'veryHidden' }),
    ])
    const document = await readDocument(bytes)
    expect(draw(document)).toBe(
      '\nsheet Sheet1\n| a | {hidden}b |\n| {hidden}c | {hidden} |\n(hidden)\nsheet 藏\n| x |\n',
    )
    expect(rulesOf(document)).toEqual(['READ-HIDDEN-ROWS', 'READ-HIDDEN-SHEET'])
  })
  it('page headers and footers are lines, without their codes', async () => {
    const tail =
      '<headerFooter><oddHeader>&amp;L金额单位：万元&amp;R第&amp;P页</oddHeader><oddFooter>&amp;C&amp;"宋体,常规"&amp;12填表人：张某</oddFooter></headerFooter>'
    expect((await read([row(text('a'))], { tail })).text).toBe(
      '\nheader: 金额单位：万元\nsheet Sheet1\n| a |\nfooter: 填表人：张某\n',
    )
  })
  it('text boxes are lines, pictures and charts are reported', async () => {
    const drawing =
      '<xdr:sp><xdr:txBody><a:p><a:r><a:t>说明：</a:t></a:r><a:r><a:t>单位</a:t></a:r></a:p><a:p><a:r><a:t>二</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:pic/><xdr:graphicFrame/>'
    expect(await read([row(text('a'))], { drawing })).toMatchObject({
      text: '\nsheet Sheet1\n| a |\ntextbox: 说明：单位⏎二\n',
      rules: ['READ-PICTURE', 'READ-OBJECT'],
    })
  })
  it('a sheet may be called as it likes', async () => {
    for (const name of ['__proto__', 'constructor', '表 1'])
      expect((await read([row(text('a'))], { name })).text).toBe(`\nsheet ${name}\n| a |\n`)
    expect(({} as Record<string, unknown>).A1).toBeUndefined()
  })
})

describe('decimals', () => {
  it('are written out, rounded to the 15 digits that Excel keeps', () => {
    expect([0.1 + 0.2, 1e21, 1.5e-7, -0, 123456789012345680, -2.5].map(decimalOf)).toEqual([
      '0.3',
      '1000000000000000000000',
      '0.00000015',
      '0',
      '123456789012346000',
      '-2.5',
    ])
  })
  it('mean the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimalOf(value)).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Number(decimalOf(value))).toBe(Number(value.toPrecision(15)) || 0)
      }),
    )
  })
})
