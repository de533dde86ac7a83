import { describe, expect, it } from 'vitest'
import { cellOf } from '../src/grid.ts'
import type { Document } from '../src/model.ts'
import { isRedactionOf, redactAll, redactor, redactPath, redactText } from '../src/redact.ts'
import fc from './support/properties.ts'

const documentOf = (rows: readonly (readonly string[])[], captions: readonly string[] = []): Document => ({
  format: 'docx',
  reader: 'docx',
  blocks: [
    ...captions.map((text) => ({ kind: 'paragraph', text, part: 'body', hidden: false }) as const),
    {
      kind: 'table',
      name: null,
      hidden: false,
      within: null,
      grid: {
        rows: rows.length,
        columns: Math.max(...rows.map((row) => row.length)),
        cells: rows.flatMap((row, at) => row.map((text, column) => cellOf(at, column, text))),
      },
    },
  ],
  findings: [],
})
const hidden = (document: Document) => {
  const result = redactor.document(document, redactor.namesIn(document, []))
  return result.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.grid.cells.map(({ text }) => text),
  )
}

describe('numbers in a text', () => {
  it.each([
    ['13812345678', '***********'],
    ['电话138 1234 5678。', '电话*** **** ****。'],
    ['+86 13812345678', '*** ***********'],
    ['１３８１２３４５６７８', '***********'],
    ['0731-28681234', '*************'],
    ['(0733)28681234转801', '******************'],
    ['联系电话：28681234', '联系电话：********'],
    ['400-810-1234', '************'],
    ['身份证430203199001011234号', '身份证******************号'],
    ['43020319900101123X', '******************'],
    ['430203900101123', '***************'],
    ['6222021234567890128', '*******************'],
    ['6222 0212 3456 7890', '**** **** **** ****'],
    ['账号：1903 0201 2345', '账号：**** **** ****'],
    ['someone@example.com', '*******************'],
  ])('of a person are hidden: %s', (text, expected) => {
    expect(redactText(text)).toBe(expected)
  })

  it.each([
    '16530万元',
    '12345678.90',
    '15000000000元',
    '2020-12-31',
    '20201231',
    '43021220Z000000000012',
    '91430200MA4L1234XY',
    '100000000000',
    '1234567890123456.78',
    '≥90%',
    '430212',
    '5800米、3条、12个',
  ])('of anything else stay: %s', (text) => {
    expect(redactText(text)).toBe(text)
  })

  it('are hidden in place, and once is enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 1-xX@.电话号：张13') }), (text) => {
        const once = redactText(text)
        expect(once).toHaveLength(text.length)
        expect(redactText(once)).toBe(once)
        expect(isRedactionOf(once, text)).toBe(true)
      }),
    )
  })
})

describe('names in a document', () => {
  it('are hidden in the cell beside their label and wherever else they stand', () => {
    expect(
      hidden(
        documentOf(
          [
            ['填表人', '张三丰', '单位负责人（签字）', '欧阳 明'],
            ['项目概况', '由张三丰牵头，欧阳明 配合', '联系人及电话', '李四 13812345678'],
          ],
          ['填报人：李四  审核人:王 五', '张 三 丰'],
        ),
      ),
    ).toEqual([
      '填报人：某某  审核人:某 某',
      '某 某 某',
      '填表人',
      '某某某',
      '单位负责人（签字）',
      '某某 某',
      '项目概况',
      '由某某某牵头，某某某 配合',
      '联系人及电话',
      '某某 ***********',
    ])
  })

  it('are hidden below a heading, and telephones in a column of them', () => {
    expect(
      hidden(
        documentOf([
          ['姓名', '联系电话'],
          ['张三', '28681234'],
          ['赵六', '28685678'],
          ['合计', '2'],
        ]),
      ),
    ).toEqual(['姓名', '联系电话', '某某', '********', '某某', '********', '合计', '2'])
  })

  it('of unusual form are hidden where they stand, though not elsewhere', () => {
    expect(hidden(documentOf([['填表人', '阿卜杜拉', '备注', '阿卜杜拉路']]))).toEqual([
      '填表人',
      '某某某某',
      '备注',
      '阿卜杜拉路',
    ])
  })

  it('are not seen in labels, figures, sentences and words of the trade', () => {
    const rows = [
      ['负责人', '联系电话', '项目负责人', '负责人要求各单位于年底前完成。'],
      ['时效指标', '完成时间', '服务对象满意度', '高新区居民满意度'],
      ['责任人', '水利', '数量', '5800米'],
    ]
    expect(hidden(documentOf(rows))).toEqual([...rows[0]!, ...rows[1]!, '责任人', '某某', '数量', '5800米'])
  })

  it('take the stored value of their cell with them', () => {
    const cell = cellOf(0, 1, '13812345678', {
      stored: { type: 'number', value: '13812345678', format: null, formula: null },
    })
    const document = documentOf([['电话']])
    const block = document.blocks[0]!
    const grid = block.kind === 'table' ? block.grid : null
    const result = redactor.document(
      {
        ...document,
        blocks: [{ ...block, grid: { ...grid!, columns: 2, cells: [...grid!.cells, cell] } } as typeof block],
      },
      redactor.namesIn(document, []),
    )
    expect(JSON.stringify(result)).not.toContain('13812345678')
  })
})

describe('a path', () => {
  it('loses numbers, names that are known, and what stands apart in its name and looks like one', () => {
    expect(redactPath('2020/张三-自评表.docx')).toBe('2020/某某-自评表.docx')
    expect(redactPath('2020/自评表(张三丰).docx')).toBe('2020/自评表(某某某).docx')
    expect(redactPath('石峰/高新-自评表13812345678.docx')).toBe('石峰/高新-自评表***********.docx')
    expect(redactPath('a/张三的自评表.docx', new Set(['张三']))).toBe('a/某某的自评表.docx')
    expect(redactPath('包.zip!/李四.docx')).toBe('包.zip!/某某.docx')
  })

  it('is recognised as the redaction of the one that it came from, and of no other', () => {
    expect(isRedactionOf('2020/某某-自评表.docx', '2020/张三-自评表.docx')).toBe(true)
    expect(isRedactionOf('2020/某某-自评表.docx', '2021/张三-自评表.docx')).toBe(false)
    expect(isRedactionOf('某某', '张三丰')).toBe(false)
  })
})

describe('plain data', () => {
  it('is redacted in every text and key, and bytes stay as they are', () => {
    const bytes = new Uint8Array([1, 2])
    expect(redactAll({ a: ['13812345678', 5, null], '13812345678': { bytes } })).toEqual({
      a: ['***********', 5, null],
      '***********': { bytes },
    })
  })
})
