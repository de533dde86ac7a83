import { describe, expect, it } from 'vitest'
import { LIMITS } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import {
  below,
  cell,
  cellWith,
  docx,
  draw,
  p,
  r,
  row,
  rowWith,
  rulesOf,
  table,
  tableOf,
  top,
  wide,
} from './build-docx.ts'

const drawn = async (body: string) => draw(await readDocument(docx(body)))
const rules = async (body: string) => rulesOf(await readDocument(docx(body)))
const sdt = (content: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const bookmark = '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>'

describe('spans of a Word table', () => {
  it('merge downwards as long as cells continue, each column for itself', async () => {
    const body = table(
      row(top('产出指标'), top('数量指标'), cell('供水率'), cell('90%')),
      row(below(), below(), cell('天然气覆盖率'), cell('95%')),
      row(below(), cell('质量指标'), cell('水质'), cell('达标')),
    )
    expect(await drawn(body)).toBe(`
| 产出指标 | 数量指标 | 供水率 | 90% |
| ^ | ^ | 天然气覆盖率 | 95% |
| ^ | 质量指标 | 水质 | 达标 |
`)
  })
  it('keep text of a continuation as covered text, and say so', async () => {
    const body = table(row(top('产出'), cell('x')), row(below('指标'), cell('y')))
    expect(await drawn(body)).toBe('\n| 产出 | x |\n| ^=指标 | y |\n')
    expect(await rules(body)).toEqual(['READ-COVERED-TEXT'])
  })
  it('keep continuations that nothing starts as cells of their own, as LibreOffice does', async () => {
    const body = table(row(below('A'), cell('x')), row(below('B'), cell('y')))
    expect(await drawn(body)).toBe('\n| A | x |\n| B | y |\n')
    expect(await rules(body)).toEqual(['READ-MERGE-NO-START', 'READ-MERGE-NO-START'])
  })
  it('merge a wider continuation and leave the rest of its columns without a cell', async () => {
    const wider = cellWith('<w:vMerge/><w:gridSpan w:val="2"/>')
    const body = table(row(top('A'), cell('b'), cell('c')), row(wider, cell('z')))
    expect(await drawn(body)).toBe('\n| A | b | c |\n| ^ | ~ | z |\n')
    expect(await rules(body)).toEqual(['READ-MERGE-SPAN'])
  })
  it('keep a narrower continuation apart: its merge would not be a rectangle', async () => {
    const start = cellWith('<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>', 'A')
    const body = tableOf(3, row(start, cell('c')), row(below('B'), cell('y'), cell('z')))
    expect(await drawn(body)).toBe('\n| A | < | c |\n| B | y | z |\n')
    expect(await rules(body)).toEqual(['READ-MERGE-SPAN'])
  })
  it('start anew where a merge starts below another one', async () => {
    const body = table(
      row(top('A'), cell('1')),
      row(below(), cell('2')),
      row(top('B'), cell('3')),
      row(below(), cell('4')),
    )
    expect(await drawn(body)).toBe('\n| A | 1 |\n| ^ | 2 |\n| B | 3 |\n| ^ | 4 |\n')
  })
  it('shift rows by the columns that they leave free before and after', async () => {
    const body = table(
      row(cell('a'), cell('b'), cell('c')),
      rowWith('<w:gridBefore w:val="1"/>', cell('B2'), cell('C2')),
      rowWith('<w:gridAfter w:val="2"/>', cell('A3')),
    )
    expect(await drawn(body)).toBe('\n| a | b | c |\n| ~ | B2 | C2 |\n| A3 | ~ | ~ |\n')
  })
  it('continue the merge that stands above, counted by columns and not by cells', async () => {
    const body = table(
      row(top('一级'), top('二级'), cell('三级')),
      rowWith('<w:gridBefore w:val="1"/>', below(), cell('三级b')),
    )
    expect(await drawn(body)).toBe('\n| 一级 | 二级 | 三级 |\n| ~ | ^ | 三级b |\n')
  })
  it('merge sideways in the old way, also together with a merge downwards', async () => {
    const merged = (h: string, v: string, text = '') =>
      cellWith(`<w:hMerge w:val="${h}"/><w:vMerge w:val="${v}"/>`, text)
    const body = tableOf(
      3,
      row(merged('restart', 'restart', '标题'), merged('continue', 'restart', '余'), cell('z')),
      row(merged('restart', 'continue'), merged('continue', 'continue'), cell('3')),
    )
    expect(await drawn(body)).toBe('\n| 标题 | <=余 | z |\n| ^ | ^ | 3 |\n')
  })
  it('are cut to the table when they are absurd, and are one column when they are no number', async () => {
    const huge = tableOf(3, row(wide(1_000_000_000, 'a'), cell('b')))
    expect(await drawn(huge)).toBe('\n| a | < | b |\n')
    expect(await rules(huge)).toEqual(['READ-SPAN-CLAMPED'])
    const none = tableOf(3, row(wide(0, 'a'), wide('x', 'b'), wide(-1, 'c')))
    expect(await drawn(none)).toBe('\n| a | b | c |\n')
  })
  it('may be wider than the grid that the table declares', async () => {
    expect(await drawn(tableOf(1, row(wide(2, 'a'), cell('b'))))).toBe('\n| a | < | b |\n')
  })
  it('do not count grid columns that are too narrow to be seen, so that merges beside them go on', async () => {
    const grid = (...widths: number[]) =>
      `<w:tblGrid>${widths.map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid>`
    const rows = (last: string) =>
      row(cellWith('<w:vMerge w:val="restart"/>', 'A'), wide(2, 'b')) +
      row(cellWith('<w:gridSpan w:val="2"/><w:vMerge/>'), cell('c')) +
      last
    const body = `<w:tbl>${grid(1232, 1, 1234)}${rows('')}</w:tbl>`
    expect(await drawn(body)).toBe('\n| A | b |\n| ^ | c |\n')
    expect(await rules(body)).toEqual([])
    const needed = `<w:tbl>${grid(1232, 1, 1234)}${rows(row(cell('1'), cell('2'), cell('3')))}</w:tbl>`
    expect(await drawn(needed)).toBe('\n| A | b | < |\n| ^ | ~ | c |\n| 1 | 2 | 3 |\n')
  })
  it('of earlier versions of the table do not count', async () => {
    const changed =
      '<w:gridSpan w:val="1"/><w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>'
    expect(await drawn(table(row(cellWith(changed, 'a'), cell('b'))))).toBe('\n| a | b |\n')
  })
})

describe('rows and cells', () => {
  it.each([
    ['a bookmark between rows', table(row(top('A'), cell('b')), `${bookmark}${row(below(), cell('d'))}`)],
    ['a bookmark between cells', table(`<w:tr>${top('A')}${bookmark}${cell('b')}</w:tr>`, row(below(), cell('d')))],
    ['a content control around a cell', table(`<w:tr>${sdt(top('A'))}${cell('b')}</w:tr>`, row(below(), cell('d')))],
    ['a content control around a row', table(sdt(row(top('A'), cell('b'))), row(below(), cell('d')))],
    [
      'custom XML around a row',
      table(`<w:customXml w:element="x">${row(top('A'), cell('b'))}</w:customXml>`, row(below(), cell('d'))),
    ],
    [
      'custom XML around a cell',
      table(`<w:tr><w:customXml w:element="x">${top('A')}</w:customXml>${cell('b')}</w:tr>`, row(below(), cell('d'))),
    ],
    [
      'a heading row that a merge leaves',
      table(rowWith('<w:tblHeader/>', top('A'), cell('b')), row(below(), cell('d'))),
    ],
    [
      'only heading rows',
      table(rowWith('<w:tblHeader/>', top('A'), cell('b')), rowWith('<w:tblHeader/>', below(), cell('d'))),
    ],
    [
      'a heading row that is none',
      table(rowWith('<w:tblHeader w:val="0"/>', top('A'), cell('b')), row(below(), cell('d'))),
    ],
    ['strict namespaces', ''],
  ])('are not disturbed by %s', async (name, body) => {
    const plain = table(row(top('A'), cell('b')), row(below(), cell('d')))
    const bytes = name === 'strict namespaces' ? docx(plain, { strict: true }) : docx(body)
    expect(draw(await readDocument(bytes))).toBe('\n| A | b |\n| ^ | d |\n')
  })
  it('keep a row without cells as a row', async () => {
    expect(await drawn(table(row(cell('a'), cell('b')), row(), row(cell('c'), cell('d'))))).toBe(
      '\n| a | b |\n| ~ | ~ |\n| c | d |\n',
    )
  })
  it('keep two tables apart that touch', async () => {
    const document = await readDocument(docx(table(row(cell('a'))) + table(row(cell('b')))))
    expect(document.blocks.map(({ kind }) => kind)).toEqual(['table', 'table'])
  })
  it('join paragraphs and breaks by line breaks, never gluing 5 and 8 to 58', async () => {
    const body = table(
      row(cell('5', '8'), cell('数量', '指标'), cell(r('<w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t>'))),
    )
    expect(await drawn(body)).toBe('\n| 5⏎8 | 数量⏎指标 | a⏎b⏎c |\n')
  })
  it('leave nested tables to be tables of their own, named by the cell around them', async () => {
    const inner = table(row(cell('内1'), cell('内2')))
    expect(await drawn(table(row(cell('外'), cell('前', inner, '后'))))).toBe(
      '\n| 外 | 前⏎后 |\n(within 0 0 1)\n| 内1 | 内2 |\n',
    )
  })
  it('name the cell of a nested table by its place, whatever merges stand before it', async () => {
    const inner = table(row(cell('内')))
    const body = tableOf(3, row(top('A'), wide(2, 'b')), row(below(), cell('c'), cell('', inner)))
    expect(await drawn(body)).toBe('\n| A | b | < |\n| ^ | c |  |\n(within 0 1 2)\n| 内 |\n')
  })
  it('leave deleted rows out and keep inserted ones, and say that there are changes', async () => {
    const body = table(
      rowWith('<w:ins w:id="1" w:author="x"/>', cell('A'), cell('b')),
      rowWith('<w:del w:id="2" w:author="x"/>', cell('del'), cell('d')),
    )
    expect(await drawn(body)).toBe('\n| A | b |\n')
    expect(await rules(body)).toEqual(['READ-TRACKED-CHANGE'])
  })
  it('mark hidden rows', async () => {
    const body = table(row(cell('a')), rowWith('<w:hidden/>', cell('b')))
    expect(await drawn(body)).toBe('\n| a |\n| {hidden}b |\n')
    expect(await rules(body)).toEqual(['READ-HIDDEN-ROWS'])
  })
  it('point findings at their cell', async () => {
    const body = p('附件') + table(row(cell('a'), cell(r('旧', '<w:strike/>'))))
    const [finding] = (await readDocument(docx(body))).findings
    expect(finding?.cells).toEqual([
      { place: { block: 1, row: 0, column: 1, address: '表1 第1行第2列' }, start: 0, end: 1, raw: '旧' },
    ])
    expect(finding?.message.zh).toContain('表1 第1行第2列')
  })
})

describe('limits of a document', () => {
  const many = p('x').repeat(300)
  it('stop too many elements before anything is built', async () => {
    await expect(readDocument(docx(many), { ...LIMITS, elements: 500 })).rejects.toMatchObject({ code: 'too-large' })
  })
  it('stop elements that nest too deep', async () => {
    const deep = '<w:sdt>'.repeat(50) + p('x') + '</w:sdt>'.repeat(50)
    await expect(readDocument(docx(deep), { ...LIMITS, nesting: 40 })).rejects.toMatchObject({ code: 'too-large' })
  })
  it('stop too many cells', async () => {
    const body = table(...Array.from({ length: 20 }, () => row(cell('a'), cell('b'))))
    await expect(readDocument(docx(body), { ...LIMITS, cells: 39 })).rejects.toMatchObject({ code: 'too-large' })
    expect((await readDocument(docx(body), { ...LIMITS, cells: 40 })).blocks).toHaveLength(1)
  })
})
