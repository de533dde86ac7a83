import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../src/read/index.ts'
import { draw, rulesOf } from './build-docx.ts'
import {
  type Cell,
  error,
  formula,
  none,
  number,
  type Row,
  rich,
  row,
  sheet,
  text,
  xlsx,
  xlsxOf,
} from './build-xlsx.ts'

/** 一级指标 in GBK. */
const LEVEL_GBK = [0xd2, 0xbb, 0xbc, 0xb6, 0xd6, 0xb8, 0xb1, 0xea]
const ascii = (content: string) => [...new TextEncoder().encode(content)]
const gbk = (...parts: readonly (string | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : part)))

const base: readonly Row[] = [row(text('a')), row(none, number(1))]
const drawnBase = 'sheet Sheet1\n| a |  |\n| ^ | 1 |\n| ^ |  |\n'
const merges = ['A1:A3']
const cellOfRow = (at: number, cells: readonly Cell[]) => [
  ...base,
  ...Array.from({ length: at - 3 }, () => row()),
  row(...cells),
]
const lines = (count: number, columns: number) => `|${'  |'.repeat(columns)}\n`.repeat(count)

type Case = readonly [name: string, bytes: Uint8Array, drawn: string, rules: readonly string[]]

/** By the names that these files go by. */
const TRAPS: readonly Case[] = [
  ['base', xlsx(base, { merges }), drawnBase, []],
  ['bigref', xlsx(base, { merges, dimension: 'A1:XFD1048576' }), drawnBase, []],
  ['smallref', xlsx(base, { merges, dimension: 'A1' }), drawnBase, []],
  ['strayformat', xlsx(base, { merges, more: '<row r="1048576"><c r="XFD1048576" s="0"/></row>' }), drawnBase, []],
  ['proto', xlsx(base, { merges, name: '__proto__' }), drawnBase.replace('Sheet1', '__proto__'), []],
  [
    'bigmerge',
    xlsx(base, { merges: ['A1:XFD1048576'] }),
    'sheet Sheet1\n| a | < |\n| ^ | ^=1 |\n',
    ['READ-MERGE-CLIPPED', 'READ-COVERED-TEXT'],
  ],
  ['overlapmerge', xlsx(base, { merges: ['A1:A3', 'A2:B4'] }), drawnBase, ['READ-MERGE-OVERLAP']],
  [
    'slavevalue',
    xlsx([row(text('a')), row(text('slave'), number(1))], { merges }),
    drawnBase.replace('^ | 1', '^=slave | 1'),
    ['READ-COVERED-TEXT'],
  ],
  [
    'straycell',
    xlsx(base, { merges, more: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' }),
    `${drawnBase}1\n`,
    ['READ-STRAY-CELL'],
  ],
  [
    'noR',
    xlsx([row(text('a')), row(number(1))], { merges, addresses: false }),
    'sheet Sheet1\n| a |\n| ^=1 |\n| ^ |\n',
    ['READ-COVERED-TEXT'],
  ],
  ['percentstr', xlsx(cellOfRow(9, [text('90%')]), { merges }), `${drawnBase}${lines(5, 2)}| 90% |  |\n`, []],
  [
    'rich',
    xlsx(cellOfRow(9, [rich('<r><t>5m</t></r><r><t>2</t></r>'), formula('"x"', 'x\ny'), formula('A1+1'), error('#REF!')]), { merges }), // biome-ignore format: one line
    `sheet Sheet1\n| a |  |  |  |\n| ^ | 1 |  |  |\n| ^ |  |  |  |\n${lines(5, 4)}| 5m2 | x⏎y |  | #REF! |\n`,
    ['READ-FORMULA-NO-VALUE', 'READ-ERROR-VALUE'],
  ],
  ['d1904', xlsx([row(number(42762, 'yyyy-mm-dd'))], {}, { date1904: true }), 'sheet Sheet1\n| 2021-01-28 |\n', []],
  [
    'fmt',
    xlsxOf([
      sheet([row(text('一级指标'), number(0.905, '0%')), row(none, number(16530, '0"万元"')), row(none, number(5, ';;;'))], { merges: ['A1:A3'] }), // biome-ignore format: one line
      sheet([row(text('隐藏表'))], { name: 'hid', state: 'hidden' }),
    ]),
    'sheet Sheet1\n| 一级指标 | 91% |\n| ^ | 16530万元 |\n| ^ |  |\n(hidden)\nsheet hid\n| 隐藏表 |\n',
    ['READ-HIDDEN-NUMBER', 'READ-HIDDEN-SHEET'],
  ],
  ['fake_gbk.csv', gbk(LEVEL_GBK, ',90%,1/2'), '| 一级指标 | 90% | 1/2 |\n', ['READ-APPROXIMATE']],
  [
    'fake_html.xls',
    gbk('<table><tr><td rowspan="2">x</td><td>90%</td></tr><tr><td>16530</td></tr></table>'),
    '| x | 90% |\n| ^ | 16530 |\n',
    [],
  ],
  [
    'fake_html_gbk.xls',
    gbk(
      '<html><head><meta charset=gb2312></head><table><tr><td rowspan=2>',
      LEVEL_GBK,
      '<td>90%<tr><td>1/2<td>00123</table>',
    ),
    '| 一级指标 | 90% | ~ |\n| ^ | 1/2 | 00123 |\n',
    [],
  ],
]

describe('a workbook that readers get wrong', () => {
  it.each(TRAPS)('%s is read as Excel shows it', async (_name, bytes, drawn, rules) => {
    const document = await readDocument(bytes)
    expect(draw(document)).toBe(`\n${drawn}`)
    expect(rulesOf(document)).toEqual(rules)
  })
  it('t.xls is read by its merges, formats and code page', async () => {
    const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../samples/goals-xls/source.xls')))
    const document = await readDocument(bytes)
    expect(document).toMatchObject({ format: 'xls', reader: 'xls/sheetjs', findings: [] })
    expect(draw(document)).toContain('| ^ | 产出指标 | 数量指标 | 供水率 |')
  })
  it('pp pollutes no prototype with a comment on the cell __proto__', async () => {
    const comments = '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>x</author></authors><commentList><comment ref="__proto__" authorId="0"><text><t>批注</t></text></comment></commentList></comments>' // biome-ignore format: one line
    const relationships = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>' // biome-ignore format: one line
    const parts = { 'xl/comments1.xml': comments, 'xl/worksheets/_rels/sheet1.xml.rels': relationships }
    expect(draw(await readDocument(xlsx([row(text('a'))], {}, { parts })))).toContain('| a |')
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).c).toBeUndefined()
    expect(({} as Record<string, unknown>).t).toBeUndefined()
  })
  it('bomb ends as too large', async () => {
    const more = '<row r="5"><c r="A5"><v>1</v></c></row>'.repeat(400_000)
    await expect(readDocument(xlsx(base, { more }))).rejects.toMatchObject({ code: 'too-large' })
  })
})
