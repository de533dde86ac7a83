import { describe, expect, it } from 'vitest'
import { readDocument } from '../src/read/index.ts'
import { numeral } from '../src/read/numerals.ts'
import { below, cell, docx, draw, p, row, rulesOf, table, top } from './build-docx.ts'

const level = (ilvl: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const abstract = (id: number, ...levels: readonly string[]) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`
const num = (id: number, of: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`
const item = (text: string, numId = 1, ilvl = 0) =>
  p(`<w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr></w:pPr>`, text)
const drawn = async (body: string, numbering: string, styles?: string) =>
  draw(await readDocument(docx(body, styles === undefined ? { numbering } : { numbering, styles })))

describe('automatic numbers', () => {
  it('stand before the text, in cells as well, and go on behind other paragraphs', async () => {
    const numbering = abstract(0, level(0, 'chineseCounting', '（%1）')) + num(1, 0)
    const body = item('推进') + p('普通段') + item('立足') + table(row(cell(item('甲')), cell('v')))
    expect(await drawn(body, numbering)).toBe('\n（一） 推进\n普通段\n（二） 立足\n| （三） 甲 | v |\n')
  })
  it('keep a number apart from the figure that follows it', async () => {
    const numbering = abstract(0, level(0, 'decimal', '%1.')) + num(1, 0)
    expect(await drawn(item('58人'), numbering)).toBe('\n1. 58人\n')
  })
  it('are all that a cell with a serial number holds', async () => {
    const numbering = abstract(0, level(0, 'decimal', '%1')) + num(1, 0)
    expect(await drawn(table(row(cell(item('')), cell('a')), row(cell(item('')), cell('b'))), numbering)).toBe(
      '\n| 1 | a |\n| 2 | b |\n',
    )
  })
  it('do not count cells that a merge covers', async () => {
    const numbering = abstract(0, level(0, 'decimal', '%1')) + num(1, 0)
    const body = table(row(top(item('')), cell('a')), row(below(item('')), cell('b')), row(cell(item('')), cell('c')))
    expect(await drawn(body, numbering)).toBe('\n| 1 | a |\n| ^ | b |\n| 2 | c |\n')
  })
  it('show the levels above, and start anew under each of them', async () => {
    const numbering = abstract(0, level(0, 'decimal', '%1'), level(1, 'decimal', '%1.%2')) + num(1, 0)
    const body = item('a') + item('b', 1, 1) + item('c', 1, 1) + item('d') + item('e', 1, 1)
    expect(await drawn(body, numbering)).toBe('\n1 a\n1.1 b\n1.2 c\n2 d\n2.1 e\n')
  })
  it('share their count when their lists share a definition, unless one starts anew', async () => {
    const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    const numbering = abstract(0, level(0, 'decimal', '%1.')) + num(1, 0) + num(2, 0) + num(3, 0, start)
    expect(await drawn(item('a') + item('b', 2) + item('c', 3) + item('d', 3), numbering)).toBe(
      '\n1. a\n2. b\n5. c\n6. d\n',
    )
  })
  it('come from styles, whose level is the one that names the style', async () => {
    const numbering =
      abstract(0, level(0, 'decimal', '%1'), level(1, 'lowerLetter', '%2)', '<w:pStyle w:val="li"/>')) + num(1, 0)
    const styles = '<w:style w:styleId="li"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    expect(await drawn(p('<w:pPr><w:pStyle w:val="li"/></w:pPr>', 'a'), numbering, styles)).toBe('\na) a\n')
    const off = p('<w:pPr><w:pStyle w:val="li"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', 'a')
    expect(await drawn(off, numbering, styles)).toBe('\na\n')
  })
  it('are bullets where the list has bullets', async () => {
    const bullet = level(0, 'bullet', '\uf06c', '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')
    expect(await drawn(item('a'), abstract(0, bullet) + num(1, 0))).toBe('\n● a\n')
  })
  it('that are not defined, or in an unknown format, are reported', async () => {
    const unknown = await readDocument(
      docx(item('a'), { numbering: abstract(0, level(0, 'hebrew1', '%1')) + num(1, 0) }),
    )
    expect(rulesOf(unknown)).toEqual(['READ-NUMBERING'])
    expect(rulesOf(await readDocument(docx(item('a', 7), { numbering: num(1, 0) })))).toEqual(['READ-NUMBERING'])
  })
})

describe('numerals', () => {
  it.each([
    ['chineseCounting', [1, 10, 11, 20, 21, 105, 110], ['一', '十', '十一', '二十', '二十一', '一百零五', '一百一十']],
    ['chineseLegalSimplified', [1, 10, 25], ['壹', '壹拾', '贰拾伍']],
    ['ideographDigital', [10, 2020], ['一〇', '二〇二〇']],
    ['ideographTraditional', [1, 10], ['甲', '癸']],
    ['decimalEnclosedCircleChinese', [1, 20, 21, 36], ['①', '⑳', '㉑', '㊱']],
    ['decimalEnclosedParen', [1, 20, 21], ['⑴', '⒇', '21']],
    ['decimalZero', [5, 12], ['05', '12']],
    ['decimalFullWidth', [12], ['１２']],
    ['upperRoman', [4, 9, 14], ['IV', 'IX', 'XIV']],
    ['lowerLetter', [1, 26, 27, 28], ['a', 'z', 'aa', 'bb']],
  ])('in %s', (format, numbers, expected) => {
    expect(numbers.map((n) => numeral(format, n))).toEqual(expected)
  })
})
