/** The table of findings. */
import { Finding } from '../../model.ts'
import { column, type ExportTable, pick } from '../column.ts'
import { HEAD_COLUMNS } from './heads.ts'

const { shape } = Finding
const [filingNo, filingId, form, year, divisionCode, divisionName, department, standing] = pick(HEAD_COLUMNS, [
  ...['filing_no', 'filing_id', 'form', 'fiscal_year', 'division_code', 'division_name', 'department', 'standing'],
]).map((one) => ({ ...one, nullable: true }))

/** What readers, the mapper and the checks have to say. */
export const FINDINGS: ExportTable = {
  name: 'findings',
  view: 'v_findings',
  all: 'v_all_findings',
  en: 'One row for each finding. Those of a whole file have no filing.',
  zh: '每条检查结果一行。针对整个文件的结果没有对应的填报表。',
  key: ['finding_no'],
  columns: [
    column('finding_no', 'integer', 'number in this database only', '本库序号', { nullable: false }),
    column('sha256', 'text', 'hash of the file', '文件 SHA-256', { nullable: false }),
    filingNo!,
    filingId!,
    { ...form!, name: 'filing_form' },
    year!,
    divisionCode!,
    divisionName!,
    department!,
    standing!,
    column('rule', shape.rule, 'rule that found it', '规则编号'),
    column(
      'severity',
      shape.severity,
      'error: provable; warning: a reviewer would ask; info',
      '级别：error 可证实、warning 需询问、info 提示',
    ),
    column('message_en', 'text', 'message in English', '英文说明', { nullable: false }),
    column('message_zh', 'text', 'message in Chinese', '中文说明', { nullable: false }),
    column('indicator', shape.indicator, 'indicator that it is about', '所涉指标'),
    column('expected', shape.expected, 'what was expected', '应为'),
    column('found', shape.found, 'what was found', '实为'),
    column('suggestion', shape.suggestion, 'what to do', '建议'),
    column('address', 'text', 'first cell that it points to', '所指首个单元格'),
    column('source_path', 'text', 'file', '来源文件', { nullable: false }),
  ],
}
