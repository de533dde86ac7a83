/** What a format or the way to it cannot hold, whatever the file: said by `guibiao doctor` and in samples. */
import type { Document, Finding } from '../model.ts'

/** A sentence in both languages. */
export type Words = Finding['message']

const MERGES: Words = {
  en: 'merged cells: what a merge covers is an empty cell or no cell, so that labels are found by what they mean',
  zh: '合并单元格：被合并的位置只是空单元格或缺失，标签只能按含义对应',
}
const LAYOUT: Words = {
  en: 'spaces at the ends of lines, and several in a row; text hidden by a style sheet is read as shown',
  zh: '行首行尾及连续空格；由样式表隐藏的文字按可见读取',
}
const EDGES: Words = {
  en: 'columns in which no cell starts: cells are known by their edges',
  zh: '没有任何单元格起始的列：单元格按边线确定',
}
const PLAIN: Words = {
  en: 'number formats, stored values, formulas, hidden rows and more than one sheet',
  zh: '数字格式、存储值、公式、隐藏行以及多个工作表',
}
const CONVERTED: Words = {
  en: 'what LibreOffice changes when it converts the file to .docx',
  zh: 'LibreOffice 转换为 .docx 时改动的内容',
}

const BY_READER: Readonly<Record<string, readonly Words[]>> = {
  csv: [MERGES, PLAIN],
  tsv: [MERGES, PLAIN],
  txt: [MERGES, PLAIN],
  html: [LAYOUT],
  'html/mime': [LAYOUT],
  doc: [EDGES],
  wps: [EDGES],
  'doc/soffice': [CONVERTED],
  'wps/soffice': [CONVERTED],
  'rtf/soffice': [CONVERTED, EDGES],
}

/** What the document's format, or the way in which it was read, could not hold; empty where spans and texts are exact. */
export function lostIn({ reader }: Pick<Document, 'reader'>): readonly Words[] {
  return Object.hasOwn(BY_READER, reader) ? BY_READER[reader]! : []
}
