import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Limits } from '../src/model.ts'
import { readDocument, sniff } from '../src/read/index.ts'
import { draw, rulesOf } from './build-docx.ts'

async function read(markup: string | Uint8Array, limits: Limits = LIMITS) {
  const document = await readDocument(typeof markup === 'string' ? strToU8(markup) : markup, limits)
  return { text: draw(document), rules: rulesOf(document), document }
}
const page = (body: string) => `<html><body>${body}</body></html>`

describe('an HTML table', () => {
  it('is placed by its spans, whatever sections it has', async () => {
    const body =
      '<table><thead><tr><td rowspan=2>一级<td>90%</thead><tbody><tr><td>16530万</tbody><tfoot><tr><th colspan="2">总分</tfoot></table>'
    expect((await read(page(body))).text).toBe('\n| 一级 | 90% |\n| ^ | 16530万 |\n| 总分 | < |\n')
  })
  it('is cut to itself where spans are absurd, and one column where they are no number', async () => {
    const body =
      '<table><tr><td colspan=1000000>a<td>b</tr><tr><td rowspan=0 colspan=x>c<td rowspan=99>d</tr><tr></tr></table>'
    expect((await read(page(body))).text).toBe('\n| a | b |\n| c | d |\n| ^ | ^ |\n')
  })
  it('may not claim more positions than the limit of cells', async () => {
    const body = `<table>${'<tr><td rowspan=60000 colspan=60>a</tr>'.repeat(50)}</table>`
    await expect(read(page(body), { ...LIMITS, cells: 10_000 })).rejects.toMatchObject({ code: 'too-large' })
  })
  it('keeps nested tables apart, and the text around them', async () => {
    const body = '<table><tr><td>外</td><td>前<table><tr><td>内</td></tr></table>后</td></tr></table>'
    expect((await read(page(body))).text).toBe('\n| 外 | 前⏎后 |\n(within 0 0 1)\n| 内 |\n')
  })
  it('keeps text that stands between its rows, and its caption, in front of it', async () => {
    const body = '<table><caption>绩效目标表</caption><form><tr><td>a</td></tr></form></table>'
    expect((await read(page(body))).text).toBe('\n绩效目标表\n| a |\n')
  })
  it('has a row where its cells have none, as a browser makes one', async () => {
    const page = '<table><td>a<td>b<tr><td>c</table>'
    expect(draw(await readDocument(new TextEncoder().encode(page)))).toBe('\n| a | b |\n| c | ~ |\n')
  })
  it('has no row of its rulers, which Word and Excel write below it', async () => {
    const word = '<![if !supportMisalignedColumns]><tr height=0><td width=100 style="border:none"></td><td width=90></td></tr><![endif]>' // biome-ignore format: one line
    const excel = '<![if supportMisalignedColumns]><tr height=0 style="display:none"><td width=72></td></tr><![endif]>'
    for (const ruler of [word, excel]) {
      const page = `<html><table><tr><td colspan=2>标题<o:p></o:p></td></tr><tr><td>a</td><td>b</td></tr>${ruler}</table></html>`
      expect(draw(await readDocument(new TextEncoder().encode(page)))).toBe('\n| 标题 | < |\n| a | b |\n')
    }
  })
  it('marks hidden rows, drops hidden ones that hold nothing, and reports hidden text', async () => {
    const body =
      '<table><tr><td>a<span style="display:none">藏</span></tr><tr style="display: none"><td>b</tr><tr style="display:none"><td></tr></table>'
    expect(await read(page(body))).toMatchObject({
      text: '\n| a |\n| {hidden}b |\n',
      rules: ['READ-HIDDEN-TEXT', 'READ-HIDDEN-TEXT'],
    })
  })
})

describe('text of a page', () => {
  it('has line breaks where blocks and breaks make them, and none where the source is indented', async () => {
    const body =
      '<p>附件</p>\n<div>一\n   二 three\n four<br>五</div><table><tr><td>\n  <p>数量</p>\n  <p>指标</p>\n</td><td>a&nbsp;b</td><td>&nbsp;</td></tr></table>'
    expect((await read(page(body))).text).toBe('\n附件\n一二 three four⏎五\n| 数量⏎指标 | a\u00a0b |  |\n')
  })
  it('keeps other spaces, and everything in preformatted text', async () => {
    expect((await read(page('<p>  其中：  一般</p><pre>a\n  b</pre>'))).text).toBe('\n  其中：  一般\na⏎  b\n')
  })
  it('numbers ordered lists as a browser does', async () => {
    expect((await read(page('<ol start=3><li>甲</li><li>乙</li></ol><ol type=a><li>丙</ol>'))).text).toBe(
      '\n3. 甲\n4. 乙\na. 丙\n',
    )
  })
  it('shows what forms show', async () => {
    const body =
      '<p>单位<input value="住建局"><input type=hidden value=x></p><p><input type=checkbox checked>是<input type=radio>否</p><p><select><option>元<option selected>万元</select></p>'
    expect((await read(page(body))).text).toBe('\n单位住建局\n☑是☐否\n万元\n')
  })
  it('leaves scripts, styles and comments out, and reports pictures, frames and struck text', async () => {
    const body =
      '<script>x</script><style>y</style><!-- z --><p>a<s>旧</s><img src="i.png"></p><iframe src="sheet001.htm"></iframe>'
    const { text, document } = await read(page(body))
    expect(text).toBe('\na旧\n\n')
    expect(document.findings.map(({ rule, found }) => [rule, found])).toEqual([
      ['READ-STRUCK-TEXT', '旧'],
      ['READ-PICTURE', null],
      ['READ-EXTERNAL-PART', 'sheet001.htm'],
    ])
  })
  it('shows symbols of symbol fonts', async () => {
    const body = '<p><span style=\'font-family:"Wingdings 2"\'>R</span>是<font face="Wingdings">\u00a8</font>否</p>'
    expect((await read(page(body))).text).toBe('\n☑是□否\n')
  })
  it('is not lost behind absurd nesting: that is refused', async () => {
    await expect(read(page('<div>'.repeat(500)))).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('encodings of a page', () => {
  // 一级 in GBK.
  const gbk = new Uint8Array([0xd2, 0xbb, 0xbc, 0xb6])
  const join = (...parts: readonly (string | Uint8Array)[]) =>
    new Uint8Array(parts.flatMap((part) => [...(typeof part === 'string' ? strToU8(part) : part)]))
  it.each([
    ['declared', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'],
    ['not declared', ''],
    ['declared wrongly', '<meta charset="utf-8">'],
  ])('are found when %s', async (_, meta) => {
    expect(
      (await read(join(`<html><head>${meta}</head><table><tr><td>`, gbk, '</td><td>90%</td></tr></table></html>')))
        .text,
    ).toBe('\n| 一级 | 90% |\n')
  })
  it('are UTF-16 with a byte order mark', async () => {
    const units = new Uint16Array([...'\ufeff<html><p>绩效</p></html>'].map((char) => char.charCodeAt(0)))
    expect((await read(new Uint8Array(units.buffer))).text).toBe('\n绩效\n')
  })
  it('that fit nowhere leave a finding', async () => {
    const { rules } = await read(join('<html><p>绩效', new Uint8Array([0xff, 0xff]), '</p></html>'))
    expect(rules).toEqual(['READ-ENCODING'])
  })
})

it.each([
  '<!DOCTYPE html><html>',
  '\n <TABLE>',
  '<!-- x --><meta charset=gbk>',
  '<html xmlns:o="urn">',
  '\ufeff<body>',
])('sniffs %j as HTML', (head) => {
  expect(sniff(strToU8(`${head}<p>a`))).toBe('html')
})
