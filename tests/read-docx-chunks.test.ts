import { describe, expect, it } from 'vitest'
import { LIMITS } from '../src/model.ts'
import { readDocument } from '../src/read/index.ts'
import { cell, docx, draw, p, r, row, rulesOf, table } from './build-docx.ts'

const chunk = (name: string) => `<w:altChunk r:id="${name}"/>`
const PAGE =
  '<html><body><p>填报说明</p><table><tr><td colspan=2>指标</td></tr><tr><td>甲</td><td>乙</td></tr></table></body></html>'
const read = (body: string, chunks: Readonly<Record<string, string | Uint8Array>>, limits = LIMITS) =>
  readDocument(docx(body, { chunks }), limits)

describe('a document inserted into a .docx', () => {
  it('is read where it stands: a .docx, a page, a text', async () => {
    const inner = docx(p('内一') + table(row(cell('丙'), cell('丁'))))
    const body = p('前') + chunk('a.docx') + p('中') + chunk('b.html') + chunk('c.txt') + p('后')
    const document = await read(body, { 'a.docx': inner, 'b.html': PAGE, 'c.txt': '一行文字' })
    expect(draw(document)).toBe('\n前\n内一\n| 丙 | 丁 |\n中\n填报说明\n| 指标 | < |\n| 甲 | 乙 |\n一行文字\n后\n')
    expect(rulesOf(document)).toEqual([])
  })

  it('has places in the document around it', async () => {
    const hidden = docx(p('内') + table(row(cell(r('隐', '<w:vanish/>')))))
    const nested = table(row(`<w:tc>${table(row(cell('里')))}<w:p/></w:tc>`))
    const document = await read(p('前') + table(row(cell('外'))) + chunk('a.docx') + chunk('b.docx'), {
      'a.docx': hidden,
      'b.docx': docx(nested),
    })
    const [finding] = document.findings
    expect(finding).toMatchObject({
      rule: 'READ-HIDDEN-TEXT',
      cells: [{ place: { block: 3, row: 0, column: 0, address: '表2 第1行第1列' } }],
    })
    expect(finding?.message.zh).toContain('表2 第1行第1列')
    expect(document.blocks.map((block) => block.kind === 'table' && block.within)).toEqual([
      false,
      null,
      false,
      null,
      null,
      { block: 4, row: 0, column: 0 },
    ])
  })

  it.each([
    ['of a format that is not read so', chunk('a.rtf'), { 'a.rtf': '{\\rtf1 x}' }],
    ['that is damaged', chunk('a.docx'), { 'a.docx': docx(p('内')).slice(0, 99) }],
    ['that is not there', chunk('b.docx'), {}],
    ['in a cell', table(row(`<w:tc>${chunk('c.txt')}<w:p/></w:tc>`)), { 'c.txt': '文字' }],
    ['into an inserted one', chunk('a.docx'), { 'a.docx': docx(chunk('c.txt'), { chunks: { 'c.txt': '文字' } }) }],
  ])('%s is reported', async (_, body, chunks) => {
    expect(rulesOf(await read(p('前') + body, chunks))).toEqual(['READ-EXTERNAL-PART'])
  })

  it('counts for the limits of the whole', async () => {
    const inner = docx(table(row(...Array.from({ length: 60 }, () => cell('格')))))
    const body = chunk('a.docx') + chunk('b.docx')
    const chunks = { 'a.docx': inner, 'b.docx': inner }
    expect((await read(body, chunks, { ...LIMITS, cells: 200 })).blocks).toHaveLength(2)
    for (const limits of [
      { ...LIMITS, cells: 100 },
      { ...LIMITS, inflatedBytes: 3000 },
    ])
      await expect(read(body, chunks, limits)).rejects.toMatchObject({ code: 'too-large' })
  })
})
