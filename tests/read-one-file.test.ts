import { describe, expect, it } from 'vitest'
import { LIMITS } from '../src/model.ts'
import { readDocument, sniff } from '../src/read/index.ts'
import { below, cell, docx, draw, p, row, table, top } from './build-docx.ts'
import { flatPackage } from './support/one-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = async (text: string) => {
  const document = await readDocument(utf8(text))
  return { text: draw(document), reader: document.reader, format: document.format }
}
const body = p('附件') + table(row(top('产出'), cell('供水率')), row(below(), cell('90%')))
const drawn = '\n附件\n| 产出 | 供水率 |\n| ^ | 90% |\n'

describe('office files saved as one XML file', () => {
  it('are read like the package that they stand for', async () => {
    const flat = new TextDecoder().decode(flatPackage(docx(body, { headers: [p('金额单位：万元')] })))
    expect(await read(flat)).toEqual({ text: `\nheader: 金额单位：万元${drawn}`, reader: 'docx', format: 'docx' })
  })
  it('of Word 2003 have merges in small letters, numbers as text, and headers in their section', async () => {
    const numbered = '<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="（一）"/></w:listPr></w:pPr><w:r><w:t>推进</w:t></w:r></w:p>' // biome-ignore format: one line
    const section = `<w:sectPr><w:hdr w:type="odd">${p('金额单位：万元')}</w:hdr></w:sectPr>`
    const xml = `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:body><wx:sect>${body.replaceAll('w:vMerge', 'w:vmerge')}${numbered}${section}</wx:sect></w:body></w:wordDocument>`
    expect(await read(xml)).toEqual({
      text: `${drawn}（一） 推进\nheader: 金额单位：万元\n`,
      reader: 'doc/xml',
      format: 'doc',
    })
  })
  it('of Excel 2003 have their merges and types', async () => {
    const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表1"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell></Row><Row><Cell ss:MergeDown="1"><Data ss:Type="String">产出</Data></Cell><Cell><Data ss:Type="Number">0.9</Data></Cell></Row><Row><Cell ss:Index="2"><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>`
    expect(await read(xml)).toEqual({
      text: '\nsheet 表1\n| 标题 | < |\n| 产出 | 0.9 |\n| ^ | x |\n',
      reader: 'xls/xml',
      format: 'xls',
    })
  })
  it('of Excel 2003 may say what no sheet can hold: it costs no time, and columns that say so are reported', async () => {
    const sheet = (table: string) =>
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表1"><Table>${table}</Table></Worksheet></Workbook>`
    const cell = (text: string, more = '') => `<Cell${more}><Data ss:Type="String">${text}</Data></Cell>`
    const wide = `<Row>${cell('标题', ' ss:MergeAcross="16383" ss:MergeDown="1048575"')}</Row>`
    const far = `<Row ss:Index="1e308">${cell('远', ' ss:MergeDown="17"')}</Row>`
    const columns = '<Column ss:Index="1" ss:Span="3"/><Column ss:Span="1000000000"/><Column ss:Index="99999999"/>'
    const document = await readDocument(utf8(sheet(`${columns}<Row>${cell('产出')}${cell('90%')}</Row>${wide}${far}`)))
    expect(draw(document)).toContain('| 产出 | 90% |')
    expect(document.findings.map(({ rule, found }) => `${rule} ${found}`)).toEqual(
      expect.arrayContaining([
        'READ-WORKBOOK-PART a Column says Span="1000000000"',
        'READ-WORKBOOK-PART a Column says Index="99999999"',
      ]),
    )
  })
  it('keep the limits', async () => {
    const many = `<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${p('x').repeat(200)}</w:body></w:wordDocument>`
    await expect(readDocument(utf8(many), { ...LIMITS, elements: 500 })).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('single-file web pages', () => {
  const page = (head: string, content: string) =>
    `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_b"\r\n\r\n说明\r\n------=_b\r\n${head}\r\n\r\n${content}\r\n------=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------=_b--\r\n`
  it('are read in quoted-printable, in the encoding that the part states', async () => {
    const head = 'Content-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="gb2312"' // biome-ignore format: one line
    const content = '<table><tr><td rowspan=3D2>=D2=BB=\r\n=BC=B6</td><td>90%</td></tr><tr><td>=\r\nx</td></tr></table>'
    expect(await read(page(head, content))).toEqual({
      text: '\n| 一级 | 90% |\n| ^ | x |\n',
      reader: 'html/mime',
      format: 'html',
    })
  })
  it('are read in base64, and in the encoding that the page itself states', async () => {
    const content = Buffer.from('<meta charset="utf-8"><table><tr><td>产出</td></tr></table>').toString('base64')
    const head = 'Content-Type: text/html\r\nContent-Transfer-Encoding: base64'
    expect((await read(page(head, content.replace(/.{40}/g, '$&\r\n')))).text).toBe('\n| 产出 |\n')
  })
  it('of several pages are read in their order', async () => {
    const part = (text: string) => `--b\nContent-Type: text/html\n\n<table><tr><td>${text}</td></tr>\n`
    const mail = `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n${part('甲')}${part('乙')}--b--\n`
    expect((await read(mail)).text).toBe('\n| 甲 |\n| 乙 |\n')
  })
  it('are told from text that only begins like one', () => {
    expect(sniff(utf8('说明: 见附件\n内容\n'))).toBe('txt')
    expect(sniff(utf8('Content-Type: text/plain\n\n内容\n'))).toBe('txt')
  })
})

it('a fragment of a page that begins with text is a page', async () => {
  expect((await read('以下表格<table><tr><td>a</td><td>b</td></tr></table>')).text).toBe('\n以下表格\n| a | b |\n')
})
