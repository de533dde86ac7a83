/** What readers have to say about a file that they could read: the list of `READ-…` findings and how one is made. */
import type { Claim, Finding, Place } from '../model.ts'
import { columnLetters } from '../text.ts'

interface Rule {
  readonly severity: Finding['severity']
  /** `{where}` and `{found}` are filled in. */
  readonly en: string
  readonly zh: string
}

/** Every finding that a reader can report; `docs/reading.md` explains them one by one. */
export const READ_RULES = {
  'READ-HIDDEN-TEXT': {
    severity: 'warning',
    en: 'Text at {where} is hidden by its author and not printed: “{found}”. Check whether it belongs to the form.',
    zh: '{where}有隐藏文字，打印不出来：“{found}”。请核对它是否属于表内容。',
  },
  'READ-STRUCK-TEXT': {
    severity: 'warning',
    en: 'Text at {where} is struck through: “{found}”. It is read like any other; delete it if it no longer holds.',
    zh: '{where}的文字带删除线：“{found}”。系统照常读取；如已作废请删除。',
  },
  'READ-SUPERSCRIPT': {
    severity: 'info',
    en: 'At {where} the raised “{found}” follows a digit: it may be an exponent or a note mark, not part of the number.',
    zh: '{where}的数字后紧跟上标“{found}”：可能是指数或注号，而不是数字的一部分。',
  },
  'READ-TRACKED-CHANGE': {
    severity: 'warning',
    en: 'The document holds tracked changes ({found}). It was read as if all of them were accepted.',
    zh: '文档含有未接受的修订（{found}）。系统按全部接受来读取。',
  },
  'READ-FIELD-NO-RESULT': {
    severity: 'warning',
    en: 'The field “{found}” at {where} has no stored result, so what Word shows there is not in the text.',
    zh: '{where}的域“{found}”没有保存结果，Word 在此显示的内容未能读入。',
  },
  'READ-FIELD-COMPUTED': {
    severity: 'info',
    en: 'The text at {where} was worked out from the field “{found}”.',
    zh: '{where}的文字由域“{found}”推算得出。',
  },
  'READ-FIELD-UNBALANCED': {
    severity: 'info',
    en: 'A field in {where} starts or ends without its counterpart; all text was read as if there were no field codes.',
    zh: '{where}有不成对的域；所有文字均按无域代码读取。',
  },
  'READ-NUMBERING': {
    severity: 'warning',
    en: 'The automatic number of the paragraph at {where} could not be worked out ({found}).',
    zh: '{where}的自动编号无法推算（{found}）。',
  },
  'READ-SYMBOL': {
    severity: 'warning',
    en: 'The symbol {found} at {where} has no known Unicode character.',
    zh: '{where}的符号 {found} 没有对应的 Unicode 字符。',
  },
  'READ-RUBY': {
    severity: 'info',
    en: 'The phonetic guide “{found}” above the text at {where} was left out.',
    zh: '{where}文字上方的拼音标注“{found}”未读入。',
  },
  'READ-PLACEHOLDER': {
    severity: 'info',
    en: 'At {where} stands the prompt of an unfilled content control: “{found}”.',
    zh: '{where}是未填写的内容控件提示：“{found}”。',
  },
  'READ-NOTE-MARK': {
    severity: 'info',
    en: 'A note is attached at {where}; its mark is not part of the text, the note is read apart.',
    zh: '{where}带有脚注或尾注；注号不计入文字，注文另行读取。',
  },
  'READ-PICTURE': {
    severity: 'info',
    en: 'There is a picture at {where}; text inside of pictures is not read.',
    zh: '{where}有图片；图片中的文字不读取。',
  },
  'READ-OBJECT': {
    severity: 'warning',
    en: 'There is an embedded object at {where} ({found}); what it shows is not read. Put its content into the form.',
    zh: '{where}有嵌入对象（{found}），其内容未读取。请把内容直接填入表内。',
  },
  'READ-EXTERNAL-PART': {
    severity: 'warning',
    en: 'At {where} another document is inserted ({found}) that only Word opens. Save the file again in Word.',
    zh: '{where}插入了另一份文档（{found}），只有 Word 打开时才并入。请用 Word 打开后重新保存。',
  },
  'READ-PART-UNUSED': {
    severity: 'info',
    en: 'The part {found} is in the file but on no page; its text was read as hidden.',
    zh: '文件内的部件 {found} 不出现在任何页面；其文字按隐藏读取。',
  },
  'READ-PART-MISSING': {
    severity: 'warning',
    en: 'The document refers to the part {found}, which is not in the file or cannot be read.',
    zh: '文档引用的部件 {found} 不在文件中或无法读取。',
  },
  'READ-MERGE-SPAN': {
    severity: 'warning',
    en: 'The vertical merge at {where} goes on with another width ({found} columns); check which rows it covers.',
    zh: '{where}的纵向合并前后宽度不一致（{found} 列）；请核对它覆盖哪些行。',
  },
  'READ-MERGE-NO-START': {
    severity: 'info',
    en: 'The cell at {where} continues a vertical merge that starts nowhere; it was kept as a cell of its own.',
    zh: '{where}延续了一个没有起点的纵向合并；按独立单元格处理。',
  },
  'READ-MERGE-OVERLAP': {
    severity: 'warning',
    en: 'The merge {found} of {where} overlaps another one and was left out.',
    zh: '{where}的合并区域 {found} 与另一处重叠，未采用。',
  },
  'READ-MERGE-CLIPPED': {
    severity: 'info',
    en: 'The merge {found} of {where} reaches far beyond the table and was cut at its edge.',
    zh: '{where}的合并区域 {found} 远超表格范围，已按表格边界截断。',
  },
  'READ-SPAN-CLAMPED': {
    severity: 'warning',
    en: 'The cell at {where} claims to span {found} columns; it was cut to the width of the table.',
    zh: '{where}的单元格声称跨 {found} 列；已按表格宽度截断。',
  },
  'READ-COVERED-TEXT': {
    severity: 'warning',
    en: 'A merged cell covers the text “{found}” at {where}: it is in the file but not shown.',
    zh: '{where}的文字“{found}”被合并单元格遮盖：文件中有，但不显示。',
  },
  'READ-HIDDEN-ROWS': {
    severity: 'warning',
    en: '{where} has hidden rows or columns with content ({found}); they were read and marked.',
    zh: '{where}有含内容的隐藏行或列（{found}）；已读取并作标记。',
  },
  'READ-HIDDEN-SHEET': {
    severity: 'warning',
    en: 'The sheet {where} is hidden; it was read and marked.',
    zh: '工作表{where}是隐藏的；已读取并作标记。',
  },
  'READ-SHEET-SKIPPED': {
    severity: 'warning',
    en: 'The sheet {where} is no worksheet ({found}) and was not read.',
    zh: '工作表{where}不是普通工作表（{found}），未读取。',
  },
  'READ-SHEET-DAMAGED': {
    severity: 'error',
    en: 'The sheet {where} is damaged and was not read; the other sheets were. Open the file in Excel or WPS, look at it, save it again.',
    zh: '工作表{where}已损坏，未能读取；其他工作表已读取。请用 Excel 或 WPS 打开核对后重新保存。',
  },
  'READ-FORMULA-NO-VALUE': {
    severity: 'warning',
    en: 'The formula {found} at {where} has no stored result: its value is unknown. Open the file, calculate, save.',
    zh: '{where}的公式 {found} 没有保存计算结果，数值未知。请打开文件重新计算后保存。',
  },
  'READ-ERROR-VALUE': {
    severity: 'error',
    en: 'The cell {where} shows the error {found}. Repair its formula.',
    zh: '单元格{where}显示错误 {found}。请修正公式。',
  },
  'READ-WORKBOOK-PART': {
    severity: 'warning',
    en: 'The workbook holds something that was not understood ({found}); what it shows may be missing. Open the file in Excel or WPS and save it again.',
    zh: '工作簿中有无法识别的内容（{found}），其显示内容可能缺失。请用 Excel 或 WPS 打开后重新保存。',
  },
  'READ-HIDDEN-NUMBER': {
    severity: 'warning',
    en: 'The number format at {where} hides the stored value {found}.',
    zh: '{where}的数字格式隐藏了所存的值 {found}。',
  },
  'READ-FORMAT': {
    severity: 'info',
    en: 'The number format {found} at {where} is not known; the stored value is shown plainly.',
    zh: '{where}的数字格式 {found} 无法识别；按所存的值直接显示。',
  },
  'READ-STRAY-CELL': {
    severity: 'warning',
    en: 'A cell far outside of the table holds text: {where} “{found}”. It was read as a line of its own.',
    zh: '远离表格的单元格{where}有内容“{found}”，已作为单独一行读取。',
  },
  'READ-APPROXIMATE': {
    severity: 'warning',
    en: 'This format or reader cannot hold merged cells ({found}): rows may be shorter than printed. Convert the file to .docx for an exact reading.',
    zh: '该格式或读取方式不保留合并单元格（{found}），行可能比打印的短。请转换为 .docx 以准确读取。',
  },
  'READ-TEXT-LOST': {
    severity: 'error',
    en: 'Most characters of this file are question marks: the program that saved it could not write Chinese. Save it again in UTF-8 or GBK.',
    zh: '此文件的多数字符是问号：保存它的程序无法写入中文。请以 UTF-8 或 GBK 编码重新保存。',
  },
  'READ-ENCODING': {
    severity: 'warning',
    en: 'Some bytes are no valid {found} text and were replaced by “�”.',
    zh: '部分字节不是有效的 {found} 文字，已用“�”代替。',
  },
} as const satisfies Record<string, Rule>

export type ReadRule = keyof typeof READ_RULES

/** Text for a message: one line, shortened. */
function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

/** A finding under a rule. `where` names the place for people; `claims` point at it when it is a place of a block. */
export function findingOf(rule: ReadRule, where: string, found: string | null, claims: readonly Claim[] = []): Finding {
  const { severity, en, zh }: Rule = READ_RULES[rule]
  const fill = (template: string) =>
    template.replace(/\{(where|found)\}/g, (_, key) => (key === 'where' ? where : brief(found ?? '')))
  return {
    rule,
    severity,
    message: { en: fill(en), zh: fill(zh) },
    form: null,
    indicator: null,
    cells: claims,
    related: [],
    expected: null,
    found,
    suggestion: null,
  }
}

/** The place of a sheet's cell: `Sheet1!D13`. */
export function sheetPlace(block: number, sheet: string, row: number, column: number): Place {
  return { block, row, column, address: `${sheet}!${columnLetters(column)}${row + 1}` }
}

/** The place of a cell in the nth table of a document, n counting from 1: `表2 第13行第4列`. */
export function tablePlace(block: number, table: number, row: number, column: number): Place {
  return { block, row, column, address: `表${table} 第${row + 1}行第${column + 1}列` }
}

/** The place of the nth paragraph of a document, n counting from 1: `段落5`. */
export function paragraphPlace(block: number, paragraph: number): Place {
  return { block, row: null, column: null, address: `段落${paragraph}` }
}
