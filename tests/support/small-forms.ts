/** Real files with small tables, for tests of what happens to whole files. */
import { parseGrid } from '../../src/grid.ts'
import type { Block } from '../../src/model.ts'
import { docxFrom } from './office-of.ts'

/** A .docx with captions above a table, drawn as text. */
export function docxOf(captions: readonly string[], drawing: string): Uint8Array {
  const paragraphs = captions.map((text): Block => ({ kind: 'paragraph', text, part: 'body', hidden: false }))
  const table: Block = { kind: 'table', name: null, grid: parseGrid(drawing), hidden: false, within: null }
  return docxFrom({ format: 'docx', reader: 'test', blocks: [...paragraphs, table], findings: [] })
}

/** A filled-in goals form of a department; `target` is the value of its one indicator. */
export const goalsForm = (department: string, target: string): Uint8Array =>
  docxOf(
    ['附件3', '2020年部门整体支出绩效目标表', '金额单位：万元'],
    `
    | 部门名称     | ${department}   | <                | <         |
    | 年度预算申请 | 资金总额：18926 | <                | <         |
    | 一级指标     | 二级指标        | 三级指标         | 指标值    |
    | 产出指标     | 数量指标        | 道路提质改造长度 | ${target} |
    `,
  )
