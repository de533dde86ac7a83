import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Table } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { draw, rulesOf } from './build-docx.ts'

const NAMES = ['office', 'table', 'text', 'style', 'drawing']
  .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')

function odf(kind: 'text' | 'spreadsheet', body: string, styles = '', master = ''): Uint8Array {
  const part = (root: string, content: string) => strToU8(`<office:${root} ${NAMES}>${content}</office:${root}>`)
  const automatic = `<office:automatic-styles>${styles}</office:automatic-styles>`
  return zipSync(
    {
      mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
      'content.xml': part(
        'document-content',
        `${automatic}<office:body><office:${kind}>${body}</office:${kind}></office:body>`,
      ),
      'styles.xml': part(
        'document-styles',
        `<office:master-styles><style:master-page>${master}</style:master-page></office:master-styles>`,
      ),
    },
    { mtime: new Date(2020, 0, 1) },
  )
}
async function read(kind: 'text' | 'spreadsheet', body: string, styles = '', master = '') {
  const document = await readDocument(odf(kind, body, styles, master))
  return { text: draw(document), rules: rulesOf(document), document }
}
const p = (text: string) => `<text:p>${text}</text:p>`
const cell = (text: string, attributes = '') =>
  `<table:table-cell${attributes}>${text === '' ? '' : p(text)}</table:table-cell>`
const covered = (text = '') => `<table:covered-table-cell>${text === '' ? '' : p(text)}</table:covered-table-cell>`
const row = (...cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
const table = (columns: number, ...rows: readonly string[]) =>
  `<table:table table:name="表1"><table:table-column table:number-columns-repeated="${columns}"/>${rows.join('')}</table:table>`
const DOWN = ' table:number-rows-spanned="2"'
const RIGHT = ' table:number-columns-spanned="2"'

describe('.ods', () => {
  it('is read by its spans, blank ones as well, and covered text is kept', async () => {
    const rows = [row(cell('一级', DOWN), cell('', RIGHT), covered()), row(covered('余'), cell('b'), cell('c'))]
    expect(await read('spreadsheet', table(16384, ...rows))).toMatchObject({
      text: '\nsheet 表1\n| 一级 |  | < |\n| ^=余 | b | c |\n',
      rules: ['READ-COVERED-TEXT'],
    })
  })
  it('repeats what is repeated, and nothing of what is blank', async () => {
    const rows = [
      row(cell('a', ' table:number-columns-repeated="2"'), '<table:table-cell table:number-columns-repeated="16382"/>'),
      '<table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>',
      '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    expect((await read('spreadsheet', table(16384, ...rows))).text).toBe('\nsheet 表1\n| a | a |\n| b |  |\n| b |  |\n')
  })
  it('may not repeat itself past the limit of cells', async () => {
    const bytes = odf(
      'spreadsheet',
      table(
        1,
        `<table:table-row table:number-rows-repeated="1000000">${cell('a', ' table:number-columns-repeated="1000"')}</table:table-row>`,
      ),
    )
    await expect(readDocument(bytes, { ...LIMITS, cells: 5000 })).rejects.toMatchObject({ code: 'too-large' })
  })
  it('shows what is shown and stores what is stored', async () => {
    const typed = (type: string, more: string, text: string) => cell(text, ` office:value-type="${type}" ${more}`)
    const cells = [
      typed('percentage', 'office:value="0.905"', '91%'),
      typed('float', 'office:value="1.5E3"', '1,500'),
      typed('date', 'office:date-value="2021-01-28"', '2021年1月28日'),
      typed('float', 'table:formula="of:=1/3" office:value="0.5"', '0.5'),
      cell('', ' table:formula="of:=1/3"'),
      cell('#REF!', ' table:formula="of:=x" office:value-type="string"'),
    ]
    const { text, rules, document } = await read('spreadsheet', table(6, row(...cells)))
    expect(text).toBe('\nsheet 表1\n| 91% | 1,500 | 2021年1月28日 | 0.5 |  | #REF! |\n')
    expect((document.blocks[0] as Table).grid.cells.map(({ stored }) => stored?.value)).toEqual([
      '0.905',
      '1500',
      '2021-01-28',
      '0.5',
      null,
      null,
    ])
    expect(rules).toEqual(['READ-FORMULA-NO-VALUE', 'READ-ERROR-VALUE'])
  })
  it('marks hidden rows, columns and sheets', async () => {
    const styles =
      '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    const body = `<table:table table:name="藏" table:style-name="ta1"><table:table-column/><table:table-column table:visibility="collapse"/>${row(cell('a'), cell('b'))}<table:table-row table:visibility="filter">${cell('c')}</table:table-row></table:table>`
    expect(await read('spreadsheet', body, styles)).toMatchObject({
      text: '\n(hidden)\nsheet 藏\n| a | {hidden}b |\n| {hidden}c | {hidden} |\n',
      rules: ['READ-HIDDEN-SHEET', 'READ-HIDDEN-ROWS'],
    })
  })
})

describe('.odt', () => {
  it('has blank cells, nested tables and text around them', async () => {
    const inner = table(1, row(cell('内')))
    const body = `${p('附件3')}${table(2, row(cell('a'), cell('')), row(`<table:table-cell>${p('前')}${inner}${p('后')}</table:table-cell>`, cell('')))}${p('填表人')}`
    expect((await read('text', body)).text).toBe('\n附件3\n| a |  |\n| 前⏎后 |  |\n(within 1 1 0)\n| 内 |\n填表人\n')
  })
  it('collapses white space and keeps what is meant', async () => {
    const body = '<text:p> 其中：<text:s text:c="2"/>一般 \n  公共<text:tab/>预算<text:line-break/>数</text:p>'
    expect((await read('text', body)).text).toBe('\n其中：  一般 公共\t预算⏎数\n')
  })
  it('numbers its lists, also when they go on', async () => {
    const styles =
      '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/></text:list-style>'
    const list = (text: string, more = '') =>
      `<text:list text:style-name="L"${more}><text:list-item>${p(text)}${p('续')}</text:list-item></text:list>`
    expect(
      (await read('text', list('甲') + list('乙', ' text:continue-numbering="true"') + list('丙'), styles)).text,
    ).toBe('\n（一） 甲\n续\n（二） 乙\n续\n（一） 丙\n续\n')
  })
  it('reports what is hidden, struck, raised, or stands beside the line', async () => {
    const styles = [
      '<style:text-properties text:display="none"/>',
      '<style:text-properties style:text-line-through-style="solid"/>',
      '<style:text-properties style:text-position="super 58%"/>',
    ]
      .map((content, i) => `<style:style style:name="T${i}" style:family="text">${content}</style:style>`)
      .join('')
    const span = (i: number, text: string) => `<text:span text:style-name="T${i}">${text}</text:span>`
    const note = `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('注')}</text:note-body></text:note>`
    const frame = `<draw:frame><draw:text-box>${p('框')}</draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame>`
    const body = `<text:p>a${span(0, '藏')}${span(1, '旧')}10${span(2, '4')}${note}${frame}<office:annotation>${p('批')}</office:annotation></text:p>`
    expect(await read('text', body, styles)).toMatchObject({
      text: '\na旧104\nnote: 注\ntextbox: 框\ncomment: 批\n',
      rules: ['READ-STRUCK-TEXT', 'READ-SUPERSCRIPT', 'READ-NOTE-MARK', 'READ-PICTURE', 'READ-HIDDEN-TEXT'],
    })
  })
  it('shows symbols of symbol fonts', async () => {
    const styles =
      '<style:font-face style:name="W1" svg:font-family="&apos;Wingdings 2&apos;"/><style:style style:name="T" style:family="text"><style:text-properties style:font-name="W1"/></style:style>'
    expect(
      await read('text', '<text:p><text:span text:style-name="T">R\uf0a3</text:span>是</text:p>', styles),
    ).toMatchObject({ text: '\n☑□是\n', rules: [] })
  })
  it('reads shapes with text as text boxes', async () => {
    expect(
      (await read('text', `<text:p>正文<draw:custom-shape>${p('一')}${p('二')}</draw:custom-shape>后</text:p>`)).text,
    ).toBe('\n正文后\ntextbox: 一\ntextbox: 二\n')
  })
  it('leaves deleted text out and says so', async () => {
    const body = `<text:tracked-changes><text:changed-region>${p('旧')}</text:changed-region></text:tracked-changes>${p('新')}`
    expect(await read('text', body)).toMatchObject({ text: '\n新\n', rules: ['READ-TRACKED-CHANGE'] })
  })
  it('has its page header in front and its footer behind', async () => {
    const master = `<style:header>${p('单位：万元')}</style:header><style:footer><text:p>第<text:page-number>1</text:page-number>页</text:p></style:footer>`
    expect((await read('text', p('a'), '', master)).text).toBe('\nheader: 单位：万元\na\nfooter: 第页\n')
  })
})

it('an encrypted OpenDocument file is called that', async () => {
  const bytes = zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>'),
    'content.xml': strToU8('x'),
  })
  await expect(readDocument(bytes)).rejects.toMatchObject({ code: 'encrypted' })
})

it('an OpenDocument file that a plain zip program packed again is one all the same', async () => {
  for (const [name, format] of [
    ['goals-ods/source.ods', 'ods'],
    ['goals-odt/source.odt', 'odt'],
  ]) {
    const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../samples', name!)))
    const again = zipSync(unzipSync(bytes))
    expect(await readDocument(again)).toEqual(await readDocument(bytes))
    expect((await readDocument(again)).format).toBe(format)
  }
})
