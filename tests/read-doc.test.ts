import { describe, expect, it } from 'vitest'
import { LIMITS, ReadError } from '../src/model.ts'
import { readDoc } from '../src/read/doc/document.ts'
import { readDocument, sniff } from '../src/read/index.ts'
import { cell, type DocLine, type DocOptions, doc, flagged, line, row, sprm } from './build-doc.ts'
import { draw, rulesOf } from './build-docx.ts'

async function read(lines: readonly DocLine[], options: DocOptions = {}) {
  const document = await readDocument(doc(lines, options))
  return { text: draw(document), rules: rulesOf(document), reader: document.reader }
}
const START = 0x60
const GO_ON = 0x20

describe('.doc tables', () => {
  it('are read by the edges of their cells and by their merges', async () => {
    const lines = [
      line('附件3'),
      ...row([0, 1000, 4000], [cell('部门名称'), cell('住建局')]),
      ...row([0, 1000, 2000, 4000], [flagged(START, '产出', '指标'), flagged(START, '数量'), cell('a')]),
      ...row([0, 1000, 2000, 4000], [flagged(GO_ON, ''), flagged(GO_ON, '余'), cell('b')]),
      line('填表人'),
    ]
    expect(await read(lines)).toEqual({
      text: '\n附件3\n| 部门名称 | 住建局 | < |\n| 产出⏎指标 | 数量 | a |\n| ^ | ^=余 | b |\n填表人\n',
      rules: ['READ-COVERED-TEXT'],
      reader: 'doc',
    })
  })
  it('forgive edges that are off by a rounding error, and rows that start further in', async () => {
    const lines = [
      ...row([0, 1000, 2000], [cell('a'), cell('b')]),
      ...row([5, 1008, 1995], [cell('c'), cell('d')]),
      ...row([1003, 2000], [cell('e')]),
    ]
    expect((await read(lines)).text).toBe('\n| a | b |\n| c | d |\n| ~ | e |\n')
  })
  it('merge sideways by flags as well', async () => {
    const lines = row([0, 1000, 2000, 3000], [flagged(1, '标题'), flagged(2, ''), cell('z')])
    expect((await read(lines)).text).toBe('\n| 标题 | < | z |\n')
  })
  it('may be nested', async () => {
    const inner = row([0, 500, 1000], [cell('内1'), cell('内2')], 2)
    expect((await read(row([0, 1000, 2000], [cell('外'), cell('前', inner, '后')]))).text).toBe(
      '\n| 外 | 前⏎后 |\n(within 0 0 1)\n| 内1 | 内2 |\n',
    )
  })
  it('that never end are kept', async () => {
    const whole = row([0, 1000], [cell('a')])
    expect((await read(whole.slice(0, -1))).text).toBe('\n| a |\n')
  })
})

describe('.doc text', () => {
  it('has fields, breaks, symbols, hidden and deleted runs like a .docx', async () => {
    const special = sprm(0x0855, 1)
    const lines = [
      line([
        { text: '合计' },
        { text: '\x13', modifiers: special },
        { text: '=SUM(ABOVE)' },
        { text: '\x14', modifiers: special },
        { text: '100' },
        { text: '\x15', modifiers: special },
        { text: '\x0b二\t三\x1e四\x1f' },
        { text: '(', modifiers: [...special, ...sprm(0x6a09, 1, 0, 0x52, 0xf0)] },
        { text: '藏', modifiers: sprm(0x083c, 1) },
        { text: '旧', modifiers: sprm(0x0800, 1) },
        { text: '£', modifiers: sprm(0x4a4f, 1, 0) },
      ]),
    ]
    expect(await read(lines, { fonts: ['宋体', 'Wingdings 2'] })).toMatchObject({
      text: '\n合计100⏎二\t三-四☑□\n',
      rules: ['READ-HIDDEN-TEXT', 'READ-TRACKED-CHANGE'],
    })
  })
  it('has headers in front and notes behind', async () => {
    expect((await read([line('a')], { headers: [line('单位：万元'), line('')], footnotes: [line('注')] })).text).toBe(
      '\nheader: 单位：万元\na\nnote: 注\n',
    )
  })
  it('reads modifiers of any size past those it does not know', async () => {
    const unknown = [
      ...sprm(0xc615, 255, 1, 1, 2, 3, 4, 1, 5, 6, 7),
      ...sprm(0xca31, 2, 9, 9),
      ...sprm(0x7870, 1, 2, 3, 4),
    ]
    const lines = row([0, 1000], [cell('a')]).map((each) => ({ ...each, modifiers: [...unknown, ...each.modifiers] }))
    expect((await read(lines)).text).toBe('\n| a |\n')
  })
})

describe('a .doc that is not read', () => {
  const refusal = (bytes: Uint8Array) => {
    try {
      readDoc(bytes, LIMITS)
    } catch (error) {
      if (error instanceof ReadError) return error
    }
    throw new Error('was read')
  }
  it('says that it is encrypted', () => {
    expect(refusal(doc([line('a')], { flags: 0x100 }))).toMatchObject({ code: 'encrypted' })
  })
  it('says that it is too old', () => {
    expect(refusal(doc([line('a')], { version: 0x65 }))).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('Word 95'),
    })
  })
  it('ends with a ReadError or a document when it is cut off anywhere', () => {
    const whole = doc([line('附件'), ...row([0, 1000, 2000], [cell('a'), cell('b')])])
    for (let length = 512; length < whole.length; length += 211) {
      const bytes = whole.slice(0, length)
      const outcome = (() => {
        try {
          return readDoc(bytes, LIMITS).format
        } catch (error) {
          return error
        }
      })()
      expect(outcome === 'doc' || outcome instanceof ReadError).toBe(true)
    }
  })
})

it('a .doc of WPS is told from one of Word', () => {
  expect(sniff(doc([line('a')]))).toBe('doc')
})
