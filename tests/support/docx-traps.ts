/** Word files that readers get wrong, one thing each, rebuilt: their bytes and the right reading, drawn. */
import {
  below,
  cell,
  cellWith,
  docx,
  type Parts,
  p,
  r,
  row,
  rowWith,
  table,
  tableOf,
  top,
  wide,
} from '../build-docx.ts'

export interface Trap {
  readonly body: string
  readonly parts?: Parts
  readonly drawn: string
  readonly rules?: readonly string[]
}

const inBody = (runs: string, drawn: string, rules: readonly string[] = []): Trap => ({ body: p(runs), drawn, rules })
const inTable = (body: string, drawn: string, rules: readonly string[] = []): Trap => ({ body, drawn, rules })
const sdt = (content: string, properties = '') =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const custom = (content: string) => `<w:customXml w:element="x">${content}</w:customXml>`
const bookmark = '<w:bookmarkStart w:id="1" w:name="bm"/><w:bookmarkEnd w:id="1"/>'
const tr = (...parts: readonly string[]) => `<w:tr>${parts.join('')}</w:tr>`
const char = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`)
const code = (text: string) => r(`<w:instrText>${text}</w:instrText>`)
const heading = (...cells: readonly string[]) => rowWith('<w:tblHeader/>', ...cells)

const AB = '| A | b |\n| ^ | d |\n'
const LEVELS =
  '| 产出指标 | 数量指标 | 供水率 | 90% |\n| ^ | ^ | 天然气覆盖率 | 95% |\n| ^ | 质量指标 | 水质 | 达标 |\n'
const levels = table(
  row(top('产出指标'), top('数量指标'), cell('供水率'), cell('90%')),
  row(below(), below(), cell('天然气覆盖率'), cell('95%')),
  row(below(), cell('质量指标'), cell('水质'), cell('达标')),
)
const box = p(r('<w:txbxContent/>')).replace('<w:txbxContent/>', `<w:txbxContent>${p('框内')}</w:txbxContent>`)
const choice = `<mc:Choice Requires="wps"><w:drawing><wps:txbx>${box.replace(/^<w:p><w:r>|<\/w:r><\/w:p>$/g, '')}</wps:txbx></w:drawing></mc:Choice>`
const fallback = `<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>`
const numbering =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
const numbered = (text: string) => p('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', text)
const story: Parts = {
  headers: [p('页眉：金额单位：万元')],
  footnotes: `<w:footnote w:id="2">${p('脚注内容')}</w:footnote>`,
  comments: `<w:comment w:id="0">${p('批注')}</w:comment>`,
}

/** By the names that these files go by. */
export const DOCX_TRAPS: Readonly<Record<string, Trap>> = {
  all_rows_header: inTable(table(heading(cell('h')), heading(cell('a'))), '| h |\n| a |\n'),
  altChunk: inTable(`${p('x')}<w:altChunk r:id="rId9"/>`, 'x\n', ['READ-EXTERNAL-PART']),
  bookmark_between_cells: inTable(table(tr(top('A'), bookmark, cell('b')), row(below(), cell('d'))), AB),
  bookmark_between_rows: inTable(table(row(top('A'), cell('b')), bookmark + row(below(), cell('d'))), AB),
  cr: inBody(r('<w:t>预算</w:t><w:cr/><w:t>数</w:t>'), '预算⏎数\n'),
  customXml_around_cell: inTable(table(tr(custom(cell('A')), cell('b'))), '| A | b |\n'),
  customXml_around_row: inTable(table(custom(row(cell('A'), cell('b'))), row(cell('c'), cell('d'))), '| A | b |\n| c | d |\n'),
  empty_row: inTable(table(row(cell('a'), cell('b')), row(), row(cell('c'), cell('d'))), '| a | b |\n| ~ | ~ |\n| c | d |\n'),
  fldChar: inBody(char('begin') + code('=SUM(ABOVE)') + char('separate') + r('100') + char('end'), '100\n'),
  fldChar_eq_enclosed: inBody(char('begin') + code('eq \\o\\ac(□,√)') + char('end') + r('是'), '☑是\n', ['READ-FIELD-COMPUTED']),
  fldSimple: inBody(`${r('合计')}<w:fldSimple w:instr="=SUM(ABOVE)">${r('100')}</w:fldSimple>`, '合计100\n'),
  fld_unbalanced: inBody(char('end') + r('x'), 'x\n', ['READ-FIELD-UNBALANCED']),
  footnote_in_cell: {
    body: table(row(cell(r('90') + r('<w:footnoteReference w:id="2"/>') + r('<w:commentReference w:id="0"/>')), cell('b'))),
    parts: story,
    drawn: 'header: 页眉：金额单位：万元\n| 90 | b |\nnote: 脚注内容\ncomment: 批注\n',
    rules: ['READ-NOTE-MARK'],
  },
  form: inTable(
    p('2020年部门整体支出绩效目标表') + tableOf(5, row(wide(2, '部门名称'), wide(3, '某局')), row(top('年度绩效指标'), cell('一级指标'), cell('二级指标'), cell('三级指标'), cell('指标值')), row(below(), top('产出指标', '(50分)'), top('数量指标'), cell('供水率'), cell('≥90%')), row(below(), below(), below(), cell('天然气覆盖率'), cell('95%')), row(wide(4, '总分'), cell('100'))) + p('填表人：'),
    '2020年部门整体支出绩效目标表\n| 部门名称 | < | 某局 | < | < |\n| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| ^ | 产出指标⏎(50分) | 数量指标 | 供水率 | ≥90% |\n| ^ | ^ | ^ | 天然气覆盖率 | 95% |\n| 总分 | < | < | < | 100 |\n填表人：\n',
  ),
  gridBefore_shift: inTable(
    table(row(cell('a'), cell('b'), cell('c')), rowWith('<w:gridBefore w:val="1"/>', cell('B2'), cell('C2')), rowWith('<w:gridAfter w:val="2"/>', cell('A3'))),
    '| a | b | c |\n| ~ | B2 | C2 |\n| A3 | ~ | ~ |\n',
  ),
  gridSpan_huge: inTable(tableOf(3, row(wide(1_000_000_000, 'a'), cell('b'))), '| a | < | b |\n', ['READ-SPAN-CLAMPED']),
  gridSpan_zero: inTable(tableOf(3, row(wide(0, 'a'), wide('x', 'b'), wide(-1, 'c'))), '| a | b | c |\n'),
  hMerge_legacy: inTable(
    tableOf(3, row(cellWith('<w:hMerge w:val="restart"/>', '标题'), cellWith('<w:hMerge w:val="continue"/>'), cell('z')), row(cell('1'), cell('2'), cell('3'))),
    '| 标题 | < | z |\n| 1 | 2 | 3 |\n',
  ),
  header_row_rowspan_into_body: inTable(table(heading(top('指标'), cell('值')), row(below(), cell('1'))), '| 指标 | 值 |\n| ^ | 1 |\n'),
  ins_del_run: inBody(`${r('预算')}<w:ins w:id="1">${r('18926')}</w:ins><w:del w:id="2">${r('<w:delText>17000</w:delText>')}</w:del>`, '预算18926\n', ['READ-TRACKED-CHANGE']),
  ins_row: inTable(table(rowWith('<w:ins w:id="1"/>', cell('A'), cell('b')), rowWith('<w:del w:id="2"/>', cell('del'), cell('d'))), '| A | b |\n', ['READ-TRACKED-CHANGE']),
  move: inTable(p(`<w:moveFrom w:id="1">${r('旧')}</w:moveFrom>`) + p(`<w:moveTo w:id="2">${r('移动后的文字')}</w:moveTo>`), '移动后的文字\n', ['READ-TRACKED-CHANGE']),
  multi_p: inTable(table(row(cell('5', '8'), cell('数量', '指标'), cell(r('<w:t>a</w:t><w:br/><w:t>b</w:t>')))), '| 5⏎8 | 数量⏎指标 | a⏎b |\n'),
  nested: inTable(table(row(cell('外'), cell('前', table(row(cell('内1'), cell('内2'))), '后'))), '| 外 | 前⏎后 |\n(within 0 0 1)\n| 内1 | 内2 |\n'),
  numbering_header: {
    body: numbered('推进两型机关建设') + p('普通段') + numbered('立足公用事业') + table(row(cell(numbered('指标甲')), cell('v')), row(cell(numbered('指标乙')), cell('w'))),
    parts: { ...story, numbering, section: '' },
    drawn: '（一） 推进两型机关建设\n普通段\n（二） 立足公用事业\n| （三） 指标甲 | v |\n| （四） 指标乙 | w |\n(hidden) header: 页眉：金额单位：万元\nnote: 脚注内容\ncomment: 批注\n',
    rules: ['READ-PART-UNUSED'],
  },
  omath: inBody('<m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath>', '≥90%\n'),
  page_break: inBody(r('<w:t>前</w:t><w:br w:type="page"/><w:t>后</w:t>'), '前⏎后\n'),
  ruby: inBody(r(`<w:ruby><w:rt>${r('pinyin')}</w:rt><w:rubyBase>${r('株洲')}</w:rubyBase></w:ruby>`), '株洲\n', ['READ-RUBY']),
  sdt_around_cell: inTable(table(tr(sdt(top('A')), cell('b')), row(below(), cell('d'))), AB),
  sdt_around_row: inTable(table(sdt(row(top('A'), cell('b'))), row(below(), cell('d'))), AB),
  sdt_cell_content: inTable(table(row(cell(sdt(p('单位名'))), cell('b'))), '| 单位名 | b |\n'),
  sdt_checkbox: inBody(sdt(r('☒'), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + r('是'), '☒是\n'),
  strict: { body: levels, parts: { strict: true }, drawn: LEVELS },
  strike: inBody(r('删去', '<w:strike/>') + r('保留'), '删去保留\n', ['READ-STRUCK-TEXT']),
  sub_sup: inBody(r('5m') + r('2', '<w:vertAlign w:val="superscript"/>'), '5m2\n'),
  sym_checked: inBody(`${r('<w:sym w:font="Wingdings 2" w:char="F052"/>')}${r('是')}${r('<w:sym w:font="Wingdings" w:char="F0A8"/>')}${r('否')}`, '☑是□否\n'),
  tblHeader_false: inTable(table(rowWith('<w:tblHeader w:val="0"/>', cell('h'), cell('值')), row(cell('a'), cell('1'))), '| h | 值 |\n| a | 1 |\n'),
  textbox_mc: inBody(r('正文') + r(`<mc:AlternateContent>${choice}${fallback}</mc:AlternateContent>`), '正文\ntextbox: 框内\n'),
  textbox_no_fallback: inBody(r('正文') + r(`<mc:AlternateContent>${choice}</mc:AlternateContent>`), '正文\ntextbox: 框内\n'),
  two_tables_adjacent: inTable(table(row(cell('a'), cell('b'))) + table(row(cell('c'), cell('d'))), '| a | b |\n| c | d |\n'),
  vanish: inBody(r('隐藏', '<w:vanish/>') + r('可见'), '可见\n', ['READ-HIDDEN-TEXT']),
  vmerge_continue_no_restart: inTable(table(row(below('A'), cell('x')), row(below('B'), cell('y'))), '| A | x |\n| B | y |\n', ['READ-MERGE-NO-START', 'READ-MERGE-NO-START']),
  vmerge_continue_with_text: inTable(table(row(top('A'), cell('x')), row(below('隐藏文字'), cell('y'))), '| A | x |\n| ^=隐藏文字 | y |\n', ['READ-COVERED-TEXT']),
  vmerge_offset_by_gridBefore: inTable(table(row(top('一级'), top('二级'), cell('三级')), rowWith('<w:gridBefore w:val="1"/>', below(), cell('三级b'))), '| 一级 | 二级 | 三级 |\n| ~ | ^ | 三级b |\n'),
  vmerge_plain: inTable(levels, LEVELS),
  vmerge_span_mismatch: inTable(table(row(top('A'), cell('b'), cell('c')), row(cellWith('<w:vMerge/><w:gridSpan w:val="2"/>'), cell('z'))), '| A | b | c |\n| ^ | ~ | z |\n', ['READ-MERGE-SPAN']),
  wide_text_ws: inTable(table(row(cell('  　全角 '), cell('a<b&c'))), '| \\s\\s　全角\\s | a<b&c |\n'),
} // biome-ignore format: a table

/** The bytes of a trap. */
export const trapBytes = ({ body, parts }: Trap): Uint8Array => docx(body, parts)
