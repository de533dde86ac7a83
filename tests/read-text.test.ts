import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readDocument, sniff } from '../src/read/index.ts'
import { draw, rulesOf } from './build-docx.ts'

const bytesOf = (content: string | readonly number[]) =>
  typeof content === 'string' ? strToU8(content) : new Uint8Array(content)
async function read(content: string | readonly number[]) {
  const document = await readDocument(bytesOf(content))
  return { text: draw(document), rules: rulesOf(document), reader: document.reader }
}

describe('delimited text', () => {
  it.each([
    ['commas', '一级指标,90%,1/2\n二级,00123,\n', 'csv'],
    ['tabs', '一级指标\t90%\t1/2\n二级\t00123\t\n', 'tsv'],
    ['semicolons', '一级指标;90%;1/2\r\n二级;00123;\r\n', 'csv'],
    ['bars', '一级指标|90%|1/2\n二级|00123|\n', 'csv'],
    ['a stated delimiter', 'sep=;\r\n一级指标;90%;1/2\r\n二级;00123;\r\n', 'csv'],
  ])('is split at %s, its text kept as it is', async (_, content, reader) => {
    expect(await read(content)).toEqual({
      text: '\n| 一级指标 | 90% | 1/2 |\n| 二级 | 00123 |  |\n',
      rules: ['READ-APPROXIMATE'],
      reader,
    })
  })
  it('keeps delimiters, quotes and line breaks in quoted fields', async () => {
    expect((await read('"a,b","说""好""","c\r\nd"\n1,2,3\n')).text).toBe('\n| a,b | 说"好" | c\\r⏎d |\n| 1 | 2 | 3 |\n')
  })
  it('fills short rows and drops what is blank at the end', async () => {
    expect((await read('标题,,,\n\na,b,,\nc,d,,\n,,,\n')).text).toBe('\n| 标题 |  |\n|  |  |\n| a | b |\n| c | d |\n')
  })
  it('may be in GBK, or in UTF-16', async () => {
    expect((await read([0xd2, 0xbb, 0xbc, 0xb6, 0x2c, 0x39, 0x30, 0x25])).text).toBe('\n| 一级 | 90% |\n')
    const units = [...'\ufeff一级\t90%'].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])
    expect((await read(units)).text).toBe('\n| 一级 | 90% |\n')
  })
})

describe('text as extractors print tables', () => {
  const printed = [
    '附件3',
    '',
    '绩效目标表',
    '',
    '\t部门名称',
    '\t住建局',
    '',
    '\t年度预',
    '',
    '算申请',
    '\t资金总额：18926',
    '',
    '\t',
    '\t按收入性质分：',
    '\t按支出性质分：',
    '',
    '',
    '填表人：张某',
    '',
    '\t总分',
    '\t100',
  ].join('\n')
  it('has a row behind each blank line, a cell behind each tab, and blank lines inside of cells', async () => {
    expect(await read(printed)).toEqual({
      text: '\n附件3\n绩效目标表\n| 部门名称 | 住建局 | ~ |\n| 年度预⏎算申请 | 资金总额：18926 | ~ |\n|  | 按收入性质分： | 按支出性质分： |\n填表人：张某\n| 总分 | 100 |\n',
      rules: ['READ-APPROXIMATE'],
      reader: 'txt',
    })
  })
  it('may end its lines as Windows does', async () => {
    expect((await read(printed.replaceAll('\n', '\r\n'))).text).toBe((await read(printed)).text)
  })
  it('is not mistaken for delimited text, nor that for it', () => {
    expect(sniff(bytesOf(printed))).toBe('txt')
    expect(sniff(bytesOf('a\tb\tc\n\n\t1\t2\n\t3\t4\n'))).toBe('csv')
  })
  it('may hold no table at all', async () => {
    expect(await read('关于印发通知的函\n\n各单位：\n请报送。')).toEqual({
      text: '\n关于印发通知的函\n各单位：\n请报送。\n',
      rules: [],
      reader: 'txt',
    })
  })
})

describe('text of other extractors', () => {
  const read = async (content: string) => readDocument(new TextEncoder().encode(content))
  it('may draw its tables with bars, as Markdown does', async () => {
    const text =
      '# 绩效目标表\n\n| 一级指标 | 二级指标 |\n| :--- | ---: |\n| 产出 | 数量<br>指标 |\n|  | a\\|b |\n\n填表人：张某\n'
    const document = await read(text)
    expect(draw(document)).toBe(
      '\n# 绩效目标表\n| 一级指标 | 二级指标 |\n| 产出 | 数量⏎指标 |\n|  | a\\|b |\n填表人：张某\n',
    )
    expect(document).toMatchObject({ format: 'txt', reader: 'txt' })
  })
  it('may rule them with lines of pluses and dashes', async () => {
    expect(draw(await read('+----+----+\n| 甲 | 乙 |\n+====+====+\n| 1  | 2  |\n+----+----+\n'))).toBe(
      '\n| 甲 | 乙 |\n| 1 | 2 |\n',
    )
  })
  it('may print rows with tabs, each as long as it has cells, captions among them', async () => {
    const document = await read('附件1\n部门名称\t某局\n一级指标\t二级指标\t指标值\n产出\t数量\t90%\n')
    expect(draw(document)).toBe(
      '\n| 附件1 |  |  |\n| 部门名称 | 某局 |  |\n| 一级指标 | 二级指标 | 指标值 |\n| 产出 | 数量 | 90% |\n',
    )
  })
  it('is told to be lost where question marks stand for it', async () => {
    expect((await read('?????,????\n???????,90%\n')).findings.map(({ rule }) => rule)).toContain('READ-TEXT-LOST')
    expect((await read('项目??,90%\n完成????????,1\n')).findings.map(({ rule }) => rule)).not.toContain(
      'READ-TEXT-LOST',
    )
  })
})
