import { describe, expect, it } from 'vitest'
import { readDocument } from '../src/read/index.ts'
import { cell, docx, draw, type Parts, p, r, row, rulesOf, table, zip } from './build-docx.ts'

async function read(body: string, parts: Parts = {}) {
  const document = await readDocument(docx(body, parts))
  return { text: draw(document), rules: rulesOf(document), document }
}
const field = (code: string, result: string | null, extra = '') =>
  `${r(`<w:fldChar w:fldCharType="begin">${extra}</w:fldChar>`)}${r(`<w:instrText>${code}</w:instrText>`)}${
    result === null ? '' : r('<w:fldChar w:fldCharType="separate"/>') + (result === '' ? '' : r(result))
  }${r('<w:fldChar w:fldCharType="end"/>')}`
const shape = (content: string) => `<wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx>`

describe('text of runs', () => {
  it('keeps white space that is preserved and drops what Word drops', async () => {
    const bare = '<w:p><w:r><w:t>\n  预算 </w:t></w:r><w:r><w:t>数</w:t></w:r></w:p>'
    expect((await read(p('  　全角 ') + bare)).text).toBe('\n  　全角 \n预算数\n')
  })
  it('reads tabs, hyphens and breaks, and no tab stops', async () => {
    const stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>'
    const body = p(
      stops,
      'a',
      r('<w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>c</w:t><w:br w:type="page"/>'),
      'd',
    )
    expect((await read(body)).text).toBe('\na\tb-c⏎d\n')
  })
  it('reads symbols of symbol fonts as Unicode, also when they are typed as letters', async () => {
    const body = p(
      r('<w:sym w:font="Wingdings 2" w:char="F052"/>'),
      '是',
      r('<w:sym w:font="Wingdings" w:char="F0A8"/>'),
      '否',
      r('R£', '<w:rFonts w:ascii="Wingdings 2"/>'),
      r('\uf0fe', '<w:rFonts w:ascii="宋体" w:hAnsi="Wingdings"/>'),
      r('<w:sym w:font="Symbol" w:char="F0B3"/>'),
    )
    expect((await read(body)).text).toBe('\n☑是□否☑□☑≥\n')
  })
  it('keeps a symbol that it does not know, and says so', async () => {
    const { rules, document } = await read(p('a', r('<w:sym w:font="Webdings" w:char="F061"/>')))
    expect(rules).toEqual(['READ-SYMBOL'])
    expect(document.findings[0]?.found).toBe('Webdings U+F061')
    expect((await read(p(r('\uf0fe')))).rules).toEqual(['READ-SYMBOL'])
  })
  it('reads equations with the signs that Word draws', async () => {
    const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`
    const fraction = `<m:f><m:num>${t('1')}</m:num><m:den>${t('2')}</m:den></m:f>`
    const brackets = `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${t('a')}</m:e></m:d>`
    const body = p(`<m:oMath>${t('≥90%')}${fraction}${brackets}<m:d><m:e>${t('b')}</m:e></m:d></m:oMath>`)
    expect((await read(body)).text).toBe('\n≥90%1/2[a](b)\n')
  })
  it('reads the base of a phonetic guide and reports the guide', async () => {
    const ruby = r(`<w:ruby><w:rt>${r('zhu')}</w:rt><w:rubyBase>${r('株洲')}</w:rubyBase></w:ruby>`)
    const { text, document } = await read(p(ruby))
    expect(text).toBe('\n株洲\n')
    expect(document.findings.map(({ rule, found }) => [rule, found])).toEqual([['READ-RUBY', 'zhu']])
  })
  it('warns when a raised digit follows a digit: it may be an exponent', async () => {
    const raised = '<w:vertAlign w:val="superscript"/>'
    expect(await read(p('5m', r('2', raised)))).toMatchObject({ text: '\n5m2\n', rules: [] })
    expect(await read(p('10', r('4', raised)))).toMatchObject({ text: '\n104\n', rules: ['READ-SUPERSCRIPT'] })
  })
  it('warns when the digit is raised by its position', async () => {
    expect((await read(p('10', r('4', '<w:position w:val="12"/>')))).rules).toEqual(['READ-SUPERSCRIPT'])
  })
  it('reads struck text like any other and points at it', async () => {
    const { text, document } = await read(p('保留', r('删去', '<w:strike/>')))
    expect(text).toBe('\n保留删去\n')
    expect(document.findings[0]?.cells[0]).toMatchObject({ start: 2, end: 4, raw: '删去' })
  })
  it('leaves hidden text beside shown text out of it, and reports it', async () => {
    const { text, document } = await read(p(r('隐藏', '<w:vanish/>'), '可见'))
    expect(text).toBe('\n可见\n')
    expect(document.findings).toMatchObject([{ rule: 'READ-HIDDEN-TEXT', found: '隐藏' }])
  })
  it('keeps what is hidden as a whole, marked as hidden', async () => {
    const hidden = r('隐藏', '<w:vanish/>')
    expect((await read(p(hidden) + table(row(cell(p(hidden)), cell('b'))))).text).toBe(
      '\n(hidden) 隐藏\n| {hidden}隐藏 | b |\n',
    )
  })
  it('hides and strikes by styles, also inherited ones', async () => {
    const styles =
      '<w:style w:type="character" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="own"><w:basedOn w:val="base"/></w:style>'
    const body = p(r('隐', '<w:rStyle w:val="own"/>'), r('显', '<w:rStyle w:val="own"/><w:vanish w:val="0"/>'))
    expect(await read(body, { styles })).toMatchObject({ text: '\n显\n', rules: ['READ-HIDDEN-TEXT'] })
  })
})

describe('fields', () => {
  it('print their results and not their codes', async () => {
    expect((await read(p('合计', field('=SUM(ABOVE)', '100')))).text).toBe('\n合计100\n')
    expect((await read(p('<w:fldSimple w:instr="=SUM(ABOVE)"><w:r><w:t>90</w:t></w:r></w:fldSimple>'))).text).toBe(
      '\n90\n',
    )
  })
  it('that Word works out on the page are worked out: enclosed characters, fractions, symbols', async () => {
    const body = p(field('eq \\o\\ac(□,√)', null), '是', field('EQ \\o\\ac(○,3)', null), field('EQ \\f(1,2)', null))
    expect(await read(body)).toMatchObject({
      text: '\n☑是③1/2\n',
      rules: ['READ-FIELD-COMPUTED', 'READ-FIELD-COMPUTED', 'READ-FIELD-COMPUTED'],
    })
  })
  it('without a result are reported', async () => {
    const { rules, document } = await read(p('a', field('DOCPROPERTY 单位', null)))
    expect(rules).toEqual(['READ-FIELD-NO-RESULT'])
    expect(document.findings[0]?.found).toBe('DOCPROPERTY 单位')
  })
  it('that print nothing are not reported', async () => {
    expect((await read(p('a', field('TC "目录"', null), field('HYPERLINK "x"', '')))).rules).toEqual([])
  })
  it('of old forms are boxes', async () => {
    const box = (checked: string) =>
      field('FORMCHECKBOX', '', `<w:ffData><w:checkBox><w:default w:val="0"/>${checked}</w:checkBox></w:ffData>`)
    expect((await read(p(box('<w:checked/>'), '是', box(''), '否'))).text).toBe('\n☑是☐否\n')
  })
  it('of old drop-down lists are the entry that was chosen', async () => {
    const list = '<w:ffData><w:ddList><w:default w:val="0"/><w:result w:val="1"/><w:listEntry w:val="是"/><w:listEntry w:val="否"/></w:ddList></w:ffData>' // biome-ignore format: one line
    expect(await read(p(field(' FORMDROPDOWN ', null, list)))).toMatchObject({ text: '\n否\n', rules: [] })
    expect((await read(p(field('FORMDROPDOWN', null, list.replace(/<w:result[^>]*>/, ''))))).text).toBe('\n是\n')
  })
  it('that end without a beginning, or never end, swallow no text', async () => {
    expect(await read(p(r('<w:fldChar w:fldCharType="end"/>'), 'x'))).toMatchObject({
      text: '\nx\n',
      rules: ['READ-FIELD-UNBALANCED'],
    })
    const open = p(r('<w:fldChar w:fldCharType="begin"/>'), 'x') + p('y')
    expect(await read(open)).toMatchObject({ text: '\nx\ny\n', rules: ['READ-FIELD-UNBALANCED'] })
  })
  it('reach over paragraphs', async () => {
    const begin =
      r('<w:fldChar w:fldCharType="begin"/>') +
      r('<w:instrText>TOC</w:instrText>') +
      r('<w:fldChar w:fldCharType="separate"/>')
    expect((await read(p(begin, 'a') + p('b', r('<w:fldChar w:fldCharType="end"/>')))).text).toBe('\na\nb\n')
  })
})

describe('tracked changes', () => {
  it('are read as accepted', async () => {
    const body = p(
      '预算',
      `<w:ins w:id="1">${r('18926')}</w:ins><w:del w:id="2"><w:r><w:delText>17000</w:delText></w:r></w:del>`,
    )
    expect(await read(body)).toMatchObject({ text: '\n预算18926\n', rules: ['READ-TRACKED-CHANGE'] })
  })
  it('of cells are told', async () => {
    const changed = '<w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr><w:p/></w:tc>'
    expect((await read(table(`<w:tr>${changed}${cell('b')}</w:tr>`))).rules).toEqual(['READ-TRACKED-CHANGE'])
  })
  it('move text once', async () => {
    const body = p(`<w:moveFrom w:id="1">${r('移动')}</w:moveFrom>`) + p(`<w:moveTo w:id="2">${r('移动')}</w:moveTo>`)
    expect((await read(body)).text).toBe('\n移动\n')
  })
  it('join paragraphs whose mark is deleted', async () => {
    const first = p('<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>', '绩效')
    expect((await read(first + p('目标'))).text).toBe('\n绩效目标\n')
  })
})

describe('what stands beside the line', () => {
  it('text boxes are read once, with and without a fallback', async () => {
    const box = shape(p('框内'))
    const fallback = `<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>`
    const alternate = (more: string) =>
      p('正文', r(`<mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice>${more}</mc:AlternateContent>`))
    for (const more of [fallback, '']) expect((await read(alternate(more))).text).toBe('\n正文\ntextbox: 框内\n')
    expect((await read(p('正文', r(`<mc:AlternateContent>${fallback}</mc:AlternateContent>`)))).text).toBe(
      '\n正文\ntextbox: 框内\n',
    )
  })
  it('text of drawings that are no Word shapes is a text box, WordArt is reported', async () => {
    const canvas = r('<w:drawing><a:graphic><a:sp><a:txSp><a:txBody><a:p><a:r><a:t>画布</a:t></a:r></a:p></a:txBody></a:txSp></a:sp></a:graphic></w:drawing>') // biome-ignore format: one line
    expect((await read(p('正文', canvas))).text).toBe('\n正文\ntextbox: 画布\n')
    const art = r('<w:pict><v:shape><v:textpath string="样本"/></v:shape></w:pict>')
    const { document } = await read(p('正文', art))
    expect(document.findings).toMatchObject([{ rule: 'READ-OBJECT', found: 'WordArt: 样本' }])
  })
  it('text boxes in cells follow their table', async () => {
    expect((await read(table(row(cell(p('格', r(shape(p('框'))))), cell('b'))))).text).toBe(
      '\n| 格 | b |\ntextbox: 框\n',
    )
  })
  it('page headers come before, footers after, notes and comments at the end', async () => {
    const { text, rules } = await read(table(row(cell(p('90', r('<w:footnoteReference w:id="2"/>'))), cell('b'))), {
      headers: [p('金额单位：万元')],
      footers: [p('填表人：张某')],
      footnotes: `<w:footnote w:type="separator" w:id="0">${p('线')}</w:footnote><w:footnote w:id="2">${p('脚注')}</w:footnote>`,
      comments: `<w:comment w:id="0">${p('批注')}</w:comment>`,
    })
    expect(text).toBe('\nheader: 金额单位：万元\n| 90 | b |\nfooter: 填表人：张某\nnote: 脚注\ncomment: 批注\n')
    expect(rules).toEqual(['READ-NOTE-MARK'])
  })
  it('a header that no section uses is read as hidden', async () => {
    expect(await read(p('a'), { headers: [p('页眉')], section: '<w:pgSz/>' })).toMatchObject({
      text: '\na\n(hidden) header: 页眉\n',
      rules: ['READ-PART-UNUSED'],
    })
  })
  it('each section prints its own header before it', async () => {
    const section = (id: number) => `<w:sectPr><w:headerReference r:id="rId${id}"/></w:sectPr>`
    const body = p('表一') + p(`<w:pPr>${section(0)}</w:pPr>`, '完') + p('表二')
    const headers = [p('单位：元'), p('单位：万元')]
    const reference = '<w:headerReference r:id="rId1"/>'
    expect((await read(body, { headers, section: reference })).text).toBe(
      '\nheader: 单位：元\n表一\n完\nheader: 单位：万元\n表二\n',
    )
  })
  it('pictures, charts and embedded files are reported', async () => {
    const drawing = (inside: string) => r(`<w:drawing><a:graphic>${inside}</a:graphic></w:drawing>`)
    const ole = r(
      '<w:object><v:shape><v:imagedata r:id="x"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>',
    )
    const { rules, document } = await read(p('a', drawing('<pic:pic/>'), drawing('<c:chart/>'), ole))
    expect(rules).toEqual(['READ-PICTURE', 'READ-OBJECT', 'READ-OBJECT'])
    expect(document.findings.map(({ found }) => found)).toEqual([null, 'chart', 'Excel.Sheet.12'])
  })
  it('inserted documents and missing parts are reported', async () => {
    expect((await read(`${p('x')}<w:altChunk r:id="rId9"/>`)).rules).toEqual(['READ-EXTERNAL-PART'])
  })
})

describe('content controls', () => {
  const control = (properties: string, content: string) =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
  it('show their content, and boxes as they are drawn', async () => {
    const box = control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', r('☒'))
    expect((await read(p(box, '是') + control('<w:rPr><w:vanish/></w:rPr>', p('单位名')))).text).toBe('\n☒是\n单位名\n')
  })
  it('that show their prompt say so', async () => {
    const { text, rules } = await read(p(control('<w:showingPlcHdr/>', r('单击此处输入')), '后'))
    expect([text, rules]).toEqual(['\n单击此处输入后\n', ['READ-PLACEHOLDER']])
  })
})

describe('namespaces', () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  it.each([
    ['another prefix', `<x:document xmlns:x="${W}"><x:body><x:p><x:r><x:t>a</x:t></x:r></x:p></x:body></x:document>`],
    ['no prefix', `<document xmlns="${W}"><body><p><r><t>a</t></r></p></body></document>`],
    [
      'a prefix that means something else further in',
      `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>a</w:t><w:t xmlns:w="urn:other">b</w:t></w:r></w:p></w:body></w:document>`,
    ],
  ])('are told by their address: %s', async (_, xml) => {
    expect(draw(await readDocument(zip({ 'word/document.xml': xml })))).toBe('\na\n')
  })
  it('may be encoded in UTF-16', async () => {
    const xml = `\ufeff<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>绩效</w:t></w:r></w:p></w:body></w:document>`
    const bytes = new Uint8Array(new Uint16Array([...xml].map((char) => char.charCodeAt(0))).buffer)
    expect(draw(await readDocument(zip({ 'word/document.xml': bytes })))).toBe('\n绩效\n')
  })
})
